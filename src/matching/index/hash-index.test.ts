import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HASH_BYTES, type Hash256, hashDistance } from '../hash/hash256.ts';
import type { Answer } from './answer.ts';
import { HashIndex, openIndex } from './hash-index.ts';
import { LiveParts, living, type MergeEvent } from './live-parts.ts';
import { Sealed } from './sealed.ts';
import { SealedBuilder } from './sealed-builder.ts';

const BANKS = [
  { name: 'near', threshold: 8 },
  { name: 'usual', threshold: 31 },
];

/** Repeatable bytes: hash n of one series. */
function hashNumber(n: number): Hash256 {
  let state = Math.imul(n + 1, 0x9e3779b1);
  return Uint8Array.from({ length: HASH_BYTES }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state ^= state >>> 12;
    return (state >>> 8) & 255;
  });
}

/** The hash with its first `bits` bits turned. */
function turned(hash: Hash256, bits: number): Hash256 {
  const other = hash.slice();
  for (let bit = 0; bit < bits; bit++) other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return other;
}

const ids = ({ matches }: Answer): number[] => matches.map(({ id }) => id);

describe('several banks in one query', () => {
  const index = new HashIndex(BANKS);
  const hash = hashNumber(1);
  beforeAll(() => {
    index.insert(10, turned(hash, 8), 'near');
    index.insert(11, turned(hash, 9), 'near');
    index.insert(12, turned(hash, 31), 'usual');
    index.insert(13, turned(hash, 32), 'usual');
  });
  afterAll(() => index.close());

  test('each bank answers up to its own threshold, nearest first', () => {
    expect(index.query(hash)).toEqual({
      matches: [
        { id: 10, bank: 'near', distance: 8 },
        { id: 12, bank: 'usual', distance: 31 },
      ],
      exactBy: 'index',
      complete: true,
    });
  });

  test('a query may name its banks and another radius; beyond 31 it says that it compared with everything', () => {
    expect(ids(index.query(hash, { banks: ['near'] }))).toEqual([10]);
    expect(ids(index.query(turned(hash, 8), { banks: [] }))).toEqual([]);
    expect(ids(index.query(hash, { banks: ['near'], radius: 9 }))).toEqual([10, 11]);
    expect(index.query(hash, { radius: 32 })).toMatchObject({ exactBy: 'scan' });
    expect(ids(index.query(hash, { radius: 32 }))).toEqual([10, 11, 12, 13]);
  });

  test('a limit keeps the nearest and is told', () => {
    expect(index.query(hash, { radius: 256, limit: 2 })).toMatchObject({ complete: false });
    expect(ids(index.query(hash, { radius: 256, limit: 2 }))).toEqual([10, 11]);
    expect(index.query(hash, { radius: 256, limit: 4 }).complete).toBe(true);
  });

  test.each([
    ['matching.bad-id', () => index.insert(-1, hash, 'near')],
    ['matching.bad-id', () => index.insert(2 ** 32, hash, 'near')],
    ['matching.duplicate-id', () => index.insert(10, hash, 'near')],
    ['matching.unknown-bank', () => index.insert(1, hash, 'far')],
    ['matching.unknown-bank', () => index.query(hash, { banks: ['far'] })],
    ['matching.bad-hash', () => index.query(hash.subarray(1))],
    ['matching.bad-radius', () => index.query(hash, { radius: 257 })],
    ['matching.bad-limit', () => index.query(hash, { limit: 0 })],
  ])('%s is refused (%#)', (code, act) => {
    expect(act).toThrow(expect.objectContaining({ code, cure: expect.stringMatching(/./) }));
  });
});

/** The same entries, compared one by one. */
class Reference {
  readonly entries = new Map<number, { readonly hash: Hash256; readonly bank: (typeof BANKS)[number] }>();

