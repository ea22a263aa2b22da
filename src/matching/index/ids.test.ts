import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idAt, type IdColumn, idColumn, indexOfId } from './ids.ts';
import { bit, HASH_WORDS, mergedBlocks, type Run } from './runs.ts';

/** Ascending ids out of steps: mostly one, at times a gap. */
const steps = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 9 })));

test('a column gives the ids that it was made of, and where each stands, in stretches or listed', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(0, 5, 2 ** 32 - 2000), (gaps, first) => {
      let next = first;
      const ids = gaps.map((gap) => (next += gap));
      const column = idColumn(Uint32Array.from(ids));
      expect(column.count).toBe(ids.length);
      expect(ids.map((_, at) => idAt(column, at))).toEqual(ids);
      for (let id = first; id <= next + 2; id++) expect(indexOfId(column, id)).toBe(ids.indexOf(id));
    }),
  );
});

test('the greatest id and the least are found, and nothing beside them', () => {
  const column = idColumn(Uint32Array.of(2 ** 32 - 4, 2 ** 32 - 3, 2 ** 32 - 2, 2 ** 32 - 1));
  expect([2 ** 32 - 5, 2 ** 32 - 4, 2 ** 32 - 1, 0].map((id) => indexOfId(column, id))).toEqual([
    -1, 0, 3, -1,
  ]);
});

test('ids that count up take no memory each, and ids at random no more than four bytes', () => {
  const bytes = (ids: Uint32Array): number => {
    const { ids: numbers, rows } = idColumn(ids);
    return numbers.byteLength + (rows?.byteLength ?? 0);
  };
  expect(bytes(Uint32Array.from({ length: 100_000 }, (_, at) => 7 + at))).toBe(8);
  // One in a hundred is missing.
  expect(bytes(Uint32Array.from({ length: 99_000 }, (_, at) => at + Math.floor(at / 99)))).toBe(8000);
  expect(bytes(Uint32Array.from({ length: 1000 }, (_, at) => 3 * at))).toBe(4000);
});

test('a merge reads stretches as it reads a list, past what is deleted', () => {
  const read = (ids: IdColumn, dead: Uint8Array): number[] => {
    const words = new Uint32Array(ids.count * HASH_WORDS).map((_, at) => Math.floor(at / HASH_WORDS));
    const run: Run = {
      ascending: true,
      ids,
      banks: new Uint8Array(ids.count),
      rows: null,
      words,
      dead,
      deadFrom: 0,
    };
    return [...mergedBlocks([run])].flatMap((block) => [...block.ids]);
  };
  fc.assert(
    fc.property(steps, fc.uint8Array({ minLength: 20, maxLength: 20 }), (gaps, dead) => {
      let next = 0;
      const ids = Uint32Array.from(gaps, (gap) => (next += gap));
      expect(read(idColumn(ids), dead)).toEqual([...ids].filter((_, at) => !bit(dead, at)));
    }),
  );
});
