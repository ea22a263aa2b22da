import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Aim, aimOf, answerOf, Nearest } from './answer.ts';
import type { Part } from './part.ts';

const BANKS = [
  { name: 'near', threshold: 100 },
  { name: 'far', threshold: 256 },
];
/** What `Query.limit` promises. */
const mostHeld = ({ limit }: Aim): number => 2 * limit + 1024;

/** A part of these distances, row n with the ids n * copies and following; notes how much is held and asked of it. */
function partOf(distances: readonly number[], copies: number, nearest: () => Nearest) {
  const seen = { held: 0, visited: 0 };
  const part = {
    search: (_by, _hash, radius, visit) => {
      let within = radius;
      for (const [row, distance] of distances.entries())
        if (distance <= within) within = visit(row, distance);
    },
    visitRow: (row, visit) => {
      let goOn = true;
      for (let copy = 0; copy < copies && goOn; copy++) {
        goOn = visit(row * copies + copy, row % 2);
        seen.visited++;
        seen.held = Math.max(seen.held, nearest().size);
      }
    },
  } satisfies Pick<Part, 'search' | 'visitRow'>;
  return { part: part as unknown as Part, seen };
}

function ask(distances: readonly number[], copies: number, limit: number) {
  const aim = aimOf(BANKS, { limit });
  const nearest = new Nearest(aim);
  const { part, seen } = partOf(distances, copies, () => nearest);
  nearest.search(part, new Uint8Array(32));
  return { answer: answerOf(nearest, aim, BANKS), aim, seen };
}

test('when all match, no more is held than the limit allows, in whatever order it is found', () => {
  const orders = {
    'the farthest first': Array.from({ length: 50_000 }, (_, row) => 256 - Math.floor(row / 200)),
    'the nearest first': Array.from({ length: 50_000 }, (_, row) => Math.floor(row / 200)),
    'all as far': Array.from({ length: 50_000 }, () => 77),
  };
  for (const distances of Object.values(orders)) {
    const { answer, aim, seen } = ask(distances, 1, 10);
    expect(seen.held).toBeLessThanOrEqual(mostHeld(aim));
    expect(answer.complete).toBe(false);
    const nearest = distances
      .filter((distance, row) => row % 2 === 1 || distance <= 100)
      .toSorted((a, b) => a - b);
    expect(answer.matches.map(({ distance }) => distance)).toEqual(nearest.slice(0, 10));
  }
});

test('of a row with many copies no more are looked at than are wanted', () => {
  const { answer, aim, seen } = ask([5, 5, 5], 100_000, 10);
  expect(seen.visited).toBeLessThanOrEqual(mostHeld(aim));
  expect(answer.matches).toHaveLength(10);
});

test('the answer is that of sorting everything, and complete exactly when the limit cut nothing', () => {
  const distances = fc.array(fc.nat(256), { maxLength: 3000, size: 'max' });
  fc.assert(
    fc.property(
      distances,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 3 }),
      (all, limit, copies) => {
        const { answer } = ask(all, copies, limit);
        const reached = all.filter((distance, row) => distance <= (BANKS[row % 2]?.threshold ?? 0));
        const expected = reached
          .flatMap((distance) => Array<number>(copies).fill(distance))
          .toSorted((a, b) => a - b);
        expect(answer.matches.map(({ distance }) => distance)).toEqual(expected.slice(0, limit));
        expect(answer.complete).toBe(expected.length <= limit);
        for (const { id, distance } of answer.matches) expect(all[Math.floor(id / copies)]).toBe(distance);
      },
    ),
    { numRuns: 50, endOnFailure: true },
  );
});
