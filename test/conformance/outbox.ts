// What every outbox must keep: one task for a key, the most urgent first, to one worker at a time, and back when that worker died.
import { describe, expect, test } from 'vitest';
import type { Task } from '../../src/domain/action/plan.ts';
import { copyId } from '../../src/domain/kernel/ids.ts';
import type { Opened } from '../../src/ports/cases.ts';
import { type Claimed, HOLDS_QUEUE } from '../../src/ports/outbox.ts';
import { later, T0 } from '../support/fixtures.ts';
import { idOf, letter, opening, type Store } from '../support/open-case.ts';

const LEASE = 60_000;

const task = (key: string, changes: Partial<Task> = {}): Task => ({
  key,
  work: { kind: 'act', item: 1, copy: copyId(key), power: 'hide', turn: 1, round: 1 },
  notBefore: T0,
  urgency: T0,
  ...changes,
});
/** A case that has exactly these tasks. */
const withTasks = ({ cases }: Store, key: string, tasks: readonly Task[]): Promise<Opened> =>
  cases.open(letter(key), idOf(key), (facts) => ({ ...opening(facts), tasks }));
const keysOf = (claimed: readonly Claimed[]): string[] => claimed.map(({ key }) => key);

export function outboxConformance(fresh: () => Promise<Store>): void {
  test('keeps one task for a key of a case, and each case has keys of its own', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t'), task('t')]);
    await withTasks(store, 'b', [task('t')]);
    await store.cases.update(idOf('a'), () => ({
      ok: true,
      value: { events: [], tasks: [task('t'), task('u')] },
    }));
    expect(await store.outbox.counts()).toMatchObject({ waiting: 3 });
  });

  test('does not bring a finished task back when its key is planned again', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t')]);
    const [claimed] = await store.outbox.claim(T0, 1, LEASE);
    await store.outbox.finish(claimed!);
    await store.cases.update(idOf('a'), () => ({ ok: true, value: { events: [], tasks: [task('t')] } }));
    expect(await store.outbox.counts()).toEqual({ waiting: 0, done: 1, failed: 0 });
  });

  test('hands out the most urgent first, and among equals the one that waits longest', async () => {
    const store = await fresh();
    const rows = [
      task('late', { urgency: later(5) }),
      task('soon-b', { urgency: later(1), notBefore: T0 }),
      task('now', { urgency: T0 }),
      task('soon-a', { urgency: later(1), notBefore: later(-5) }),
      task('later', { urgency: later(9) }),
    ];
    await withTasks(store, 'a', rows);
    expect(keysOf(await store.outbox.claim(T0, 3, LEASE))).toEqual(['now', 'soon-a', 'soon-b']);
    expect(keysOf(await store.outbox.claim(T0, 9, LEASE))).toEqual(['late', 'later']);
  });

  test('gives back what was put in, and counts the tries', async () => {
    const store = await fresh();
    const put = task('t', { urgency: later(7) });
    await withTasks(store, 'a', [put]);
    expect(await store.outbox.claim(T0, 1, 0)).toMatchObject([{ ...put, case: idOf('a'), attempt: 1 }]);
    expect(await store.outbox.claim(T0, 1, 0)).toMatchObject([{ ...put, case: idOf('a'), attempt: 2 }]);
  });

  test('hands out nothing before its time', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t', { notBefore: later(1_000) })]);
    expect(await store.outbox.claim(later(999), 1, LEASE)).toEqual([]);
    expect(keysOf(await store.outbox.claim(later(1_000), 1, LEASE))).toEqual(['t']);
  });

  test('hands out a claimed task again only when its lease has run out', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t')]);
    await store.outbox.claim(T0, 1, 1_000);
    expect(await store.outbox.claim(later(999), 1, LEASE)).toEqual([]);
    expect(keysOf(await store.outbox.claim(later(1_000), 1, LEASE))).toEqual(['t']);
  });

  test('puts a task back until the moment named, and lets go of its lease', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t')]);
    const [claimed] = await store.outbox.claim(T0, 1, LEASE);
    await store.outbox.retry(claimed!, later(500), 'connector.unreachable');
    expect(await store.outbox.claim(later(499), 1, LEASE)).toEqual([]);
    expect(keysOf(await store.outbox.claim(later(500), 1, LEASE))).toEqual(['t']);
  });

  test('never hands out a finished or a failed task, and neither comes back by a late retry', async () => {
    const store = await fresh();
    await withTasks(store, 'a', [task('t'), task('u')]);
    const [first, second] = await store.outbox.claim(T0, 2, 0);
    await store.outbox.finish(first!);
    await store.outbox.fail(second!, 'copy.unknown');
    await store.outbox.retry(first!, T0, 'late');
    await store.outbox.retry(second!, T0, 'late');
    expect(await store.outbox.claim(later(LEASE), 9, LEASE)).toEqual([]);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, done: 1, failed: 1 });
  });

  test('never gives the same task to two of many claimers, and never more than asked for', async () => {
    const store = await fresh();
    await withTasks(
      store,
      'a',
      Array.from({ length: 60 }, (_, at) => task(`t${at}`)),
    );
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.outbox.claim(T0, 5, LEASE)));
    expect(claims.map((claimed) => claimed.length).every((count) => count <= 5)).toBe(true);
    const keys = claims.flatMap(keysOf);
    expect(new Set(keys).size).toBe(keys.length);
    const rest = await store.outbox.claim(T0, 100, LEASE);
    expect(keys.length + rest.length).toBe(60);
  });

  describe('queues', () => {
    const room = (key: string, queue: string, changes: Partial<Task> = {}): Task =>
      task(key, { queue, ...changes });

    test('are worked on one task at a time, and one that is held holds up no other', async () => {
      const store = await fresh();
      const rows = [room('a1', 'a'), room('a2', 'a'), room('b1', 'b', { urgency: later(9) }), task('free')];
      await withTasks(store, 'case', rows);
      const [first] = await store.outbox.claim(T0, 1, LEASE);
      const others = await store.outbox.claim(T0, 9, LEASE);
      expect([first?.queue, keysOf(others).toSorted()]).toEqual(['a', ['b1', 'free']]);
      await store.outbox.finish(first!);
      expect((await store.outbox.claim(T0, 9, LEASE)).map(({ queue }) => queue)).toEqual(['a']);
    });

    test('give their nearest deadline first, over all of them', async () => {
      const store = await fresh();
      const rows = [
        room('a-late', 'a', { urgency: later(5) }),
        room('b', 'b', { urgency: later(3) }),
        room('a-soon', 'a', { urgency: later(1) }),
      ];
      await withTasks(store, 'case', rows);
      expect(keysOf(await store.outbox.claim(T0, 1, LEASE))).toEqual(['a-soon']);
      expect(keysOf(await store.outbox.claim(T0, 1, LEASE))).toEqual(['b']);
      expect(await store.outbox.claim(T0, 1, LEASE)).toEqual([]);
    });

    test('stand still for exactly the pause that their room asked for, and others go on', async () => {
      const store = await fresh();
      await withTasks(store, 'case', [
        room('a1', 'a'),
        room('a2', 'a'),
        room('b1', 'b', { urgency: later(9) }),
      ]);
      const [held] = await store.outbox.claim(T0, 1, LEASE);
      await store.outbox.retry(held!, later(7_000), HOLDS_QUEUE);
      expect(keysOf(await store.outbox.claim(later(6_999), 9, LEASE))).toEqual(['b1']);
      expect(keysOf(await store.outbox.claim(later(7_000), 9, LEASE)).toSorted()).toEqual(['a1', 'a2']);
    });

    test('go on past a task that waits for any other reason', async () => {
      const store = await fresh();
      await withTasks(store, 'case', [room('a1', 'a'), room('a2', 'a')]);
      const [held] = await store.outbox.claim(T0, 1, LEASE);
      await store.outbox.retry(held!, later(7_000), 'connector.failing');
      expect(await store.outbox.claim(T0, 9, LEASE)).toHaveLength(1);
    });

    test('come back when whoever held a task of theirs died', async () => {
      const store = await fresh();
      await withTasks(store, 'case', [room('a1', 'a'), room('a2', 'a')]);
      await store.outbox.claim(T0, 1, 1_000);
      expect(await store.outbox.claim(later(999), 9, LEASE)).toEqual([]);
      expect(await store.outbox.claim(later(1_000), 9, LEASE)).toHaveLength(2);
    });

    test('are never worked on by two of many claimers', async () => {
      const store = await fresh();
      const rows = Array.from({ length: 40 }, (_, at) => room(`t${at}`, `room-${at % 4}`));
      await withTasks(store, 'case', rows);
      const claims = await Promise.all(Array.from({ length: 12 }, () => store.outbox.claim(T0, 1, LEASE)));
      const queues = claims.flat().map(({ queue }) => queue);
      expect(queues.toSorted()).toEqual(['room-0', 'room-1', 'room-2', 'room-3']);
    });
  });
}
