// The answers of a log's own signer: it holds the key, signs checkpoints that continue what it signed before, and once it was shown that the
// log has ended it signs nothing but that last checkpoint, for ever. Whoever reaches its socket can let the log grow, and can end it; nobody
// who reaches it can make it sign two histories. Whoever has a copy of the key needs no signer: only those who kept the last checkpoint
// can show what is signed with it afterwards.

import { textOf } from '../bytes.ts';
import { checkpointText, readCheckpointText } from '../notes/checkpoint.ts';
import { signText, writeNote } from '../notes/note.ts';
import { readProofFile } from '../notes/proof-file.ts';
import { readWitnessRequest } from '../notes/witness-request.ts';
import type { Sha256 } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';
import { checkEnding } from './ending-proof.ts';
import { ended, isSameTree, judgeClaim, OtherSize } from './guard.ts';
import { type Answer, type Guard, oneByOne, TEXT, unknownLog } from './witness.ts';

export type LogSigner = {
  /** The request holds the checkpoint's text without a signature, the answer is the whole note. */
  sign(body: Uint8Array): Promise<Answer>;
  /**
   * The request is a proof file of the last entry of the tree signed last, with the entry itself, which is the log's ending. The answer is the
   * checkpoint. The same again has the same answer.
   */
  end(body: Uint8Array): Promise<Answer>;
};

/** @returns both answer one request after another, never two at once */
export function logSigner(setup: Guard & { readonly sha256: Sha256 }): LogSigner {
  const { key, memory, hasher, sha256 } = setup;
  const inTurn = oneByOne(async ({ body, isEnd }: { body: Uint8Array; isEnd: boolean }) => {
    const note = isEnd ? await endNow(body) : await signNow(body);
    return { status: 200, type: TEXT, body: textOf(note) };
  });

  async function signNow(body: Uint8Array): Promise<Uint8Array> {
    const { old, proof, checkpoint } = readWitnessRequest(body);
    const text = textOf(checkpoint);
    const now = readCheckpointText(text);
    if (now.origin !== key.name) throw unknownLog(now.origin);
    if (text !== checkpointText(now)) throw moreLines();
    const last = await memory.load(now.origin);
    const { size, root, isEnded = false } = judgeClaim(hasher, last, { old, proof, now });
    const note = writeNote({ text, signatures: [await signText(text, key)] });
    if (!isEnded) await memory.save(now.origin, { size, root }, note);
    return note;
  }

  async function endNow(body: Uint8Array): Promise<Uint8Array> {
    const proof = readProofFile(body);
    const { size, root } = await checkEnding(hasher, sha256, proof, key);
    const last = await memory.load(key.name);
    if (last === undefined || !isSameTree(last, { size, root })) {
      if (last?.isEnded === true) throw ended(last.size);
      throw last?.size === size ? otherTree() : new OtherSize(last?.size ?? 0, size);
    }
    await memory.save(key.name, { size, root, isEnded: true }, proof.checkpoint);
    return proof.checkpoint;
  }

  return {
    sign: (body) => inTurn({ body, isEnd: false }),
    end: (body) => inTurn({ body, isEnd: true }),
  };
}

/** Nobody could audit them, and one tree would have two texts. */
const moreLines = (): TranslogError =>
  new TranslogError(
    'log.bad-request',
    'the checkpoint has more than its three lines',
    'send the origin, the size and the root',
  );
const otherTree = (): TranslogError =>
  new TranslogError(
    'log.proof-wrong',
    'another tree of this size was signed last',
    'find out who else writes this log; nothing was ended',
  );