  answer(hash: Hash256): unknown[] {
    return [...this.entries]
      .map(([id, entry]) => ({ id, bank: entry.bank.name, distance: hashDistance(hash, entry.hash) }))
      .filter(({ id, distance }) => distance <= (this.entries.get(id)?.bank.threshold ?? -1))
      .sort((a, b) => a.distance - b.distance || a.id - b.id);
  }
}

const step = fc.record({
  act: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'merge', 'query'),
  id: fc.nat(12),
  hash: fc.nat(3),
  bits: fc.nat(40),
  bank: fc.nat(1),
});

test('whatever is inserted, deleted and merged, a query answers as comparing with each entry does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const index = new HashIndex(BANKS);
      const reference = new Reference();
      for (const { act, id, hash, bits, bank } of steps) {
        const bytes = turned(hashNumber(hash), bits);
        const where = BANKS[bank] ?? { name: '', threshold: 0 };
        if (act === 'delete') expect(index.delete(id)).toBe(reference.entries.delete(id));
        else if (act === 'merge') await index.merge();
        else if (act === 'insert' && !reference.entries.has(id)) {
          index.insert(id, bytes, where.name);
          reference.entries.set(id, { hash: bytes, bank: where });
        }
        expect(index.query(bytes).matches).toEqual(reference.answer(bytes));
        expect(index.stats().entries).toBe(reference.entries.size);
      }
      await index.close();
    }),
    { numRuns: 6 },
  );
});

describe('a merge in the background', () => {
  test('what is inserted and deleted while it runs is right before and after the swap', async () => {
    const index = new HashIndex(BANKS);
    for (let id = 0; id < 3000; id++) index.insert(id, hashNumber(id), 'usual');
    const merged = index.merge();
    await new Promise((resolve) => setImmediate(resolve));
    expect(index.stats().merging).toBe(true);
    index.delete(7);
    index.delete(8);
    index.insert(8, hashNumber(9000), 'usual');
    index.insert(5000, hashNumber(7), 'usual');
    const look = () => [7, 8, 9, 9000].map((n) => ids(index.query(hashNumber(n))));
    const expected = [[5000], [], [9], [8]];
    expect(look()).toEqual(expected);
    await merged;
    expect(index.stats()).toMatchObject({ merging: false, waitingHeads: 0, entries: 3000 });
    expect(look()).toEqual(expected);
    await index.close();
  });

  test('a worker that dies loses nothing and is told; queries, inserts and snapshots go on', async () => {
    const events: MergeEvent[] = [];
    const dying = new URL('data:text/javascript,process.exit(9)');
    const index = new HashIndex(BANKS, { onMerge: (event) => events.push(event), worker: dying });
    index.insert(1, hashNumber(1), 'usual');
    await expect(index.merge()).rejects.toMatchObject({ code: 'matching.build-crashed' });
    expect(events.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed']);
    expect(ids(index.query(hashNumber(1)))).toEqual([1]);
    index.insert(2, hashNumber(2), 'usual');
    expect(ids(index.query(hashNumber(2)))).toEqual([2]);
    await index.close();
  });

  test('failed eight times over, it goes through once the worker lives again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'merge-'));
    const repaired = path.join(folder, 'repaired');
    const real = new URL('./build-worker.ts', import.meta.url).href;
    const flaky = `import { existsSync } from 'node:fs';
      if (!existsSync(${JSON.stringify(repaired)})) throw new Error('no memory');
      await import(${JSON.stringify(real)});`;
    const worker = path.join(folder, 'flaky.mjs');
    await writeFile(worker, flaky);
    const index = new HashIndex(BANKS, { worker: pathToFileURL(worker) });
    for (let id = 0; id < 9; id++) {
      index.insert(id, hashNumber(id), 'usual');
      await expect(index.merge()).rejects.toMatchObject({ code: 'matching.build-crashed' });
    }
    await writeFile(repaired, '');
    await index.merge();
    expect(index.stats()).toMatchObject({ entries: 9, waitingHeads: 0 });
    await index.close();
    await rm(folder, { recursive: true });
  });

  test('closing in the middle of one stops it; the index then says that it is closed', async () => {
    const index = new HashIndex(BANKS);
    for (let id = 0; id < 500; id++) index.insert(id, hashNumber(id), 'usual');
    const merged = index.merge();
    await new Promise((resolve) => setImmediate(resolve));
    await index.close();
    await merged;
    expect(() => index.query(hashNumber(1))).toThrow(
      expect.objectContaining({ code: 'matching.index-closed' }),
    );
  });
});

