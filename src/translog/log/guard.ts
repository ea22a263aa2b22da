// Whoever signs checkpoints stands guard: it remembers the last tree it signed, and signs only what continues it. The log's own signer and
// every witness do the same (C2SP tlog-witness, add-checkpoint); they differ in whose signature they asked for and what they sign.

import { verifyConsistency, type Tree } from '../tree/consistency.ts';
import type { Hash, TreeHasher } from '../tree/hash.ts';
import { areEqual } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';

export type Claim = {
  /** The size that the caller believes to have been signed last; 0 for none. */
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly now: Tree;
};

/** What the guard must remember, durably, before a signature leaves it. */
export type Memory = Tree & {
  /** The tree holds the log's ending: no other tree of this origin is ever signed. Only a log's own signer knows it. */
  readonly isEnded?: boolean;
};

/**
 * @param last undefined when nothing was signed yet
 * @throws TranslogError `log.smaller` (400), `log.other-size` (409: the answer is the size that was signed last), `log.proof-wrong` (422),
 *   `log.ended` (410)
 */
export function judgeClaim(hasher: TreeHasher, last: Memory | undefined, { old, proof, now }: Claim): Memory {
  if (last?.isEnded === true) {
    if (!isSameTree(last, now)) throw ended(last.size);
    return last;
  }
  if (old > now.size)
    throw new TranslogError(
      'log.smaller',
      `a tree of ${now.size} does not continue one of ${old}`,
      'send the newest checkpoint',
    );
  const known = last?.size ?? 0;
  if (old !== known) throw new OtherSize(known, now.size);
  if (now.size === 0 && !areEqual(now.root, hasher.empty)) throw notEmpty('an empty tree has another root');
  if (old > 0 && last !== undefined) verifyConsistency(hasher, last, now, proof);
  else if (proof.length > 0) throw notEmpty('an empty tree needs no proof');
  return now;
}

export const isSameTree = (one: Tree, other: Tree): boolean =>
  one.size === other.size && areEqual(one.root, other.root);

/** To whoever wants more signed of a log that has ended. */
export const ended = (size: number): TranslogError =>
  new TranslogError(
    'log.ended',
    `this log has ended with ${size} entries: nothing is added to it, and nothing more is signed for it`,
    'write to the log that follows it: its last entry names it; redress log begin makes one',
  );

/** The claim starts from another size than the guard remembers. */
export class OtherSize extends TranslogError {
  readonly size: number;

  constructor(size: number, asked: number) {
    super(
      'log.other-size',
      `a tree of ${size} was signed last`,
      size <= asked
        ? `send the proof from ${size}`
        : `the log now has only ${asked} leaves, so it lost some: it was brought back from an old copy. Bring back the newest copy of its files; ` +
            'if there is none, this log cannot go on: begin a new one with a new name and key (redress log begin --reason key-lost)',
    );
    this.size = size;
  }
}

const notEmpty = (why: string): TranslogError =>
  new TranslogError('log.proof-wrong', `the proof does not hold: ${why}`, 'send an empty proof');
