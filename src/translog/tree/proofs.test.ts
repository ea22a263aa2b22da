import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingTree } from '../tiles/growing-tree.ts';
import { type ReadFile, treeReader } from '../tiles/tree-reader.ts';
import { type TileBytes } from '../tiles/growing-tree.ts';
import { tileAt, tilePath, tilesOf } from '../tiles/tile.ts';
import { TranslogError } from '../translog-error.ts';
import { verifyConsistency } from './consistency.ts';
import { type Hash, treeHasher } from './hash.ts';
import { verifyInclusion } from './inclusion.ts';

const hasher = treeHasher((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()));
/** A node as a log could compute it that does not care how long its halves are. */
const joined = (left: Hash, right: Hash): Hash =>
  new Uint8Array(createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest());
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');
const entry = (index: number): Uint8Array => Buffer.from(`entry ${index}`);

/** RFC 6962, section 2.1, word for word: the slow truth. */
function mth(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return hasher.empty;
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hasher.node(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const MOST = 1_100;
const leaves = Array.from({ length: MOST }, (_, index) => hasher.leaf(entry(index)));
const roots = new Map<number, Hash>();
const rootAt = (size: number): Hash => {
  const known = roots.get(size) ?? mth(leaves.slice(0, size));
  roots.set(size, known);
  return known;
};

/** All tiles of a tree of this size, as files. */
function filesOf(size: number): ReadonlyMap<string, Uint8Array> {
  const tree = new GrowingTree(hasher);
  const tiles: TileBytes[] = leaves.slice(0, size).flatMap((leaf) => tree.add(leaf));
  return new Map([...tiles, ...tree.partialTiles()].map((tile) => [tilePath(tile), tile.bytes]));
}

const reading =
  (files: ReadonlyMap<string, Uint8Array>): ReadFile =>
  (path) =>
    Promise.resolve(files.get(path));

const codeOf = (call: () => void): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof TranslogError) return error.code;
    throw error;
  }
  return 'nothing';
};

describe('the hashes of RFC 6962', () => {
  it('are those that certificate transparency published for its eight example leaves', () => {
    const examples = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const tree = new GrowingTree(hasher);
    const seen = examples.map((example) => {
      tree.add(hasher.leaf(Buffer.from(example, 'hex')));
      return hex(tree.root());
    });
    expect(hex(hasher.empty)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(seen).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });
});

describe('a growing tree', () => {
  it('has at every size the root of the definition', () => {
    const tree = new GrowingTree(hasher);
    for (let size = 0; size < MOST; size++) {
      if (size % 13 === 0 || size % 256 < 3) expect(hex(tree.root())).toBe(hex(rootAt(size)));
      tree.add(leaves[size] ?? hasher.empty);
    }
  });

  it('makes exactly the tiles that the specification names for a tree of 70,000', () => {
    const names = [...tilesOf(70_000)].map(tilePath);
    expect(names).toHaveLength(273 + 1 + 1 + 1 + 1);
    expect(names).toEqual(
      expect.arrayContaining(['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']),
    );
  });

  it('goes on from its right edge as if it had never stopped', () => {
    for (const size of [1, 255, 256, 257, 511, 700]) {
      const first = new GrowingTree(hasher);
      for (const leaf of leaves.slice(0, size)) first.add(leaf);
      const edge: Hash[][] = [];
      for (const { level, bytes } of first.partialTiles())
        edge[level] = Array.from({ length: bytes.length / 32 }, (_, at) =>
          bytes.subarray(32 * at, 32 * at + 32),
        );
      const second = new GrowingTree(
        hasher,
        size,
        Array.from(edge, (hashes) => hashes ?? []),
      );
      for (const leaf of leaves.slice(size)) second.add(leaf);
      expect(hex(second.root())).toBe(hex(rootAt(MOST)));
    }
  });
});

describe('the path of a tile', () => {
  it('is written in groups of three digits, and read only in that spelling', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tileAt('tile/0/x001/x234/067')).toEqual({ level: 0, index: 1_234_067, width: 256 });
    expect(tileAt('tile/entries/000.p/7')).toEqual({ level: 'entries', index: 0, width: 7 });
    const wrong = [
      'tile/0/1',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/../000',
    ];
    expect(wrong.map(tileAt)).toEqual(wrong.map(() => undefined));
  });
});

