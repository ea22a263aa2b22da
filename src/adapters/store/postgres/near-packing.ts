// The hashes of one picture as bytes, before they are sealed: how many to store and how many to ask with, a byte each, then 32 bytes a hash.
import { HASH_BYTES, type Hash256, hashFromText } from '../../../matching/hash/hash256.ts';

export interface PictureHashes {
  readonly stored: readonly Hash256[];
  readonly asked: readonly Hash256[];
}

const HEAD_BYTES = 2;

export function packHashes({
  stored,
  asked,
}: {
  readonly stored: readonly string[];
  readonly asked: readonly string[];
}): Uint8Array {
  const head = Uint8Array.of(stored.length, asked.length);
  return Buffer.concat([head, ...[...stored, ...asked].map(hashFromText)]);
}

/** Undefined for what is no such pack. */
export function unpackHashes(bytes: Uint8Array): PictureHashes | undefined {
  const [stored = 0, asked = 0] = bytes;
  if (bytes.length !== HEAD_BYTES + (stored + asked) * HASH_BYTES) return undefined;
  const hashes = Array.from({ length: stored + asked }, (_, at) =>
    bytes.slice(HEAD_BYTES + at * HASH_BYTES, HEAD_BYTES + (at + 1) * HASH_BYTES),
  );
  return { stored: hashes.slice(0, stored), asked: hashes.slice(stored) };
}
