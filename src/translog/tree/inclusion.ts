// That a leaf is in a tree: RFC 9162, section 2.1.3.

import { areEqual } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import { type Hash, isHash, type TreeHasher } from './hash.ts';
import { halvesOf, type Range } from './range.ts';
import { half, isOdd, wholeNumber } from './size.ts';

/** Which stretches a proof is made of, the leaf's neighbour first (section 2.1.3.1). @throws TranslogError `log.no-such-leaf` */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  refuseIndex(index, size);
  const ranges: Range[] = [];
  for (let range: Range = { start: 0, end: size }; range.end - range.start > 1; ) {
    const [left, right] = halvesOf(range);
    const isLeft = index < left.end;
    ranges.push(isLeft ? right : left);
    range = isLeft ? left : right;
  }
  return ranges.toReversed();
}

export type Inclusion = {
  readonly index: number;
  readonly size: number;
  /** Of the leaf, not its bytes. */
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
};

/** @throws TranslogError `log.no-such-leaf`, or `log.proof-wrong` when the leaf is not shown to be in the tree (section 2.1.3.2) */
export function verifyInclusion(hasher: TreeHasher, { index, size, leaf, proof, root }: Inclusion): void {
  refuseIndex(index, size);
  if (![leaf, root, ...proof].every(isHash)) throw notShown('a hash in it has not 32 bytes');
  let [here, last, hash] = [index, size - 1, leaf];
  for (const other of proof) {
    if (last === 0) throw notShown('it has more hashes than the tree has levels');
    if (isOdd(here) || here === last) {
      hash = hasher.node(other, hash);
      while (!isOdd(here) && here !== 0) [here, last] = [half(here), half(last)];
    } else hash = hasher.node(hash, other);
    [here, last] = [half(here), half(last)];
  }
  if (last !== 0) throw notShown('it has fewer hashes than the tree has levels');
  if (!areEqual(hash, root)) throw notShown('it leads to another root');
}

function refuseIndex(index: number, size: number): void {
  if (wholeNumber(index, 'the index') < wholeNumber(size, 'the size')) return;
  throw new TranslogError(
    'log.no-such-leaf',
    `a tree of ${size} has no leaf ${index}`,
    'leaves are counted from 0; take a checkpoint that is large enough',
  );
}

const notShown = (why: string): TranslogError =>
  new TranslogError('log.proof-wrong', `the inclusion proof does not hold: ${why}`, PROOF_CURE);

const PROOF_CURE = 'ask for the proof again; if it stays, keep both and tell the witnesses of the log';
