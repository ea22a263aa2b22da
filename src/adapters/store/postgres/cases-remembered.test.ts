import { describe, expect, test } from 'vitest';
import { fold } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import { caseId } from '../../../domain/kernel/ids.ts';
import { after } from '../../../domain/kernel/instant.ts';
import { DESK, step } from '../../../workflow/step.ts';
import { acted, decides, found, looked, receive, T0 } from '../../../../test/support/fixtures.ts';
import { caseMemory, type ReadFrom } from './cases-remembered.ts';

const [A, B] = [caseId('a'), caseId('b')];

/** What these commands record, one after another. */
function recorded(...commands: readonly Command[]): readonly Recorded[] {
  return commands.reduce<readonly Recorded[]>((events, command) => {
    const change = step(fold(events), [command], DESK, T0);
    if (!change.ok) throw new Error(change.error.code);
    return [...events, ...change.value.events];
  }, []);
}

const HISTORY = recorded(
  receive(),
  found(1, 'c1'),
  decides(1, 'hide'),
  acted(1, 'c1'),
  looked(1, 'c1', 'gone'),
);

/** Reads the first so many events, and notes how many rows each read brought. */
function reading(events: readonly Recorded[]) {
  const rows: number[] = [];
  const upTo =
    (count: number): ReadFrom =>
    (from) => {
      const read = events.slice(0, count).filter(({ seq }) => seq >= from);
      rows.push(read.length);
      return Promise.resolve(read);
    };
  return { rows, upTo };
}

describe('what is remembered of a case', () => {
  test('is at every moment what the fold of its whole history says, and only the tail is read for it', async () => {
    const memory = caseMemory();
    const { rows, upTo } = reading(HISTORY);
    for (let count = 1; count <= HISTORY.length; count += 1)
      expect(await memory.now(A, upTo(count))).toEqual(fold(HISTORY.slice(0, count)));
    expect(rows).toEqual([1, ...HISTORY.slice(1).map(() => 2)]);
  });

  test('is not believed where another event is recorded, or none any more', async () => {
    const memory = caseMemory();
    const other = HISTORY.map((event) => ({ ...event, at: after(event.at, 1) }));
    await memory.now(A, reading(HISTORY).upTo(HISTORY.length));
    expect(await memory.now(A, reading(other).upTo(3))).toEqual(fold(other.slice(0, 3)));
    const longer = await memory.now(A, reading(HISTORY).upTo(HISTORY.length));
    expect(longer).toEqual(fold(HISTORY));
    expect(await memory.now(A, reading([]).upTo(0))).toBeUndefined();
    expect(await memory.now(A, reading(HISTORY).upTo(2))).toEqual(fold(HISTORY.slice(0, 2)));
  });

  test('is forgotten when there is too much of it, what was asked for longest ago first', async () => {
    const memory = caseMemory(HISTORY.length);
    const [ofA, ofB] = [reading(HISTORY), reading(HISTORY)];
    await memory.now(A, ofA.upTo(HISTORY.length));
    await memory.now(B, ofB.upTo(HISTORY.length));
    await memory.now(B, ofB.upTo(HISTORY.length));
    await memory.now(A, ofA.upTo(HISTORY.length));
    expect({ a: ofA.rows, b: ofB.rows }).toEqual({
      a: [HISTORY.length, HISTORY.length],
      b: [HISTORY.length, 1],
    });
  });
});
