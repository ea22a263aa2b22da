// The hashes of a Merkle tree: RFC 6962, section 2.1. A leaf and a node start with different bytes, so that neither can be passed off as
// the other.

/** 32 bytes. */
export type Hash = Uint8Array;
/** SHA-256 of the bytes, which it does not keep: they may change once it has returned. The caller brings the fastest that its platform has. */
export type Sha256 = (bytes: Uint8Array) => Hash;

export const HASH_BYTES = 32;
export const isHash = ({ length }: Uint8Array): boolean => length === HASH_BYTES;
const LEAF = 0;
const NODE = 1;
const NODE_BYTES = 1 + 2 * HASH_BYTES;

export type TreeHasher = {
  /** Of an entry's bytes. */
  leaf(entry: Uint8Array): Hash;
  /** Of two subtrees, the left one first. */
  node(left: Hash, right: Hash): Hash;
  /** Of a tree without leaves. */
  readonly empty: Hash;
};

/** What is hashed is put together in one place that is used again and again: a new one each time costs more than hashing it. */
export function treeHasher(sha256: Sha256): TreeHasher {
  const pair = new Uint8Array(NODE_BYTES);
  pair[0] = NODE;
  let leaf = Uint8Array.of(LEAF);
  return {
    leaf: (entry) => {
      if (leaf.length <= entry.length) leaf = new Uint8Array(2 * entry.length + 1); // its first byte is LEAF
      leaf.set(entry, 1);
      return sha256(leaf.subarray(0, entry.length + 1));
    },
    node: (left, right) => {
      if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
        throw new RangeError('a node has two hashes of 32 bytes');
      pair.set(left, 1);
      pair.set(right, 1 + HASH_BYTES);
      return sha256(pair);
    },
    empty: sha256(new Uint8Array()),
  };
}
