// Roots and proofs as sigsum-go (pkg/merkle/tree_test.go) and golang.org/x/mod/sumdb/tlog (TestTree) test them: which hashes a proof has, in
// which order, and that every proof of a tree of up to 100 leaves holds, and none with one bit turned.

import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/translog/bytes.ts';
import { GrowingTree } from '../../../src/translog/tiles/growing-tree.ts';
import { tilePath } from '../../../src/translog/tiles/tile.ts';
import { treeReader } from '../../../src/translog/tiles/tree-reader.ts';
import { verifyConsistency } from '../../../src/translog/tree/consistency.ts';
import type { Hash } from '../../../src/translog/tree/hash.ts';
import { verifyInclusion } from '../../../src/translog/tree/inclusion.ts';
import { answerOf, beginning, hasher } from './known.ts';

function treeOf(leaves: readonly Hash[]) {
  const tree = new GrowingTree(hasher);
  for (const leaf of leaves) tree.add(leaf);
  const files = new Map(tree.partialTiles().map((tile) => [tilePath(tile), tile.bytes]));
  const read = (path: string) => Promise.resolve(files.get(path));
  return { size: leaves.length, root: tree.root(), reader: treeReader(hasher, leaves.length, read) };
}
const node = (left: Hash | undefined, right: Hash | undefined) =>
  hasher.node(left ?? hasher.empty, right ?? hasher.empty);

describe('sigsum-go, pkg/merkle/tree_test.go', () => {
  const h = Array.from({ length: 7 }, (_, at) => beginning(at + 1));
  const h01 = node(h[0], h[1]);
  const h23 = node(h[2], h[3]);
  const h45 = node(h[4], h[5]);
  const h0123 = node(h01, h23);
  const h456 = node(h45, h[6]);

  it.each([
    [0, Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex')],
    [1, h[0]],
    [2, h01],
    [3, node(h01, h[2])],
    [4, h0123],
    [5, node(h0123, h[4])],
  ])('the root of %i leaves', (size, root) => {
    expect(treeOf(h.slice(0, size)).root).toEqual(Uint8Array.from(root ?? []));
  });

  it.each([
    [0, [h[1], h23, h[4]]],
    [1, [h[0], h23, h[4]]],
    [2, [h[3], h01, h[4]]],
    [3, [h[2], h01, h[4]]],
    [4, [h0123]],
  ])('the proof that the leaf %i of five is in', async (index, proof) => {
    expect(await treeOf(h.slice(0, 5)).reader.inclusionProof(index)).toEqual(proof);
  });

  it.each([
    [3, [h[2], h[3], h01, h456]],
    [4, [h456]],
    [6, [h45, h[6], h0123]],
  ])('the proof that a tree of %i has grown to seven', async (old, proof) => {
    expect(await treeOf(h).reader.consistencyProof(old)).toEqual(proof);
  });

  it('the proof that a tree of six is itself is empty, and one of seven has not grown to six', async () => {
    const six = treeOf(h.slice(0, 6)).reader;
    expect(await six.consistencyProof(6)).toEqual([]);
    expect(await answerOf(() => six.consistencyProof(7))).toMatch(/^log\./);
  });
});

describe('x/mod sumdb/tlog, TestTree; sigsum-go, TestInclusionValid and TestConsistencyValid', () => {
  const leaves = Array.from({ length: 100 }, (_, at) => hasher.leaf(utf8(`leaf ${at}`)));
  let trees: readonly ReturnType<typeof treeOf>[] = [];
  beforeAll(() => {
    trees = leaves.map((_, at) => treeOf(leaves.slice(0, at + 1)));
  });
  /** The same proof with one bit turned, for each of its hashes. */
  const turned = (proof: readonly Hash[]) =>
    proof.map((_, at) =>
      proof.map((hash, index) =>
        index === at ? hash.map((byte, first) => (first === 0 ? byte ^ 1 : byte)) : hash,
      ),
    );
  const wrong = expect.objectContaining({ name: 'TranslogError' });

  it('every leaf of every tree is shown to be in, and not with a bit turned', async () => {
    let count = 0;
    for (const { size, root, reader } of trees)
      for (const [index, leaf] of leaves.slice(0, size).entries()) {
        const proof = await reader.inclusionProof(index);
        verifyInclusion(hasher, { index, size, root, leaf, proof });
        for (const other of turned(proof))
          expect(() => verifyInclusion(hasher, { index, size, root, leaf, proof: other })).toThrow(wrong);
        count++;
      }
    expect(count).toBe(5050);
  });

  it('every tree is shown to have grown out of every smaller one, and not with a bit turned', async () => {
    let count = 0;
    for (const now of trees)
      for (const old of trees.slice(0, now.size)) {
        const proof = await now.reader.consistencyProof(old.size);
        verifyConsistency(hasher, old, now, proof);
        for (const other of turned(proof))
          expect(() => verifyConsistency(hasher, old, now, other)).toThrow(wrong);
        count++;
      }
    expect(count).toBe(5050);
  });
});
