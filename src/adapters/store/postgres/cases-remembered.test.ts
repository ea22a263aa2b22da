import { describe, expect, test } from 'vitest';
import { type Case, fold } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import { type CaseId, caseId } from '../../../domain/kernel/ids.ts';
import { after } from '../../../domain/kernel/instant.ts';
import { DESK, step } from '../../../workflow/step.ts';
import { acted, decides, found, looked, receive, T0 } from '../../../../test/support/fixtures.ts';
import { type CaseMemory, caseMemory, type ReadTails } from './cases-remembered.ts';

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

/** Reads the first so many events of a case, and notes how many rows each read brought. */
function reading(events: readonly Recorded[]) {
  const rows: number[] = [];
  const upTo =
    (count: number): ReadTails =>
    (from) => {
      const read = [...from].map(
        ([id, first]) => [id, events.slice(0, count).filter(({ seq }) => seq >= first)] as const,
      );
      rows.push(...read.map(([, tail]) => tail.length));
      return Promise.resolve(new Map(read));
    };
  return { rows, upTo };
}

const ask = async (memory: CaseMemory, id: CaseId, read: ReadTails): Promise<Case | undefined> =>
  (await memory.now([id], read)).get(id);

describe('what is remembered of a case', () => {
  test('is at every moment what the fold of its whole history says, and only the tail is read for it', async () => {
    const memory = caseMemory();
    const { rows, upTo } = reading(HISTORY);
    for (let count = 1; count <= HISTORY.length; count += 1)
      expect(await ask(memory, A, upTo(count))).toEqual(fold(HISTORY.slice(0, count)));
    expect(rows).toEqual([1, ...HISTORY.slice(1).map(() => 2)]);
  });

  test('is not believed where another event is recorded, or none any more', async () => {
    const memory = caseMemory();
    const other = HISTORY.map((event) => ({ ...event, at: after(event.at, 1) }));
    await ask(memory, A, reading(HISTORY).upTo(HISTORY.length));
    expect(await ask(memory, A, reading(other).upTo(3))).toEqual(fold(other.slice(0, 3)));
    const longer = await ask(memory, A, reading(HISTORY).upTo(HISTORY.length));
    expect(longer).toEqual(fold(HISTORY));
    expect(await ask(memory, A, reading([]).upTo(0))).toBeUndefined();
    expect(await ask(memory, A, reading(HISTORY).upTo(2))).toEqual(fold(HISTORY.slice(0, 2)));
  });

  test('is forgotten when there is too much of it, what was asked for longest ago first', async () => {
    const memory = caseMemory(HISTORY.length);
    const [ofA, ofB] = [reading(HISTORY), reading(HISTORY)];
    await ask(memory, A, ofA.upTo(HISTORY.length));
    await ask(memory, B, ofB.upTo(HISTORY.length));
    await ask(memory, B, ofB.upTo(HISTORY.length));
    await ask(memory, A, ofA.upTo(HISTORY.length));
    expect({ a: ofA.rows, b: ofB.rows }).toEqual({
      a: [HISTORY.length, HISTORY.length],
      b: [HISTORY.length, 1],
    });
  });

  test('is asked for of several cases in one question, and left out where there is none', async () => {
    const memory = caseMemory();
    let questions = 0;
    const read: ReadTails = (from) => {
      questions += 1;
      return Promise.resolve(from.has(A) ? new Map([[A, HISTORY.slice((from.get(A) ?? 1) - 1)]]) : new Map());
    };
    const once = await memory.now([A, B], read);
    expect(once).toEqual(new Map([[A, fold(HISTORY)]]));
    expect(await memory.now([B, A], read)).toEqual(once);
    expect(questions).toBe(2);
  });
});
