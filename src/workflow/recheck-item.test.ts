// Looking again at what was called removed: the answer does not wait for it, what is back is hidden again, and who was answered is told.
import { describe, expect, test } from 'vitest';
import {
  CASE,
  countOf,
  decidedDesk,
  honestPlatform,
  type Platform,
  type SmallDesk,
} from '../../test/support/fake-ports.ts';
import { decides, RECEIPT, verdicts, wordsOf } from '../../test/support/fixtures.ts';
import { DAY, HOUR, MINUTE } from '../domain/kernel/instant.ts';
import type { Operation } from '../ports/connector.ts';

const LOOKS = [HOUR, DAY, 7 * DAY];
const accepted: Operation = { kind: 'accepted', receipts: [RECEIPT] };

/** A platform that can be told what people see, and what the search finds. */
function platform(...ids: readonly string[]) {
  const honest = honestPlatform(...(ids.length === 0 ? ['c1'] : ids));
  const world = {
    sees: 'absent' as Parameters<typeof verdicts>[0],
    found: honest.locate(),
    asked: [] as string[],
  };
  const acts: Platform = {
    ...honest,
    locate: () => world.found,
    verify: (views) => verdicts(world.sees, views),
    hide: ({ key }) => {
      world.asked.push(key);
      world.sees = 'absent';
      return accepted;
    },
  };
  return { world, acts };
}

/** Works off everything that is ready until a moment, in steps of ten minutes. */
async function until(desk: SmallDesk, at: number): Promise<void> {
  for (; desk.now < at; desk.now = (desk.now + 10 * MINUTE) as typeof desk.now)
    while ((await desk.run()).length > 0);
}

async function answered(lookAgain = LOOKS, ...ids: readonly string[]) {
  const { world, acts } = platform(...ids);
  const desk = await decidedDesk(acts, lookAgain);
  while ((await desk.run()).length > 0);
  const [item] = (await desk.state()).items;
  return { world, desk, settledAt: item!.settledAt!, began: desk.now };
}

const letters = ({ mailer }: SmallDesk): readonly string[] => mailer.letters.map(({ text }) => text);

describe('what was removed', () => {
  test('is answered after the first good round, with the moment of the next look', async () => {
    const { desk, settledAt } = await answered();
    expect((await desk.state()).status).toBe('answered');
    expect((await desk.state()).items[0]).toMatchObject({
      rechecks: 0,
      looks: LOOKS.map((ms) => settledAt + ms),
    });
    expect(letters(desk)).toHaveLength(1);
    expect(letters(desk)[0]).toContain('다음 확인 예정: 2026-11-20T01:00:00Z / 2026-11-20T10:00:00+09:00');
  });

  test('is looked at again when it was said, and never before', async () => {
    const { desk, settledAt } = await answered(LOOKS, 'c1', 'c2');
    await until(desk, settledAt + HOUR - 1);
    expect(await countOf(desk, 'copy-rechecked')).toBe(0);
    await until(desk, settledAt + 8 * DAY);
    const history = await desk.history();
    const times = history.flatMap((event) => (event.kind === 'item-searched' ? [event.at - settledAt] : []));
    expect(times).toEqual(LOOKS);
    expect(await countOf(desk, 'copy-rechecked')).toBe(6);
    expect((await desk.state()).items[0]).toMatchObject({ rechecks: 3, status: 'settled' });
    expect(letters(desk)).toHaveLength(2);
    expect(letters(desk)[1]).toContain('이 사건을 마칩니다.');
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 0, failed: 0 });
  });

  test('is not looked at again where the desk is told not to', async () => {
    const { desk } = await answered([]);
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 0 });
    expect(letters(desk)[0]).not.toContain('다음 확인 예정');
  });
});

describe('a copy that is back', () => {
  test('is hidden again under the decision that stands, and the answer is corrected', async () => {
    const { desk, world, settledAt } = await answered();
    world.sees = 'present';
    await until(desk, settledAt + 2 * HOUR);
    expect(world.asked).toEqual([`${CASE}/hide/1.1/c1/1`, `${CASE}/hide/1.2/c1/1`]);
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect(await countOf(desk, 'item-decided')).toBe(1);
    expect(await countOf(desk, 'item-reopened')).toBe(1);
    expect(letters(desk)).toHaveLength(3);
    const [first, back, corrected] = letters(desk);
    expect(first).not.toContain('정정:');
    expect(back).toContain('정정:');
    expect(back).toContain('이미 다시 시작했습니다.');
    expect(corrected).toContain('정정:');
    expect(corrected).toContain('다시 발견: 2026-11-20T01:00:00Z');
    expect((await desk.state()).status).toBe('answered');
  });

  test('opens the case and owes an answer while the platform refuses to hide it again', async () => {
    const { desk, world, settledAt } = await answered();
    world.sees = 'present';
    world.found = { kind: 'retry', code: 'connector.unreachable', afterMs: null };
    await until(desk, settledAt + HOUR + MINUTE);
    expect(await desk.state()).toMatchObject({ status: 'open', replies: 1 });
    expect(letters(desk).filter((text) => text.includes('정정:'))).toHaveLength(1);
    expect(letters(desk)).toHaveLength(2);
  });

  test('begins the rounds anew', async () => {
    const { desk, world, settledAt } = await answered();
    await until(desk, settledAt + 2 * HOUR);
    world.sees = 'present';
    await until(desk, settledAt + DAY + MINUTE);
    const [item] = (await desk.state()).items;
    expect(item).toMatchObject({ rechecks: 0, turn: 2, looks: LOOKS.map((ms) => item!.settledAt! + ms) });
    expect(item!.settledAt! - settledAt).toBeGreaterThanOrEqual(DAY);
  });

  test('is hidden first where it had been destroyed', async () => {
    const { desk, world } = await answered();
    await desk.tell(decides(1, 'destroy'));
    while ((await desk.run()).length > 0);
    const { settledAt } = (await desk.state()).items[0]!;
    world.sees = 'present';
    await until(desk, settledAt! + 2 * HOUR);
    expect(world.asked).toEqual([`${CASE}/hide/1.1/c1/1`, `${CASE}/hide/1.3/c1/1`]);
    expect((await desk.state()).items[0]).toMatchObject({
      decision: { act: 'hide' },
      result: { word: 'removed', how: 'hide' },
    });
  });
});

describe('a copy that was posted since', () => {
  test('is found by the search of a recheck and hidden under the same decision', async () => {
    const { desk, world, settledAt } = await answered();
    world.found = honestPlatform('c1', 'n1').locate();
    await until(desk, settledAt + 2 * HOUR);
    expect(world.asked).toContain(`${CASE}/hide/1.2/n1/1`);
    expect((await desk.state()).items[0]?.copies.map(({ copy, status }) => [copy.id, status])).toEqual([
      ['c1', 'gone'],
      ['n1', 'gone'],
    ]);
    expect(letters(desk).at(-1)).toContain('찾은 복사본 2개, 없앤 복사본 2개');
  });
});

describe('a look that cannot tell', () => {
  test.each(['unknown', 'restricted'] as const)(
    'is no good round: what is %s is looked at until it can be told',
    async (sees) => {
      const { desk, world, settledAt } = await answered();
      world.sees = sees;
      await until(desk, settledAt + 5 * HOUR);
      expect(await countOf(desk, 'copy-rechecked')).toBe(0);
      expect((await desk.state()).items[0]).toMatchObject({ rechecks: 0, status: 'settled' });
      world.sees = 'absent';
      await until(desk, settledAt + 8 * HOUR);
      expect((await desk.state()).items[0]).toMatchObject({ rechecks: 1 });
    },
  );
});
