// Whether one log follows another: what the new log's first entry says, and what the old log's last entry says. Both are asked, since either
// alone could be made by somebody else: anybody can begin a log that names another, and whoever has a key can end its log.

import { checkEnding } from '../log/ending-proof.ts';
import {
  type Ending,
  endingIn,
  isReserved,
  isSameKey,
  readBeginning,
  type Reason,
} from '../log/succession.ts';
import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import { readProofFile } from '../notes/proof-file.ts';
import { readEntry } from '../tiles/entry-reader.ts';
import { type ReadFile, treeReader } from '../tiles/tree-reader.ts';
import type { Sha256, TreeHasher } from '../tree/hash.ts';
import { verifyInclusion } from '../tree/inclusion.ts';
import { TranslogError } from '../translog-error.ts';
import {
  checkCheckpoint,
  checkConsistency,
  checkLog,
  type CheckedCheckpoint,
  grewAfterEnd,
  publishedCheckpoint,
  refuseTooFew,
  type Trust,
} from './checks.ts';

export type Shown = { readonly read: ReadFile; readonly trust: Trust };
export type SuccessionQuestion = {
  readonly old: Shown;
  readonly now: Shown;
  /** Checkpoints of the old log that came from elsewhere: none may go beyond its last. */
  readonly seen: readonly Uint8Array[];
  /** How far the old log was read. */
  readonly progress: (entries: number, size: number) => void;
};
export type CheckedSuccession = {
  /** False: the old log's key was lost, and only the new log says that it follows. It proves nothing of the old log's owner. */
  readonly isBothSided: boolean;
  readonly reason: Reason;
  /** The old log's last checkpoint, as the old log shows it. */
  readonly old: CheckedCheckpoint;
  readonly now: CheckedCheckpoint;
};

type Hashing = { readonly hasher: TreeHasher; readonly sha256: Sha256 };

/**
 * The old log is read as a whole: whoever has its key could add a second ending behind the first, and only the first one counts.
 * @throws TranslogError `log.no-beginning`, `log.no-ending`, `log.other-succession`, `log.not-last`; `log.grew-after-end`, `log.fork`,
 *   `log.rewritten`: these three anybody can check; `log.bad-succession`, and whatever reading the two logs is refused for
 */
export async function checkSuccession(
  hashing: Hashing,
  { old, now, seen, progress }: SuccessionQuestion,
): Promise<CheckedSuccession> {
  const began = await newest(now);
  const { reason, checkpoint } = await beginningOf(hashing, now, began, old.trust.key);
  const last = await openCheckpoint(checkpoint, old.trust.key);
  const { checkpoint: shown } = await checkLog(
    hashing.hasher,
    { read: old.read, kept: [checkpoint], progress },
    old.trust,
  );
  const others = await Promise.all(seen.map((bytes) => openCheckpoint(bytes, old.trust.key)));
  // One that is larger needs no proof: once the log has ended, that it was signed is enough.
  for (const other of others.filter(({ size }) => size <= shown.size))
    await checkConsistency(hashing.hasher, other, shown, old.read);
  if (shown.size > last.size) throw notLast(last, shown);
  const ending = await endingOf(hashing, old.read, last, old.trust.key);
  const beyond = others.find(({ size }) => size > last.size);
  if (beyond !== undefined)
    throw ending === undefined ? notLast(last, beyond) : grewAfterEnd(last, beyond.size);
  const isBothSided = judgeEnding(ending, { old: last.origin, reason, next: now.trust.key });
  return { isBothSided, reason, old: shown, now: began };
}

export type CheckedEnding = {
  readonly checkpoint: CheckedCheckpoint;
  readonly next: VerifierKey | undefined;
};

/**
 * A proof file that a log has ended, offline.
 * @param seen checkpoints of the log from elsewhere, of the size of its end or larger
 * @throws TranslogError `log.no-ending`, `log.bad-succession`, `log.no-quorum`; `log.grew-after-end`, `log.fork`: the proof and the checkpoint that
 *   was seen show it to anybody; `log.smaller` for one that only the log's tiles can be asked about
 */
export async function checkEndingFile(
  { hasher, sha256 }: Hashing,
  bytes: Uint8Array,
  seen: readonly Uint8Array[],
  trust: Trust,
): Promise<CheckedEnding> {
  const file = readProofFile(bytes);
  const { ending } = await checkEnding(hasher, sha256, file, trust.key);
  const last = await checkCheckpoint(file.checkpoint, trust);
  refuseTooFew(last);
  for (const one of seen) {
    const other = await openCheckpoint(one, trust.key);
    if (other.size > last.size) throw grewAfterEnd(last, other.size);
    if (other.size < last.size) throw older(other.size);
    await checkConsistency(hasher, last, other, () => Promise.resolve(undefined));
  }
  return { checkpoint: last, next: ending.next };
}

