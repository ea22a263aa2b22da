// The hashes of a Merkle tree: RFC 6962, section 2.1. A leaf and a node start with different bytes, so that neither can be passed off as
// the other.

import { concat } from '../bytes.ts';

/** 32 bytes. */
export type Hash = Uint8Array;
/** SHA-256 of the bytes; the caller brings the fastest that its platform has. */
export type Sha256 = (bytes: Uint8Array) => Hash;

export const HASH_BYTES = 32;
export const isHash = ({ length }: Uint8Array): boolean => length === HASH_BYTES;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export type TreeHasher = {
  /** Of an entry's bytes. */
  leaf(entry: Uint8Array): Hash;
  /** Of two subtrees, the left one first. */
  node(left: Hash, right: Hash): Hash;
  /** Of a tree without leaves. */
  readonly empty: Hash;
};

export const treeHasher = (sha256: Sha256): TreeHasher => ({
  leaf: (entry) => sha256(concat(LEAF, entry)),
  node: (left, right) => sha256(concat(NODE, left, right)),
  empty: sha256(new Uint8Array()),
});
