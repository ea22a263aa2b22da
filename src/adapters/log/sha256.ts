// SHA-256 as this machine does it fastest. A log hashes a great many short inputs, so the call costs more than the hashing: Node gives a
// digest as a string three times quicker than as a buffer (measured: docs/benchmarks/translog.md).

import { hash } from 'node:crypto';

const HASH_BYTES = 32;

/** @returns 32 bytes */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'binary');
  const result = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < HASH_BYTES; at++) result[at] = digest.charCodeAt(at);
  return result;
}
