// Tiles that stay in memory for proofs. A tile holds every eighth level of the tree; the levels between are computed from it, each at
// most once and only when something above is asked for.

import type { Hash, TreeHasher } from '../tree/hash.ts';
import { HASH_BYTES } from '../tree/hash.ts';
import { TILE_WIDTH } from './tile.ts';

/** The hash of a subtree that is computed from this tile: `height` levels above the tile's own hashes, counted from the left. */
export type NodesInTile = (height: number, at: number) => Hash;

/** @param bytes hashes side by side, at most 256 */
export function nodesInTile(hasher: TreeHasher, bytes: Uint8Array): NodesInTile {
  // Row over row in one piece of memory, each where it lies in a full tile: 256 hashes, 128, 64, ...
  const rows = new Uint8Array(2 * TILE_WIDTH * HASH_BYTES);
  rows.set(bytes);
  const hashes = bytes.length / HASH_BYTES;
  let known = 0;
  return (height, at) => {
    for (; known < height; known++) addParents(hasher, rows, known, hashes >> (known + 1));
    const from = rowStart(height) + at * HASH_BYTES;
    return rows.slice(from, from + HASH_BYTES);
  };
}

const rowStart = (height: number): number => 2 * (TILE_WIDTH - (TILE_WIDTH >> height)) * HASH_BYTES;

function addParents(hasher: TreeHasher, rows: Uint8Array, height: number, count: number): void {
  const hashAt = (from: number) => rows.subarray(from, from + HASH_BYTES);
  const [below, above] = [rowStart(height), rowStart(height + 1)];
  for (let at = 0; at < count * HASH_BYTES; at += HASH_BYTES) {
    const left = below + 2 * at;
    rows.set(hasher.node(hashAt(left), hashAt(left + HASH_BYTES)), above + at);
  }
}

/** Keeps so many of what was asked for last, in two halves: when the younger is full, the older is forgotten. */
export class LastUsed<Value> {
  readonly #half: number;
  #young = new Map<number, Value>();
  #old = new Map<number, Value>();

  constructor(most: number) {
    this.#half = most / 2;
  }

  get(key: number): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: number, value: Value): void {
    if (this.#young.size >= this.#half) [this.#old, this.#young] = [this.#young, new Map()];
    this.#young.set(key, value);
  }
}