/** What the last entry of a log says of its end. @throws TranslogError `log.bad-succession`, and when the tiles are not those of the checkpoint */
export async function endingOf(
  { hasher, sha256 }: Hashing,
  read: ReadFile,
  last: Checkpoint,
  key: VerifierKey,
): Promise<Ending | undefined> {
  if (last.size === 0) return undefined;
  return endingIn(sha256, await entryIn(hasher, read, last, last.size - 1), key);
}

/**
 * Whether a log may be followed by `next`, by what its last entry says.
 * @returns whether both logs say so; with `key-lost` the new one alone may
 * @throws TranslogError `log.no-ending`, `log.other-succession`
 */
export function judgeEnding(
  ending: Ending | undefined,
  { old, reason, next }: { readonly old: string; readonly reason: Reason; readonly next: VerifierKey },
): boolean {
  if (ending === undefined && reason !== 'key-lost') throw noEnding(old, reason);
  if (ending !== undefined) refuseOtherNext(ending.next, next, old);
  return ending !== undefined;
}

async function newest({ read, trust }: Shown): Promise<CheckedCheckpoint> {
  const checkpoint = await checkCheckpoint(await publishedCheckpoint(read), trust);
  refuseTooFew(checkpoint);
  return checkpoint;
}

async function beginningOf(
  { hasher, sha256 }: Hashing,
  { read, trust }: Shown,
  now: Checkpoint,
  old: VerifierKey,
) {
  const entry = now.size === 0 ? undefined : await entryIn(hasher, read, now, 0);
  if (entry === undefined || !isReserved(entry))
    throw new TranslogError(
      'log.no-beginning',
      `${now.origin} does not say in its first entry that it follows another log`,
      'name the old log first; a log that was begun without redress log begin follows none',
    );
  const beginning = readBeginning(sha256, entry);
  const named = `the first entry of ${now.origin} names`;
  if (!isSameKey(beginning.log, trust.key))
    throw otherSuccession(`${named} itself ${beginning.log.name} with the key ${beginning.log.id}`);
  if (!isSameKey(beginning.after, old))
    throw otherSuccession(`${named} ${beginning.after.name} with the key ${beginning.after.id} before it`);
  return beginning;
}

/** An entry, proved to be in the tree that was signed. */
async function entryIn(
  hasher: TreeHasher,
  read: ReadFile,
  { size, root }: Checkpoint,
  index: number,
): Promise<Uint8Array> {
  const entry = await readEntry(read, size, index);
  const proof = await treeReader(hasher, size, read).inclusionProof(index);
  verifyInclusion(hasher, { index, size, leaf: hasher.leaf(entry), proof, root });
  return entry;
}

function refuseOtherNext(next: VerifierKey | undefined, now: VerifierKey, old: string): void {
  if (next !== undefined && isSameKey(next, now)) return;
  throw otherSuccession(
    next === undefined
      ? `the last entry of ${old} says that no log follows`
      : `the last entry of ${old} names ${next.name} with the key ${next.id} as the one that follows`,
  );
}

const otherSuccession = (why: string): TranslogError =>
  new TranslogError(
    'log.other-succession',
    `the two logs do not name each other: ${why}`,
    'check both keys with their owner; if they are right, this new log is not the one that follows',
  );
const noEnding = (old: string, reason: Reason): TranslogError =>
  new TranslogError(
    'log.no-ending',
    `${old} does not say that it has ended, and the new log gives the reason ${reason}`,
    'redress log end adds that entry; without it, anybody could have begun the new log',
  );
const older = (size: number): TranslogError =>
  new TranslogError(
    'log.smaller',
    `a checkpoint of ${size} entries is older than the end`,
    'redress verify succession --seen asks the files of the log whether its end continues it',
  );
const notLast = (last: Checkpoint, { size }: Checkpoint): TranslogError =>
  new TranslogError(
    'log.not-last',
    `the new log follows ${last.origin} after ${last.size} entries, and there is a checkpoint of ${size} of it`,
    'if its key was lost, whoever has it goes on: believe nothing after the checkpoint that the new log names. Otherwise the new log was begun from an old copy',
  );