describe('a merge of everything', () => {
  /** A sealed part with hashes `from` to `from + count - 1` under the same ids. */
  function partOf(from: number, count: number): Sealed {
    const builder = new SealedBuilder(count, 1);
    const numbers = Array.from({ length: count }, (_, at) => from + at);
    builder.add({
      ids: Uint32Array.from(numbers),
      banks: new Uint8Array(count),
      hashes: Uint8Array.from(numbers.flatMap((n) => [...hashNumber(n)])),
    });
    return new Sealed(builder.finish());
  }

  /** Which of these hashes stand anywhere in what the parts are made of. */
  const held = (parts: LiveParts, numbers: readonly number[]): number[] => {
    const memories = parts.all.flatMap((part) => part.runs()).map(({ words }) => Buffer.from(words.buffer));
    return numbers.filter((n) => memories.some((memory) => memory.includes(Buffer.from(hashNumber(n)))));
  };

  test('leaves nothing deleted in memory, in parts above the limit neither, and though a merge was under way', async () => {
    const parts = new LiveParts([partOf(0, 30), partOf(100, 9), partOf(200, 12)], { mergeEntries: 10 });
    for (let id = 300; id < 340; id++) parts.insert(id, hashNumber(id), 0);
    const due = parts.merge('due');
    expect(parts.merging).toBe(true);
    const gone = [3, 29, 104, 200, 201, 202, 303, 339];
    for (const id of gone) expect(parts.delete(id)).toBe(true);
    expect(held(parts, gone)).toEqual(gone);
    await parts.merge('everything');
    await due;
    expect(held(parts, gone)).toEqual([]);
    expect([living(parts.all), parts.sealed.map(({ dead }) => dead)]).toEqual([83, [0, 0, 0, 0]]);
    expect(held(parts, [0, 100, 203, 300])).toEqual([0, 100, 203, 300]);
    await parts.close();
  });

  test('is asked twice at once, and both times nothing deleted is left', async () => {
    const parts = new LiveParts([partOf(0, 30), partOf(100, 30)], { mergeEntries: 10 });
    parts.delete(7);
    const first = parts.merge('everything');
    parts.delete(107);
    await parts.merge('everything');
    expect(held(parts, [7, 107])).toEqual([]);
    await first;
    await parts.close();
  });

  test('is one merge at a time, however many ask: what is deleted meanwhile stays deleted', async () => {
    const events: MergeEvent[] = [];
    const onMerge = (event: MergeEvent): void => void events.push(event);
    const parts = new LiveParts([partOf(0, 30), partOf(100, 30)], { mergeEntries: 10, onMerge });
    for (const id of [7, 107]) parts.delete(id);
    parts.insert(300, hashNumber(300), 0);
    const due = parts.merge('due');
    const asked = [1, 2, 3].map(() => parts.merge('everything'));
    await due;
    await new Promise((resolve) => setImmediate(resolve));
    expect(parts.merging).toBe(true);
    for (const id of [8, 108]) expect(parts.delete(id)).toBe(true);
    await Promise.all(asked);
    expect([8, 108].map((id) => parts.has(id))).toEqual([false, false]);
    expect([events.length, living(parts.all)]).toEqual([3, 57]);
    await parts.close();
  });
});

