// The 256-bit perceptual hash as a value. Bytes are sixteen little-endian 16-bit words, w0 first, as PDQ's reference
// keeps them in memory; its text is the same number read from the other end: w15 first, each word as four hex digits.

import { MatchingError } from '../matching-error.ts';

/** A hash: exactly 32 bytes. */
export type Hash256 = Uint8Array;

export const HASH_BYTES = 32;
export const HASH_BITS = 256;
const TEXT = /^[0-9a-f]{64}$/i;

/** The hash as 64 lower-case hex digits, the form every exchange of PDQ hashes uses. */
export function hashToText(hash: Hash256): string {
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0'))
    .reverse()
    .join('');
}

/**
 * Reads 64 hex digits, in either case.
 * @throws MatchingError `matching.bad-hash`
 */
export function hashFromText(text: string): Hash256 {
  if (!TEXT.test(text))
    throw new MatchingError(
      'matching.bad-hash',
      `not a 256-bit hash: ${JSON.stringify(text.slice(0, 80))}`,
      'give exactly 64 hexadecimal digits',
    );
  return Uint8Array.from({ length: HASH_BYTES }, (_, at) =>
    Number.parseInt(text.slice(2 * (HASH_BYTES - 1 - at), 2 * (HASH_BYTES - at)), 16),
  );
}

/** How many of the 256 bits differ (Hamming distance). For single pairs; searches use the index. */
export function hashDistance(a: Hash256, b: Hash256): number {
  let bits = 0;
  for (let at = 0; at < HASH_BYTES; at++) {
    let rest = (a[at] ?? 0) ^ (b[at] ?? 0);
    for (; rest !== 0; rest &= rest - 1) bits++;
  }
  return bits;
}
