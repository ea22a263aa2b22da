// Working off the outbox with a platform that is honest, slow, lying, refusing, or not there at all.
import { isOpen } from '../domain/case/clock-state.ts';
import { describe, expect, test } from 'vitest';
import {
  CASE,
  countOf,
  decidedDesk,
  honestPlatform,
  type SmallDesk,
  smallDesk,
} from '../../test/support/fake-ports.ts';
import { decides, later, RECEIPT, T0, verdicts, wordsOf } from '../../test/support/fixtures.ts';
import { MAX_LOOKS, MAX_ROUNDS } from '../domain/case/acting.ts';
import { after, HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { Connectors, Operation } from '../ports/connector.ts';
import { pauseAfter } from './run-task.ts';

const accepted: Operation = { kind: 'accepted', receipts: [RECEIPT] };
const retry = (afterMs: number | null): Operation => ({
  kind: 'retry',
  code: 'connector.unreachable',
  afterMs,
});

describe('an honest platform', () => {
  test('lets a decided item be hidden, looked at, removed and answered', async () => {
    const desk = await decidedDesk(honestPlatform('c1', 'c2', 'c3'));
    await desk.runAll();
    const state = await desk.state();
    expect(wordsOf(state)).toEqual(['removed']);
    expect(state.status).toBe('answered');
    expect(state.clocks.filter(isOpen)).toEqual([]);
    expect(await desk.store.outbox.counts()).toEqual({ waiting: 0, done: 13, failed: 0 });
    expect(desk.mailer.letters).toHaveLength(1);
  });

  test('is not asked for anything before a person decided', async () => {
    let asked = 0;
    const hide = () => {
      asked += 1;
      return accepted;
    };
    const desk = await smallDesk({ ...honestPlatform(), hide });
    await desk.runAll();
    expect(asked).toBe(0);
    expect((await desk.state()).items[0]?.status).toBe('awaiting-decision');
  });

  test('gets a code as the reason and the id of the decision to destroy, never a name or a number', async () => {
    const orders: unknown[] = [];
    const platform = honestPlatform();
    const desk = await decidedDesk({
      ...platform,
      hide: (order) => (orders.push(order), accepted),
      destroy: (order) => (orders.push(order), accepted),
    });
    await desk.runAll();
    await desk.tell(decides(1, 'destroy'));
    await desk.runAll();
    expect(orders).toEqual([
      { key: `${CASE}/hide/1.1/c1/1`, reason: 'intimate-image' },
      { key: `${CASE}/destroy/1.2/c1/1`, reason: 'intimate-image', decision: 'destroy-1' },
    ]);
  });
});

describe('a connector that answers accepted and does nothing', () => {
  test('never yields "removed"', async () => {
    const desk = await decidedDesk({ ...honestPlatform('c1', 'c2'), verify: () => verdicts('present') });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: platform-did-nothing']);
    expect(await countOf(desk, 'action-recorded')).toBe(2 * MAX_ROUNDS);
    expect(JSON.stringify(await desk.history())).not.toContain('"word":"removed"');
    expect(desk.mailer.letters.map(({ text }) => text.match(/결과: .*/g))).toEqual([
      ['결과: 지울 수 없음 (플랫폼이 조치하지 않음)'],
    ]);
  });

  test('and whose looks tell only half of it never yields "removed" either', async () => {
    const half = [...verdicts('absent', ['anonymous']), ...verdicts('unknown', ['member'])];
    const desk = await decidedDesk({ ...honestPlatform(), verify: () => half });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: could-not-verify']);
    expect(await countOf(desk, 'copy-verified')).toBe(MAX_LOOKS);
  });

  test.each([
    ['tell nothing', verdicts('unknown')],
    ['are none at all', []],
  ])(
    'and whose looks %s never yields "removed": the look is tried again and not counted',
    async (_, seen) => {
      const desk = await decidedDesk({ ...honestPlatform(), verify: () => seen });
      await desk.runAll();
      expect(wordsOf(await desk.state())).toEqual(['none']);
      expect(await countOf(desk, 'copy-verified')).toBe(0);
      expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 1, failed: 0 });
    },
  );

  test('for one of three copies makes the whole item unremovable', async () => {
    let looks = 0;
    const desk = await decidedDesk({
      ...honestPlatform('c1', 'c2', 'c3'),
      verify: () => verdicts((looks += 1) === 1 || looks > 3 ? 'present' : 'absent'),
    });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: platform-did-nothing']);
  });
});