describe('copies of one hash', () => {
  test('are found, deleted and merged one by one', async () => {
    const index = new HashIndex(BANKS);
    for (let id = 20; id > 10; id--) index.insert(id, hashNumber(1), id % 2 === 0 ? 'near' : 'usual');
    await index.merge();
    index.insert(5, hashNumber(1), 'near');
    index.delete(11);
    index.delete(16);
    expect(ids(index.query(hashNumber(1)))).toEqual([5, 12, 13, 14, 15, 17, 18, 19, 20]);
    expect(ids(index.query(hashNumber(1), { banks: ['usual'] }))).toEqual([13, 15, 17, 19]);
    await index.merge();
    expect(ids(index.query(hashNumber(1)))).toEqual([5, 12, 13, 14, 15, 17, 18, 19, 20]);
    await index.close();
  });
});

describe('readers', () => {
  test('answer many hashes as one query each does, across merges, and count heads in', async () => {
    const index = new HashIndex(BANKS, { readers: 2 });
    const asked = Array.from({ length: 60 }, (_, n) => turned(hashNumber(n), n % 10));
    const expectSame = async () =>
      expect(await index.queryMany(asked)).toEqual(asked.map((hash) => index.query(hash)));
    for (let id = 0; id < 40; id++) index.insert(id, hashNumber(id), 'usual');
    await expectSame();
    await index.merge();
    index.delete(3);
    index.insert(45, hashNumber(45), 'near');
    await expectSame();
    await index.merge('everything');
    await expectSame();
    expect((await index.queryMany(asked)).flatMap(ids)).toHaveLength(40);
    await index.close();
  });

  test('keep to the limit of a scan as one query does, and say that they did', async () => {
    const index = new HashIndex(BANKS, { readers: 2 });
    for (let id = 0; id < 400; id++) index.insert(id, turned(hashNumber(1), id % 250), 'usual');
    await index.merge();
    expect((await index.queryMany([hashNumber(1)], { radius: 256, limit: 399 }))[0]?.complete).toBe(false);
    expect((await index.queryMany([hashNumber(1)], { radius: 256, limit: 400 }))[0]?.complete).toBe(true);
    for (let id = 400; id < 500; id++) index.insert(id, turned(hashNumber(1), id % 250), 'usual');
    for (const limit of [7, 499, 500]) {
      const query = { radius: 256, limit };
      const [answer] = await index.queryMany([hashNumber(1)], query);
      expect(answer).toMatchObject({ exactBy: 'scan', complete: limit === 500 });
      const distances = Array.from({ length: 500 }, (_, id) => Math.floor(id / 2)).slice(0, limit);
      expect(answer?.matches.map(({ distance }) => distance)).toEqual(distances);
      expect(index.query(hashNumber(1), query).matches.map(({ distance }) => distance)).toEqual(distances);
    }
    await index.close();
  });

  test('are between 0 and 16', () =>
    expect(() => new HashIndex(BANKS, { readers: 17 })).toThrow(
      expect.objectContaining({ code: 'matching.bad-readers' }),
    ));
});

describe('snapshots of a live index', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'index-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('hold the moment of saving, whatever happens while they are written', async () => {
    const file = path.join(folder, 'moment.snapshot');
    const index = new HashIndex(BANKS);
    for (let id = 0; id < 100; id++) index.insert(99 - id, hashNumber(id >> 1), 'usual');
    await index.merge();
    index.insert(200, hashNumber(0), 'near');
    index.delete(50);
    const saving = index.save(file);
    index.delete(51);
    index.insert(201, hashNumber(1), 'near');
    expect(await saving).toBe(100);
    const opened = await openIndex(file);
    expect(opened.banks).toEqual(BANKS);
    expect(opened.stats()).toMatchObject({ entries: 100, deleted: 0 });
    expect(ids(opened.query(hashNumber(0)))).toEqual([98, 99, 200]);
    expect([50, 51, 201].map((id) => opened.has(id))).toEqual([false, true, false]);
    await Promise.all([index.close(), opened.close()]);
  });

  test('that are not there are refused with their code, from the worker too', () =>
    expect(openIndex(path.join(folder, 'none'))).rejects.toMatchObject({
      code: 'matching.snapshot-missing',
    }));
});
