// A witness's signature under a checkpoint, with the time at which it was given (C2SP tlog-cosignature, the Ed25519 kind).

import { concat, utf8 } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import { signEd25519, type SignerKey } from './key.ts';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What is signed: a line that names the kind, a line with the time, and the whole text of the checkpoint. @param time seconds since 1970 */
export const cosignedMessage = (text: string, time: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** @returns the bytes that follow the key's identifier: the time in eight bytes, big-endian, and 64 of signature */
export async function cosign(text: string, time: number, key: SignerKey): Promise<Uint8Array> {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return concat(bytes, await signEd25519(key.seed, cosignedMessage(text, time)));
}

/** @throws TranslogError `log.bad-note` */
export function readCosignature(bytes: Uint8Array): {
  readonly time: number;
  readonly signature: Uint8Array;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const time = bytes.length === TIME_BYTES + SIGNATURE_BYTES ? Number(view.getBigUint64(0)) : Number.NaN;
  if (!Number.isSafeInteger(time))
    throw new TranslogError(
      'log.bad-note',
      'a cosignature is not a time of eight bytes and a signature of 64',
      'get it again from the witness',
    );
  return { time, signature: bytes.subarray(TIME_BYTES) };
}
