// Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature. The text means nothing until a signature of a
// known key was verified.

import { concat, fromBase64, textOf, toBase64, toHex, utf8 } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import { cosignedMessage, readCosignature } from './cosignature.ts';
import { isKeyName, signEd25519, type SignerKey, type VerifierKey, verifyEd25519 } from './key.ts';

export type NoteSignature = {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** What follows the identifier. */
  readonly bytes: Uint8Array;
};
export type Note = {
  /** With its last line's end. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
};
export type Signed = {
  readonly key: VerifierKey;
  /** Seconds since 1970: only of a cosignature. */
  readonly time?: number;
};

const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const ID_BYTES = 4;
const DASH = '\u2014 ';
// Of the characters below a space a note holds only the end of a line; a carriage return would read the same and hash otherwise.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** @throws TranslogError `log.bad-note` @returns what is claimed; nothing of it is verified */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > MOST_BYTES) throw badNote(`it has ${bytes.length} bytes, and ${MOST_BYTES} are enough`);
  const whole = textOf(bytes);
  if (CONTROL.test(whole)) throw badNote('it holds control characters');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw badNote('no empty line divides the text from its signatures');
  const [text, rest] = [whole.slice(0, split + 1), whole.slice(split + 2)];
  if (!rest.endsWith('\n')) throw badNote('its last line has no end');
  const lines = rest.slice(0, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw badNote(`it has more than ${MOST_SIGNATURES} signatures`);
  return { text, signatures: lines.map(parseSignature) };
}

/** One line, without its end. @throws TranslogError `log.bad-note` */
export function parseSignature(line: string): NoteSignature {
  const [name = '', base64 = '', ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  if (!isKeyName(name) || more.length > 0) throw badNote('a line after the empty one is no signature');
  const bytes = fromBase64(base64);
  if (bytes.length <= ID_BYTES) throw badNote('a signature is too short');
  return { name, id: toHex(bytes.subarray(0, ID_BYTES)), bytes: bytes.subarray(ID_BYTES) };
}

/** With its line's end. */
export function writeSignature({ name, id, bytes }: NoteSignature): string {
  const idBytes = Uint8Array.from({ length: ID_BYTES }, (_, at) =>
    Number.parseInt(id.slice(2 * at, 2 * at + 2), 16),
  );
  return `${DASH}${name} ${toBase64(concat(idBytes, bytes))}\n`;
}

export const writeNote = ({ text, signatures }: Note): Uint8Array =>
  utf8(`${text}\n${signatures.map(writeSignature).join('')}`);

/**
 * Which of the keys signed the note. Signatures of other keys are passed over, as the specification asks.
 * @throws TranslogError `log.signature-wrong` when one of a known key does not hold, `log.not-signed` when there is none of a known key
 */
export async function verifyNote(note: Note, keys: readonly VerifierKey[]): Promise<readonly Signed[]> {
  const signed: Signed[] = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    if (key === undefined || signed.some((one) => one.key === key)) continue;
    signed.push(await verifyOne(note.text, key, signature));
  }
  if (signed.length > 0) return signed;
  throw new TranslogError(
    'log.not-signed',
    'no signature of a known key is on it',
    'check that the key is the one its owner published',
  );
}

async function verifyOne(text: string, key: VerifierKey, { name, bytes }: NoteSignature): Promise<Signed> {
  if (key.type === 'note') {
    if (await verifyEd25519(key.publicKey, utf8(text), bytes)) return { key };
    throw wrong(name);
  }
  const { time, signature } = readCosignature(bytes);
  if (await verifyEd25519(key.publicKey, cosignedMessage(text, time), signature)) return { key, time };
  throw wrong(name);
}

/** Of a plain note key. For cosignatures see cosignature.ts. */
export async function signText(text: string, key: SignerKey): Promise<NoteSignature> {
  if (!text.endsWith('\n') || CONTROL.test(text) || !text.isWellFormed())
    throw badNote('a text to be signed ends with the end of a line and has no other control characters');
  return { name: key.name, id: key.id, bytes: await signEd25519(key.seed, utf8(text)) };
}

const badNote = (why: string): TranslogError =>
  new TranslogError('log.bad-note', `not a signed note: ${why}`, 'get it again, byte for byte');
const wrong = (name: string): TranslogError =>
  new TranslogError(
    'log.signature-wrong',
    `the signature of ${name} does not hold`,
    'get it again; if it stays, somebody changed the text or forged the signature',
  );
