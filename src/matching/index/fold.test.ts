import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fold } from './fold.ts';
import { HASH_WORDS } from './runs.ts';

/** Few different words, so that equal hashes and equal halves are common. */
const hash = fc.array(fc.constantFrom(0, 1, 0x80000000), { minLength: HASH_WORDS, maxLength: HASH_WORDS });

test('equal hashes get one row, different ones the next, in a table that is as full as it may be', () => {
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 200 }), fc.integer(), (hashes, seed) => {
      const different = new Map<string, number>();
      for (const one of hashes) if (!different.has(one.join())) different.set(one.join(), different.size);
      const words = new Uint32Array(different.size * HASH_WORDS);
      const fold = new Fold(words, Math.max(1, different.size), seed);
      const rows = hashes.map((one) => fold.rowOf(Uint32Array.from(one), 0));
      expect(rows).toEqual(hashes.map((one) => different.get(one.join())));
      expect(fold.rows).toBe(different.size);
      expect([...words]).toEqual([...different.keys()].flatMap((key) => key.split(',').map(Number)));
    }),
  );
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
  const fold = new Fold(new Uint32Array(words.length), rows, 12345);
  for (let row = 0; row < rows; row++) fold.rowOf(words, row);
  expect(fold.rows).toBe(rows);
  // Chance has 1.2 a hash in a table as full as this one.
  expect(fold.steps).toBeGreaterThan(rows);
  expect(fold.steps).toBeLessThan(2 * rows);
});
