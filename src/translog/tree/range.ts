// A stretch of leaves, and the complete subtrees that it is made of. Every element of a proof is the hash of such a stretch; every node that
// is stored is the hash of a complete subtree.

import type { Hash, TreeHasher } from './hash.ts';
import { splitOf } from './size.ts';

/** Leaves from `start` up to, but without, `end`. Starts where a subtree of its size may start. */
export type Range = { readonly start: number; readonly end: number };
/** The complete subtree over the leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export type Node = { readonly level: number; readonly index: number };

/** The complete subtrees of a stretch, from left to right: the largest first. */
export function nodesOf({ start, end }: Range): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= end - at) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** The hash of a stretch from those of its complete subtrees. @param hashes as `nodesOf` orders them; at least one */
export const hashOfNodes = (hasher: TreeHasher, hashes: readonly Hash[]): Hash =>
  hashes.reduceRight((right, left) => hasher.node(left, right));

/** The two halves of a stretch of two leaves or more, as RFC 6962 splits a tree. */
export function halvesOf({ start, end }: Range): readonly [Range, Range] {
  const middle = start + splitOf(end - start);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}
