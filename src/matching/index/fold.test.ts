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
