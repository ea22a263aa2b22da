// The entries of a log as files: each behind its length in two bytes, big-endian, up to 256 in a bundle (C2SP tlog-tiles, "Log entries").

import { concat } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';

/** The longest entry that two bytes can count. */
const MOST_ENTRY_BYTES = 65_535;
const LENGTH_BYTES = 2;
const BYTE = 256;

/** @throws TranslogError `log.entry-too-long` */
export function refuseLength({ length }: Uint8Array): void {
  if (length <= MOST_ENTRY_BYTES) return;
  throw new TranslogError(
    'log.entry-too-long',
    `an entry of ${length} bytes`,
    `make it ${MOST_ENTRY_BYTES} bytes or less: put a hash into the log, and the rest elsewhere`,
  );
}

/** @throws TranslogError `log.entry-too-long` */
export function encodeEntry(entry: Uint8Array): Uint8Array {
  refuseLength(entry);
  return concat(Uint8Array.of(Math.floor(entry.length / BYTE), entry.length % BYTE), entry);
}

/**
 * @param count how many entries the bundle must hold
 * @throws TranslogError `log.bad-bundle` when it holds others, or bytes beyond them
 */
export function decodeBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && entries.length < count) {
    const [high = 0, low] = bytes.subarray(at, at + LENGTH_BYTES);
    if (low === undefined) throw badBundle('it ends within a length');
    const end = at + LENGTH_BYTES + high * BYTE + low;
    if (end > bytes.length) throw badBundle('it ends within an entry');
    entries.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  if (entries.length < count) throw badBundle(`it holds ${entries.length} entries, not ${count}`);
  if (at < bytes.length) throw badBundle(`it holds more than ${count} entries`);
  return entries;
}

const badBundle = (why: string): TranslogError =>
  new TranslogError('log.bad-bundle', `a bundle of entries is damaged: ${why}`, 'get the file again');
