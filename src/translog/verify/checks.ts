// What a reader asks of a log, who believes nothing of it but its key: who signed a checkpoint, whether an entry is in it, and whether one
// checkpoint continues another. The command line and the page for browsers both ask here.

import { areEqual } from '../bytes.ts';
import { nextIn } from '../log/succession.ts';
import { verifyLog } from '../log/verify-log.ts';
import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import type { Signed } from '../notes/note.ts';
import { isQuorum, type Policy } from '../notes/policy.ts';
import { readProofFile } from '../notes/proof-file.ts';
import { type ReadFile, treeReader } from '../tiles/tree-reader.ts';
import { verifyConsistency } from '../tree/consistency.ts';
import type { Hash, TreeHasher } from '../tree/hash.ts';
import { verifyInclusion } from '../tree/inclusion.ts';
import { TranslogError } from '../translog-error.ts';

/** Whom the reader believes. */
export type Trust = {
  /** The log's own key, from its owner and not from where the files came from. */
  readonly key: VerifierKey;
  readonly policy?: Policy | undefined;
};

/** By its name in the policy; `time` in seconds since 1970, as the witness's own clock had it. */
export type WitnessSigned = { readonly witness: string; readonly time: number };
export type CheckedCheckpoint = Checkpoint & {
  readonly witnesses: readonly WitnessSigned[];
  /** Undefined without a policy. */
  readonly isQuorum: boolean | undefined;
};

/** @throws TranslogError whatever `openCheckpoint` refuses; a quorum that is not met is told and not thrown */
export async function checkCheckpoint(bytes: Uint8Array, { key, policy }: Trust): Promise<CheckedCheckpoint> {
  const witnesses = [...(policy?.witnesses ?? [])];
  const { origin, size, root, signed } = await openCheckpoint(
    bytes,
    key,
    witnesses.map(([, witness]) => witness.key),
  );
  const timeOf = (witness: VerifierKey): number | undefined =>
    signed.find((one: Signed) => one.key === witness)?.time;
  return {
    ...{ origin, size, root },
    witnesses: witnesses.flatMap(([witness, one]) => {
      const time = timeOf(one.key);
      return time === undefined ? [] : [{ witness, time }];
    }),
    isQuorum:
      policy &&
      isQuorum(
        policy,
        signed.map((one) => one.key),
      ),
  };
}

/** @throws TranslogError `log.no-quorum` when a policy asks for more witnesses than signed */
export function refuseTooFew({ isQuorum: isMet, witnesses }: CheckedCheckpoint): void {
  if (isMet !== false) return;
  const named = witnesses.length === 0 ? 'none' : witnesses.map(({ witness }) => witness).join(', ');
  throw new TranslogError(
    'log.no-quorum',
    `too few witnesses have signed for this policy; those who have: ${named}`,
    'get a newer checkpoint from the log; if it never has enough, ask the witnesses what they were shown',
  );
}

export type CheckedInclusion = { readonly index: number; readonly checkpoint: CheckedCheckpoint };

/**
 * A proof file, offline.
 * @param leaf hash of the entry that is looked for: `TreeHasher.leaf` of its bytes
 * @throws TranslogError `log.bad-proof-file`, `log.proof-wrong`, `log.no-quorum`, and whatever `openCheckpoint` refuses
 */
export async function checkInclusion(
  hasher: TreeHasher,
  bytes: Uint8Array,
  leaf: Hash,
  trust: Trust,
): Promise<CheckedInclusion> {
  const { index, proof, checkpoint: note } = readProofFile(bytes);
  const checkpoint = await checkCheckpoint(note, trust);
  refuseTooFew(checkpoint);
  verifyInclusion(hasher, { index, size: checkpoint.size, leaf, proof, root: checkpoint.root });
  return { index, checkpoint };
}

export type CheckedPair = { readonly old: CheckedCheckpoint; readonly now: CheckedCheckpoint };

/** Two saved checkpoints. The policy is asked of the newer one. @throws TranslogError as `checkConsistency`, and `log.no-quorum` */
export async function checkPair(
  hasher: TreeHasher,
  saved: { readonly old: Uint8Array; readonly now: Uint8Array },
  read: ReadFile,
  trust: Trust,
): Promise<CheckedPair> {
  const old = await checkCheckpoint(saved.old, trust);
  const now = await checkCheckpoint(saved.now, trust);
  refuseTooFew(now);
  await checkConsistency(hasher, old, now, read);
  return { old, now };
}

export type CheckedLog = {
  readonly entries: number;
  readonly tiles: number;
  readonly checkpoint: CheckedCheckpoint;
  /** The sizes of those that were kept. */
  readonly continues: readonly number[];
  /** When the last entry says that the log has ended: the key of the log that follows, or `none`. */
  readonly next: string | undefined;
};
export type WholeQuestion = {
  readonly read: ReadFile;
  /** Checkpoints that were kept from earlier. */
  readonly kept: readonly Uint8Array[];
  readonly progress: (entries: number, size: number) => void;
};