describe('a platform that is late', () => {
  test('is believed when a later look finds the copy gone', async () => {
    let looks = 0;
    const desk = await decidedDesk({
      ...honestPlatform(),
      verify: () => verdicts((looks += 1) < 3 ? 'present' : 'absent'),
    });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect(await countOf(desk, 'action-recorded')).toBe(3);
  });

  test('asks to wait: the task waits just so long, under the same key', async () => {
    const keys: string[] = [];
    const answers = [retry(5 * MINUTE), accepted];
    const desk = await decidedDesk({
      ...honestPlatform(),
      hide: ({ key }) => (keys.push(key), answers[keys.length - 1] ?? accepted),
    });
    expect(await desk.run()).toEqual(['retried']);
    desk.now = later(5 * MINUTE - 1);
    expect(await desk.run()).toEqual([]);
    desk.now = later(5 * MINUTE);
    expect(await desk.run()).toEqual(['recorded']);
    expect(new Set(keys)).toEqual(new Set([`${CASE}/hide/1.1/c1/1`]));
  });

  test('does not answer: tries come after 1, 2, 4 seconds, and never stop coming', async () => {
    const desk = await decidedDesk({ ...honestPlatform(), hide: () => retry(null) });
    expect(await desk.run()).toEqual(['retried']);
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const before = desk.now;
      do desk.now = after(desk.now, SECOND);
      while ((await desk.run()).length === 0);
      waits.push(desk.now - before);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 1, failed: 0 });
  });

  test('cannot say yet where a link leads: the item stays to be looked for', async () => {
    let asked = 0;
    const honest = honestPlatform();
    const desk = await smallDesk({
      ...honest,
      locate: () =>
        (asked += 1) === 1 ? { kind: 'retry', code: 'connector.failing', afterMs: null } : honest.locate(),
    });
    expect(await desk.run()).toEqual(['retried']);
    await desk.runAll();
    expect((await desk.state()).items[0]?.status).toBe('awaiting-decision');
  });
});

describe('the pause before another try', () => {
  test.each([
    ['act', [1_000, 2_000, 4_000, 64_000, 120_000, 120_000]],
    ['recheck', [1_000, 2_000, 4_000, 64_000, 128_000, HOUR]],
  ] as const)('of %s doubles from one second to its longest, for any number of tries', (work, pauses) => {
    expect([1, 2, 3, 7, 8, 5_000].map((attempt) => pauseAfter(attempt, work))).toEqual(pauses);
  });
});

describe('a platform that refuses', () => {
  test('makes the copy unremovable, and the answer says so', async () => {
    const desk = await decidedDesk({
      ...honestPlatform(),
      hide: () => ({ kind: 'refused', code: 'connector.refused' }),
    });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: platform-refused']);
  });

  test('or knows no such copy is believed only after a look', async () => {
    const unknown: Operation = { kind: 'not-found', receipts: [] };
    const lying = await decidedDesk({
      ...honestPlatform(),
      hide: () => unknown,
      verify: () => verdicts('present'),
    });
    await lying.runAll();
    expect(wordsOf(await lying.state())).toEqual(['unremovable: platform-did-nothing']);
    const honest = await decidedDesk({ ...honestPlatform(), hide: () => unknown });
    await honest.runAll();
    expect(wordsOf(await honest.state())).toEqual(['removed']);
  });
});

