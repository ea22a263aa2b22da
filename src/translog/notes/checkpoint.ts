// A checkpoint: what a log says of itself at one size, as the text of a signed note (C2SP tlog-checkpoint). There is no time in it: an
// unchanged tree gives the same bytes.

import { fromBase64, toBase64 } from '../bytes.ts';
import { HASH_BYTES } from '../tree/hash.ts';
import type { Tree } from '../tree/consistency.ts';
import { readNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';
import type { VerifierKey } from './key.ts';
import { type Note, parseNote, type Signed, verifyNote } from './note.ts';

export type Checkpoint = Tree & {
  /** Which log: its address without a scheme, such as `desk.example/log-2027`. */
  readonly origin: string;
};

/** The text to be signed. We write no further lines, since nobody could audit them. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Further lines are read over: others may write them, and they are signed. @throws TranslogError `log.bad-checkpoint` */
export function readCheckpointText(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const isWhole = origin !== '' && rest.pop() === '' && rest.every((line) => line !== '');
  if (!isWhole) throw badCheckpoint('it is not three lines or more without an empty one');
  const hash = fromBase64(root);
  if (hash.length !== HASH_BYTES) throw badCheckpoint(`its root has ${hash.length} bytes`);
  return { origin, size: readNumber(size, 'the size of a checkpoint'), root: hash };
}

export type OpenCheckpoint = Checkpoint & { readonly note: Note; readonly signed: readonly Signed[] };

/**
 * A checkpoint whose log signed it.
 * @param log the log's own key; its name is the origin
 * @param others keys of witnesses, to tell which of them signed too
 * @throws TranslogError `log.bad-note`, `log.bad-checkpoint`, `log.signature-wrong`, `log.not-signed`, `log.other-log`
 */
export async function openCheckpoint(
  bytes: Uint8Array,
  log: VerifierKey,
  others: readonly VerifierKey[] = [],
): Promise<OpenCheckpoint> {
  const note = parseNote(bytes);
  const checkpoint = readCheckpointText(note.text);
  const signed = await verifyNote(note, [log, ...others]);
  if (!signed.some(({ key }) => key === log))
    throw new TranslogError(
      'log.not-signed',
      `${log.name} has not signed it`,
      'get the checkpoint from the log itself',
    );
  if (checkpoint.origin === log.name) return { ...checkpoint, note, signed };
  throw new TranslogError(
    'log.other-log',
    `it is of the log ${checkpoint.origin}, not of ${log.name}`,
    'take the key of that log',
  );
}

const badCheckpoint = (why: string): TranslogError =>
  new TranslogError('log.bad-checkpoint', `not a checkpoint: ${why}`, 'get it again from the log');