describe('proofs', () => {
  it('of inclusion hold for every leaf, and for no other leaf, index, size or root', async () => {
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 600]) {
      const reader = treeReader(hasher, size, reading(filesOf(size)));
      const root = rootAt(size);
      expect(hex(await reader.root())).toBe(hex(root));
      for (const index of [0, 1, Math.floor(size / 2), size - 2, size - 1].filter(
        (one) => one >= 0 && one < size,
      )) {
        const proof = await reader.inclusionProof(index);
        const shown = { index, size, leaf: leaves[index] ?? hasher.empty, proof, root };
        expect(codeOf(() => verifyInclusion(hasher, shown))).toBe('nothing');
        const other = { ...shown, leaf: hasher.leaf(entry(5_000)) };
        expect(codeOf(() => verifyInclusion(hasher, other))).toBe('log.proof-wrong');
        expect(codeOf(() => verifyInclusion(hasher, { ...shown, root: hasher.empty }))).toBe(
          'log.proof-wrong',
        );
        expect(codeOf(() => verifyInclusion(hasher, { ...shown, proof: [...proof, root] }))).toBe(
          'log.proof-wrong',
        );
        if (proof.length > 0)
          expect(codeOf(() => verifyInclusion(hasher, { ...shown, proof: proof.slice(1) }))).toBe(
            'log.proof-wrong',
          );
        if (index + 1 < size)
          expect(codeOf(() => verifyInclusion(hasher, { ...shown, index: index + 1 }))).toBe(
            'log.proof-wrong',
          );
        expect(codeOf(() => verifyInclusion(hasher, { ...shown, index: size }))).toBe('log.no-such-leaf');
      }
    }
  });

  it('of consistency hold between any two sizes, and with nothing changed', async () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 400 }));
    const files = new Map<number, ReadonlyMap<string, Uint8Array>>();
    await fc.assert(
      fc.asyncProperty(sizes, async ([old, more]) => {
        const size = old + more;
        files.set(size, files.get(size) ?? filesOf(size));
        const reader = treeReader(hasher, size, reading(files.get(size) ?? new Map()));
        const proof = await reader.consistencyProof(old);
        const [before, now] = [
          { size: old, root: rootAt(old) },
          { size, root: rootAt(size) },
        ];
        const check = (a = before, b = now, by = proof) => codeOf(() => verifyConsistency(hasher, a, b, by));
        expect(check()).toBe('nothing');
        expect(check({ size: old, root: hasher.empty })).toBe('log.proof-wrong');
        expect(check(before, { size, root: hasher.empty })).toBe('log.proof-wrong');
        expect(check(before, now, [...proof, hasher.empty])).toBe('log.proof-wrong');
        if (proof.length > 0) expect(check(before, now, proof.slice(0, -1))).toBe('log.proof-wrong');
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it('with hashes cut apart at another byte do not hold, though they lead to the old root', async () => {
    const reader = treeReader(hasher, 4, reading(filesOf(4)));
    const [third, fourth, pair] = (await reader.consistencyProof(3)) as [Hash, Hash, Hash];
    const [cut, longer] = [third.subarray(1), new Uint8Array([...pair, ...third.subarray(0, 1)])];
    // A log could sign this root: it is of no tree that continues the old one.
    const forged = joined(longer, joined(cut, fourth));
    const [before, now] = [
      { size: 3, root: rootAt(3) },
      { size: 4, root: forged },
    ];
    expect(hex(joined(longer, cut))).toBe(hex(before.root));
    expect(() => hasher.node(longer, cut)).toThrow(RangeError);
    expect(codeOf(() => verifyConsistency(hasher, before, now, [cut, fourth, longer]))).toBe(
      'log.proof-wrong',
    );
  });

  it('are the same however few tiles stay in memory, and read no tile twice while it stays', async () => {
    const files = filesOf(1_000);
    const reads: string[] = [];
    const read: ReadFile = (path) => {
      reads.push(path);
      return Promise.resolve(files.get(path));
    };
    const proofs = async (kept?: number) => {
      const reader = treeReader(hasher, 1_000, read, kept);
      const made: (readonly Hash[])[] = [];
      for (let at = 0; at < 1_000; at += 37)
        made.push(await reader.inclusionProof(at), await reader.consistencyProof(at + 1));
      return made;
    };
    const all = await proofs();
    expect(reads.toSorted()).toEqual([
      'tile/0/000',
      'tile/0/001',
      'tile/0/002',
      'tile/0/003.p/232',
      'tile/1/000.p/3',
    ]);
    expect(await proofs(2)).toEqual(all);
    expect(reads.length).toBeGreaterThan(2 * 5);
  });

  it('lead from no empty tree, and to no smaller one', () => {
    const tree = { size: 5, root: rootAt(5) };
    expect(codeOf(() => verifyConsistency(hasher, { size: 0, root: hasher.empty }, tree, []))).toBe(
      'log.bad-sizes',
    );
    expect(codeOf(() => verifyConsistency(hasher, tree, { size: 4, root: rootAt(4) }, []))).toBe(
      'log.bad-sizes',
    );
  });

  it('come from the full tile where the partial one is gone, and are refused where a tile is cut', async () => {
    const files = new Map([...filesOf(300)]);
    const partial = files.get('tile/0/001.p/44') ?? new Uint8Array();
    files.delete('tile/0/001.p/44');
    const reader = () => treeReader(hasher, 300, reading(files));
    await expect(reader().root()).rejects.toMatchObject({ code: 'log.no-tile' });
    files.set('tile/0/001', Buffer.concat([partial, Buffer.alloc(8_192 - partial.length)]));
    expect(hex(await reader().root())).toBe(hex(rootAt(300)));
    files.set('tile/0/001', partial);
    await expect(reader().root()).rejects.toMatchObject({ code: 'log.bad-tile' });
  });
});