describe('a platform without a connector', () => {
  const NONE: Connectors = { for: () => undefined };

  test('that is not the messenger is answered "not ours", never guessed at', async () => {
    const locator = { platform: 'telegram' as const, link: 'https://t.me/maple/1' };
    const desk = await smallDesk(honestPlatform(), { items: [{ number: 1, locator }] });
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['not_ours']);
    expect(desk.mailer.letters).toHaveLength(1);
  });

  test.each([
    ['locate', 0],
    ['act', 0],
    ['verify', 1],
    ['sweep', 2],
  ] as const)(
    'that is the messenger itself waits for its connector before the task %s, and is never given up',
    async (kind, steps) => {
      const desk = await smallDesk(honestPlatform());
      if (kind !== 'locate') {
        await desk.run();
        await desk.run();
        await desk.tell(decides(1, 'hide'));
      }
      for (let step = 0; step < steps; step += 1) expect(await desk.run()).toEqual(['recorded']);
      const [task] = await desk.store.outbox.claim(desk.now, 1, MINUTE);
      expect(task?.work.kind).toBe(kind);
      const before = await desk.history();
      expect(await desk.runOne(task!, NONE)).toBe('retried');
      expect(await desk.history()).toEqual(before);
      desk.now = later(HOUR);
      expect(await desk.run()).toEqual(['recorded']);
    },
  );
});

describe('a task that comes twice', () => {
  test('after its work was done and recorded changes nothing', async () => {
    const desk = await decidedDesk(honestPlatform());
    const [first] = await desk.store.outbox.claim(T0, 1, 0);
    expect(first?.work.kind).toBe('act');
    await desk.run();
    const before = await desk.history();
    expect(await desk.runOne(first!)).toBe('nothing-to-do');
    await desk.store.outbox.retry(first!, T0, 'connector.unreachable');
    expect(await desk.history()).toEqual(before);
    await desk.runAll();
    expect(await countOf(desk, 'action-recorded')).toBe(1);
  });

  test('to a worker thought dead, after another took it over, is not recorded by the first', async () => {
    const desk = await decidedDesk(honestPlatform());
    const [[first], [second]] = [
      await desk.store.outbox.claim(T0, 1, 0),
      await desk.store.outbox.claim(T0, 1, MINUTE),
    ];
    const before = await desk.history();
    expect(await desk.runOne(first!)).toBe('nothing-to-do');
    expect(await desk.history()).toEqual(before);
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 2 });
    expect(await desk.runOne(second!)).toBe('recorded');
  });

  test('of a decision that was taken anew does not act under the old one', async () => {
    const keys: string[] = [];
    const platform = honestPlatform();
    const refuses: Operation = { kind: 'refused', code: 'connector.refused' };
    Object.assign(platform, { hide: ({ key }: { key: string }) => (keys.push(key), refuses) });
    const desk = await decidedDesk(platform);
    const [old] = await desk.store.outbox.claim(T0, 1, 0);
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['unremovable: platform-refused']);
    await desk.tell(decides(1, 'hide', { id: 'again' }));
    expect(await desk.runOne(old!)).toBe('nothing-to-do');
    expect(keys).toEqual([`${CASE}/hide/1.1/c1/1`]);
    Object.assign(platform, { hide: ({ key }: { key: string }) => (keys.push(key), accepted) });
    await desk.runAll();
    expect(keys).toEqual([`${CASE}/hide/1.1/c1/1`, `${CASE}/hide/1.2/c1/1`]);
    expect(wordsOf(await desk.state())).toEqual(['removed']);
  });

  test('to two workers at once is recorded once: the second finds its work done', async () => {
    const calls: string[] = [];
    const desk = await decidedDesk({ ...honestPlatform(), hide: ({ key }) => (calls.push(key), accepted) });
    const ran = await Promise.all([runLate(desk), runLate(desk)]);
    expect(ran.flat().toSorted()).toEqual(['nothing-to-do', 'recorded']);
    expect(new Set(calls).size).toBe(1);
    expect(await countOf(desk, 'action-recorded')).toBe(1);
  });

  test('for a case nobody knows is taken out of the line, for a person to see', async () => {
    const lost = await smallDesk(honestPlatform());
    Object.assign(lost.store.cases, { load: async () => undefined });
    expect(await lost.run()).toEqual(['failed']);
    expect(await lost.store.outbox.counts()).toMatchObject({ failed: 1 });
  });
});

/** Runs what is ready with a lease that ends at once, as a worker does that was thought dead. */
async function runLate(desk: SmallDesk) {
  const claim = desk.store.outbox.claim;
  const short = { ...desk.store.outbox, claim: () => claim(desk.now, 1, 0) };
  Object.assign(desk.store.outbox, short);
  return desk.run();
}
