// That a tree continues an older one, with nothing of it changed: RFC 9162, section 2.1.4.

import { areEqual } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import { type Hash, isHash, type TreeHasher } from './hash.ts';
import { halvesOf, type Range } from './range.ts';
import { half, isOdd, wholeNumber } from './size.ts';

/**
 * Which stretches a proof is made of (section 2.1.4.1); none where the trees have the same size.
 * @throws TranslogError `log.bad-sizes` unless 0 < old <= size
 */
export function consistencyRanges(old: number, size: number): readonly Range[] {
  refuseSizes(old, size);
  const ranges: Range[] = [];
  let range: Range = { start: 0, end: size };
  while (range.end !== old) {
    const [left, right] = halvesOf(range);
    const isLeft = old <= left.end;
    ranges.push(isLeft ? right : left);
    range = isLeft ? left : right;
  }
  // The old tree itself is known to who asks, but only if it is one subtree of the new one.
  return (range.start === 0 ? ranges : [...ranges, range]).toReversed();
}

export type Tree = { readonly size: number; readonly root: Hash };

/** @throws TranslogError `log.bad-sizes`, or `log.proof-wrong` when the newer tree is not shown to continue the old one (section 2.1.4.2) */
export function verifyConsistency(hasher: TreeHasher, old: Tree, now: Tree, proof: readonly Hash[]): void {
  refuseSizes(old.size, now.size);
  if (old.size === now.size) {
    if (proof.length > 0) throw notShown('the sizes are the same, so it must be empty');
    if (!areEqual(old.root, now.root)) throw notShown('two roots of one size');
    return;
  }
  const { oldRoot, newRoot } = rootsOf(hasher, old, now.size, proof);
  if (!areEqual(oldRoot, old.root)) throw notShown('it leads to another old root');
  if (!areEqual(newRoot, now.root)) throw notShown('it leads to another new root');
}

function rootsOf(hasher: TreeHasher, old: Tree, size: number, proof: readonly Hash[]) {
  // Of other lengths two hashes could be cut apart at another place, and give the same node.
  if (![old.root, ...proof].every(isHash)) throw notShown('a hash in it has not 32 bytes');
  let [here, last] = [old.size - 1, size - 1];
  while (isOdd(here)) [here, last] = [half(here), half(last)];
  // A whole old tree is its own first element.
  const [first, ...rest] = here === 0 ? [old.root, ...proof] : proof;
  if (first === undefined || proof.length === 0) throw notShown('it is empty');
  let [oldRoot, newRoot] = [first, first];
  for (const other of rest) {
    if (last === 0) throw notShown('it has more hashes than the tree has levels');
    if (isOdd(here) || here === last) {
      [oldRoot, newRoot] = [hasher.node(other, oldRoot), hasher.node(other, newRoot)];
      while (!isOdd(here) && here !== 0) [here, last] = [half(here), half(last)];
    } else newRoot = hasher.node(newRoot, other);
    [here, last] = [half(here), half(last)];
  }
  if (last !== 0) throw notShown('it has fewer hashes than the tree has levels');
  return { oldRoot, newRoot };
}

function refuseSizes(old: number, size: number): void {
  if (wholeNumber(old, 'the old size') > 0 && old <= wholeNumber(size, 'the size')) return;
  throw new TranslogError(
    'log.bad-sizes',
    `no proof leads from a tree of ${old} to one of ${size}`,
    'the old size is at least 1 and at most the new one; an empty tree needs no proof',
  );
}

const notShown = (why: string): TranslogError =>
  new TranslogError(
    'log.proof-wrong',
    `the consistency proof does not hold: ${why}`,
    'ask for the proof again; if it stays, keep both checkpoints: together they prove that the log rewrote its history',
  );
