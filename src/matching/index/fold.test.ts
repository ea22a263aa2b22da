import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FOLD_BATCH } from './fold.ts';
import { HASH_WORDS } from './runs.ts';
import { reserveSegment } from './segment.ts';

/** Few different words, so that equal hashes and equal halves are common. */
const hash = fc.array(fc.constantFrom(0, 1, 0x80000000), { minLength: HASH_WORDS, maxLength: HASH_WORDS });

function folded(hashes: Uint32Array, seed: number) {
  const draft = reserveSegment(Math.max(1, hashes.length / HASH_WORDS));
  const fold = draft.fold(seed);
  const rows: number[] = [];
  fold.add(hashes, (some) => rows.push(...some));
  return { fold, rows, words: draft.words };
}

test('equal hashes get one row, different ones the next', () => {
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 200 }), fc.integer(), (hashes, seed) => {
      const different = new Map<string, number>();
      for (const one of hashes) if (!different.has(one.join())) different.set(one.join(), different.size);
      const { fold, rows, words } = folded(Uint32Array.from(hashes.flat()), seed);
      expect(rows).toEqual(hashes.map((one) => different.get(one.join())));
      expect(fold.rows).toBe(different.size);
      const expected = [...different.keys()].flatMap((key) => key.split(',').map(Number));
      expect([...words.subarray(0, expected.length)]).toEqual(expected);
    }),
  );
});

test('a hash is known again in a later batch, and behind others that were copies', () => {
  const count = 2 * FOLD_BATCH + 1000;
  const hashes = Uint32Array.from({ length: count * HASH_WORDS }, (_, at) =>
    at % HASH_WORDS === 3 ? Math.floor(at / HASH_WORDS) % (FOLD_BATCH - 7) : 5,
  );
  const { fold, rows, words } = folded(hashes, 1);
  expect(fold.rows).toBe(FOLD_BATCH - 7);
  expect(rows.filter((row, at) => row !== at % (FOLD_BATCH - 7))).toEqual([]);
  expect(
    words.subarray(0, hashes.length).every((word, at) => at >= fold.rows * HASH_WORDS || word === hashes[at]),
  ).toBe(true);
});

/** Steps between two words that a multiplying mixer lets cancel, whatever its seed. */
const CANCELLING = [
  [0, 0],
  [0x80000000, 0x80010000],
  [0x40000000, 0x40008000],
  [0x40000000, 0xc0018000],
  [0xc0000000, 0xc0018000],
  [0xc0000000, 0x40008000],
] as const;

test('hashes that somebody chose to meet are folded in as few steps as any', () => {
  const rows = CANCELLING.length ** 6;
  const words = new Uint32Array(rows * HASH_WORDS);
  for (let row = 0; row < rows; row++) {
    for (let word = 0, rest = row; word < 6; word++, rest = Math.floor(rest / CANCELLING.length)) {
      const [here, next] = CANCELLING[rest % CANCELLING.length] ?? [0, 0];
      const at = row * HASH_WORDS + word;
      words[at] = (words[at] ?? 0) ^ here;
      words[at + 1] = (words[at + 1] ?? 0) ^ next;
    }
  }
  const { fold } = folded(words, 12345);
  expect(fold.rows).toBe(rows);
  // Chance has 1.2 a hash in a table as full as this one.
  expect(fold.steps).toBeGreaterThan(rows);
  expect(fold.steps).toBeLessThan(2 * rows);
});
