// `redress log end`, `redress log begin` and `redress verify succession`: one log ends, and another follows it.
import { readFile, writeFile } from 'node:fs/promises';
import type { LogStorage } from '../../translog/log/log-storage.ts';
import { LogWriter } from '../../translog/log/log-writer.ts';
import { type Reason, writeEnding } from '../../translog/log/succession.ts';
import { openCheckpoint } from '../../translog/notes/checkpoint.ts';
import { type VerifierKey, writeVerifierKey } from '../../translog/notes/key.ts';
import { type Policy, readPolicy } from '../../translog/notes/policy.ts';
import { writeProofFile } from '../../translog/notes/proof-file.ts';
import { treeReader } from '../../translog/tiles/tree-reader.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { checkCheckpoint } from '../../translog/verify/checks.ts';
import { endingOf, judgeEnding } from '../../translog/verify/succession.ts';
import { verifierKey } from './log-keys.ts';
import type { Cosigned, LogParts } from './log-parts.ts';
import { CommandError, EXIT, type Output } from './output.ts';

export interface EndOptions {
  readonly folder: string;
  readonly key: string;
  readonly signer: string;
  readonly policy?: string;
  /** The key of the log that follows, or false when none does. */
  readonly next?: string | false;
  /** Where to write the proof of the end. */
  readonly out?: string;
}

/**
 * The entry is durable, the last checkpoint is public, the witnesses have it, the signer remembers: in this order, and each step does no harm
 * when it is done again, so whatever stopped this command, the same command finishes it.
 */
export async function endLog(parts: LogParts, options: EndOptions, output: Output): Promise<void> {
  if (options.next === undefined)
    throw new CommandError('usage', 'give --next KEY or --no-next', 'redress log end --help', EXIT.usage);
  const { sha256 } = parts;
  const key = await verifierKey(parts, options.key);
  const next = options.next === false ? undefined : await verifierKey(parts, options.next);
  const policy =
    options.policy === undefined ? undefined : readPolicy(sha256, await readFile(options.policy));
  const storage = await parts.storage(options.folder);
  const writer = await LogWriter.open({ storage, sha256, key, sign: parts.signerAt(options.signer) });
  try {
    const { origin, size } = await writer.end(next);
    const cosigned = policy && (await addCosignatures(parts, storage, { key, policy, size }));
    const reader = treeReader(treeHasher(sha256), size, (path) => storage.read(path));
    const proof = {
      index: size - 1,
      proof: await reader.inclusionProof(size - 1),
      checkpoint: await lastNote(storage),
      extra: writeEnding({ log: key, next }),
    };
    await parts.endAt(options.signer, proof);
    if (options.out !== undefined) await writeProof(options.out, writeProofFile(proof));
    const { signedBy = [], failed = [], isQuorum } = cosigned ?? {};
    const nextKey = next === undefined ? null : writeVerifierKey(next);
    output.result({ origin, size, next: nextKey, signedBy, failed, isQuorum: isQuorum ?? null }, [
      `${origin} has ended with ${size} entries; ${next === undefined ? 'no log follows' : `${next.name} follows`}`,
      '  its signer signs nothing more for it',
      ...failed.map(({ witness, why }) => `  ${witness}: ${why}`),
      ...(isQuorum === false ? ['  too few witnesses have the last checkpoint: run this again'] : []),
    ]);
  } finally {
    await writer.close();
  }
}

async function writeProof(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes).catch((error: unknown) => {
    throw new CommandError('log.not-written', `${file} cannot be written: ${String(error)}`);
  });
}

/** Asks the witnesses of the policy that have not signed the last checkpoint yet, and shows what came. */
async function addCosignatures(
  parts: LogParts,
  storage: LogStorage,
  { key, policy, size }: { readonly key: VerifierKey; readonly policy: Policy; readonly size: number },
): Promise<Omit<Cosigned, 'note'>> {
  const trust = { key, policy };
  const before = await lastNote(storage);
  const have = (await checkCheckpoint(before, trust)).witnesses.map(({ witness }) => witness);
  const missing = new Map([...policy.witnesses].filter(([name]) => !have.includes(name)));
  const reader = treeReader(treeHasher(parts.sha256), size, (path) => storage.read(path));
  const asked = { ...policy, witnesses: missing };
  const { note, signedBy, failed } = await parts.cosignatures(
    asked,
    before,
    (old) => reader.consistencyProof(old),
    new Map(),
  );
  if (signedBy.length > 0) await storage.replace({ path: 'checkpoint', bytes: note });
  const { witnesses, isQuorum = false } = await checkCheckpoint(note, trust);
  return { signedBy: witnesses.map(({ witness }) => witness), failed, isQuorum };
}

async function lastNote(storage: LogStorage): Promise<Uint8Array> {
  return (await storage.read('checkpoint')) ?? new Uint8Array();
}

export interface BeginOptions {
  readonly folder: string;
  readonly key: string;
  /** The old log: its folder, its address, or only its last checkpoint. */
  readonly after: string;
  readonly oldKey: string;
  readonly reason: Reason;
}

/** The old log is asked first, so that nothing is written that its ending does not allow. */
export async function beginLog(parts: LogParts, options: BeginOptions, output: Output): Promise<void> {
  const { sha256 } = parts;
  const { reason } = options;
  const [key, after] = [await verifierKey(parts, options.key), await verifierKey(parts, options.oldKey)];
  const { checkpoint, isBothSided } = await lastOf(parts, options, key, after);
  const { size } = await openCheckpoint(checkpoint, after);
  const storage = await parts.storage(options.folder);
  const sign = () => {
    throw new TranslogError(
      'log.no-signer',
      'nothing is signed while entries are added',
      'redress log publish',
    );
  };
  const writer = await LogWriter.open({ storage, sha256, key, sign });
  try {
    await writer.begin({ after, reason, checkpoint });
  } finally {
    await writer.close();
  }
  output.result({ origin: key.name, after: after.name, size, reason, isBothSided }, [
    `${key.name} follows ${after.name}, which has ${size} entries; public with the next checkpoint`,
    ...(isBothSided
      ? []
      : [`  ${after.name} does not say so: that ${key.name} follows, you must tell people`]),
  ]);
}

async function lastOf(
  parts: LogParts,
  { after: place, reason }: BeginOptions,
  next: VerifierKey,
  after: VerifierKey,
): Promise<{ readonly checkpoint: Uint8Array; readonly isBothSided: boolean }> {
  const read = await parts.published(place).catch(() => undefined);
  const shown = await read?.('checkpoint');
  if (read === undefined || shown === undefined) {
    if (reason === 'key-lost') return { checkpoint: await parts.file(place), isBothSided: false };
    throw new TranslogError(
      'log.no-ending',
      `${place} shows no log, and a checkpoint by itself does not say that its log has ended`,
      'name the folder or the address of the old log',
    );
  }
  const last = await openCheckpoint(shown, after);
  const hashing = { hasher: treeHasher(parts.sha256), sha256: parts.sha256 };
  const ending = await endingOf(hashing, read, last, after);
  return { checkpoint: shown, isBothSided: judgeEnding(ending, { old: last.origin, reason, next }) };
}