/**
 * Everything that a log shows, computed anew.
 * @throws TranslogError as `verifyLog` and `checkConsistency`, `log.not-reached`, and `log.grew-after-end`, which anybody can check
 */
export async function checkLog(
  hasher: TreeHasher,
  { read, kept, progress }: WholeQuestion,
  trust: Trust,
): Promise<CheckedLog> {
  const checkpoint = await checkCheckpoint(await publishedCheckpoint(read), trust);
  refuseTooFew(checkpoint);
  const continues: number[] = [];
  for (const bytes of kept) {
    const old = await checkCheckpoint(bytes, { key: trust.key });
    await checkConsistency(hasher, old, checkpoint, read);
    continues.push(old.size);
  }
  const endings: { readonly index: number; readonly next: string }[] = [];
  const { entries, tiles } = await verifyLog(hasher, {
    ...{ checkpoint, read },
    seen: (entry, index) => {
      const next = endings.length > 0 ? undefined : nextIn(entry, trust.key);
      if (next !== undefined) endings.push({ index, next });
    },
    progress: (done) => {
      progress(done, checkpoint.size);
    },
  });
  const [ending] = endings;
  if (ending !== undefined && ending.index < entries - 1)
    throw grewAfterEnd({ ...checkpoint, size: ending.index + 1 }, entries);
  return { entries, tiles, checkpoint, continues, next: ending?.next };
}

/** The newest, as the log shows it. @throws TranslogError `log.not-reached` */
export async function publishedCheckpoint(read: ReadFile): Promise<Uint8Array> {
  const note = await read('checkpoint');
  if (note !== undefined) return note;
  throw new TranslogError(
    'log.not-reached',
    'the log has no checkpoint there',
    'name the folder or the address of a log that was published',
  );
}

/**
 * That `now` continues `old`, by a proof made of the log's tiles. Both were opened with the same key.
 * @throws TranslogError `log.fork`, `log.rewritten`: the two checkpoints prove it to anybody; `log.smaller`, `log.wrong-root`; `log.proof-wrong`,
 *   `log.no-tile`, `log.bad-tile` when the tiles are not those of `now`, which proves nothing
 */
export async function checkConsistency(
  hasher: TreeHasher,
  old: Checkpoint,
  now: Checkpoint,
  read: ReadFile,
): Promise<void> {
  if (old.size > now.size)
    throw new TranslogError(
      'log.smaller',
      `the newer checkpoint has ${now.size} entries, the old one ${old.size}`,
      'name the older one first; if the log itself shows the smaller one now, keep both: it lost entries that it had signed',
    );
  for (const { size, root } of [old, now])
    if (size === 0 && !areEqual(root, hasher.empty)) throw wrongEmpty();
  if (old.size === now.size && !areEqual(old.root, now.root)) throw fork(now.size);
  if (old.size === now.size || old.size === 0) return;
  const reader = treeReader(hasher, now.size, read);
  const proof = await reader.consistencyProof(old.size);
  // What the tiles say of the old tree. Once the proof leads from there to the signed root, the tiles are those that the log signed.
  const shown = { size: old.size, root: await reader.root(old.size) };
  try {
    verifyConsistency(hasher, shown, now, proof);
  } catch (error) {
    if (error instanceof TranslogError && error.code === 'log.proof-wrong') throw otherTiles(now.size);
    throw error;
  }
  if (!areEqual(shown.root, old.root)) throw rewritten(old.size, now.size);
}

const wrongEmpty = (): TranslogError =>
  new TranslogError(
    'log.wrong-root',
    'a checkpoint of no entries has another root',
    'keep it: the log signed what cannot be',
  );
const fork = (size: number): TranslogError =>
  new TranslogError(
    'log.fork',
    `two checkpoints of ${size} entries have different roots, and the log signed both: this proves a fork`,
    'keep both files: anybody can check them. Show them to the witnesses and to other readers of the log',
  );
const rewritten = (old: number, now: number): TranslogError =>
  new TranslogError(
    'log.rewritten',
    `the checkpoint of ${now} entries does not continue the one of ${old}, and the log signed both: this proves that history was rewritten`,
    'keep both files, and a copy of the log: anybody can check them. Show them to the witnesses and to other readers of the log',
  );
const otherTiles = (size: number): TranslogError =>
  new TranslogError(
    'log.proof-wrong',
    `the tiles do not lead to the root of the checkpoint of ${size} entries`,
    'get the tiles again; damaged or foreign tiles say nothing about the checkpoints',
  );
/** Of a log whose last entry says that it has ended: what it signed beyond is the proof. */
export const grewAfterEnd = ({ origin, size }: Checkpoint, grown: number): TranslogError =>
  new TranslogError(
    'log.grew-after-end',
    `${origin} ended with ${size} entries, and signed a checkpoint of ${grown} afterwards: this proves that somebody went on with its key`,
    'keep its checkpoint and the proof of the end: anybody can check them (redress verify ending --seen). Show them to the witnesses and to other readers; believe nothing after the end',
  );
