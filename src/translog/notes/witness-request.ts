// What a log asks of a witness (C2SP tlog-witness, add-checkpoint): the size that the witness knows, the proof from there, the checkpoint.

import { concat, fromBase64, textOf, toBase64, utf8 } from '../bytes.ts';
import { type Hash, HASH_BYTES } from '../tree/hash.ts';
import { readNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';

export const MOST_PROOF_LINES = 63;
const OLD = 'old ';

export type WitnessRequest = {
  readonly old: number;
  readonly proof: readonly Hash[];
  /** The note, byte for byte. */
  readonly checkpoint: Uint8Array;
};

export const writeWitnessRequest = ({ old, proof, checkpoint }: WitnessRequest): Uint8Array =>
  concat(utf8(`${OLD}${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n`), checkpoint);

/** @throws TranslogError `log.bad-request`, `log.bad-number`, `log.not-base64`, `log.not-text` */
export function readWitnessRequest(bytes: Uint8Array): WitnessRequest {
  const text = textOf(bytes);
  const split = text.indexOf('\n\n');
  if (split < 0) throw badRequest('no empty line before the checkpoint');
  const [first = '', ...lines] = text.slice(0, split).split('\n');
  if (!first.startsWith(OLD)) throw badRequest('its first line is not `old SIZE`');
  if (lines.length > MOST_PROOF_LINES) throw badRequest(`more than ${MOST_PROOF_LINES} lines of proof`);
  return {
    old: readNumber(first.slice(OLD.length), 'the old size'),
    proof: lines.map((line) => readHash(line, badRequest)),
    checkpoint: utf8(text.slice(split + 2)),
  };
}

/** A line of a proof. @param refusal the error for a hash of another length @throws TranslogError `log.not-base64`, and that error */
export function readHash(line: string, refusal: (why: string) => TranslogError): Hash {
  const hash = fromBase64(line);
  if (hash.length === HASH_BYTES) return hash;
  throw refusal(`a line of the proof has ${hash.length} bytes`);
}

const badRequest = (why: string): TranslogError =>
  new TranslogError('log.bad-request', `the request is not understood: ${why}`, 'see C2SP tlog-witness');
