// A witness's answer to a log (C2SP tlog-witness, add-checkpoint), apart from HTTP. It signs a checkpoint only if the log signed it and it
// continues what the witness signed before, and remembers it before the signature leaves. Of a log's ending it knows nothing: it sees
// checkpoints, not entries. The log's own signer (signer.ts) asks for the same.

import { openCheckpoint, readCheckpointText } from '../notes/checkpoint.ts';
import { cosign } from '../notes/cosignature.ts';
import type { SignerKey, VerifierKey } from '../notes/key.ts';
import { parseNote, writeNote, writeSignature } from '../notes/note.ts';
import { readWitnessRequest } from '../notes/witness-request.ts';
import type { TreeHasher } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';
import { judgeClaim, type Memory, OtherSize } from './guard.ts';

/** What was signed last, by origin. `save` has made it durable when it returns; if it throws, nothing is signed. */
export type GuardMemory = {
  load(origin: string): Promise<Memory | undefined>;
  /** @param note what was signed, as the public may read it */
  save(origin: string, memory: Memory, note: Uint8Array): Promise<void>;
};

/** For HTTP, or whatever carries it. */
export type Answer = { readonly status: number; readonly type: string; readonly body: string };

export type Guard = {
  readonly hasher: TreeHasher;
  readonly memory: GuardMemory;
  readonly key: SignerKey;
};
export type Witness = Guard & {
  /** The logs it signs for. */
  readonly logs: readonly VerifierKey[];
  /** Seconds since 1970. */
  readonly now: () => number;
};

export const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** @returns a function that answers one request after another, never two at once: checking and remembering must not be torn apart */
export function witness(setup: Witness): (body: Uint8Array) => Promise<Answer> {
  return oneByOne(async (body) => {
    const { old, proof, checkpoint } = readWitnessRequest(body);
    const { text, signatures } = parseNote(checkpoint);
    const { origin } = readCheckpointText(text);
    const log = setup.logs.find(({ name }) => name === origin);
    if (log === undefined) throw unknownLog(origin);
    const now = await openCheckpoint(checkpoint, log);
    const tree = judgeClaim(setup.hasher, await setup.memory.load(origin), { old, proof, now });
    const { name, id } = setup.key;
    const cosignature = { name, id, bytes: await cosign(text, setup.now(), setup.key) };
    // Of several lines of the log only the first was verified, and only what was verified is kept.
    const ofLog = signatures.filter((one) => one.name === log.name && one.id === log.id).slice(0, 1);
    await setup.memory.save(origin, tree, writeNote({ text, signatures: [...ofLog, cosignature] }));
    return { status: 200, type: TEXT, body: writeSignature(cosignature) };
  });
}

/** One request after another: checking and remembering must not be torn apart. */
export function oneByOne<Asked>(act: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer> {
  let turn: Promise<unknown> = Promise.resolve();
  return (asked) => {
    const mine = turn.then(() => act(asked)).catch(refusal);
    turn = mine.catch(() => undefined);
    return mine;
  };
}

const STATUS: Readonly<Record<string, number>> = {
  'log.unknown-log': 404,
  'log.not-signed': 403,
  'log.signature-wrong': 403,
  'log.ended': 410,
  'log.proof-wrong': 422,
  'log.memory-damaged': 503,
};
const BAD_REQUEST = 400;
const CONFLICT = 409;

/** What is not a refusal is a defect or a full disk, and goes to who runs it. */
function refusal(error: unknown): Answer {
  if (error instanceof OtherSize) return { status: CONFLICT, type: SIZE, body: `${error.size}\n` };
  if (!(error instanceof TranslogError)) throw error;
  const body = `${error.code}: ${error.message}; ${error.cure}\n`;
  return { status: STATUS[error.code] ?? BAD_REQUEST, type: TEXT, body };
}

export const unknownLog = (origin: string): TranslogError =>
  new TranslogError(
    'log.unknown-log',
    `nothing is signed here for ${origin}`,
    'ask whoever runs this to add the log and its key',
  );
