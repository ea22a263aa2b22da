// A tree that leaves are added to, one after another. It keeps only its right edge: at each level the hashes of the tile that is not full
// yet, at most 255 of 32 bytes; tiles that become full are handed out to be stored. The same memory at ten leaves and at ten million.

import { concat } from '../bytes.ts';
import { type Hash, HASH_BYTES, type TreeHasher } from '../tree/hash.ts';
import { hashOfNodes, type Node, nodesOf } from '../tree/range.ts';
import { placeOf, TILE_WIDTH } from './tile.ts';

/** A tile with its bytes: `width` hashes side by side. */
export type TileBytes = {
  readonly level: number;
  readonly index: number;
  readonly width: number;
  readonly bytes: Uint8Array;
};

export class GrowingTree {
  readonly #hasher: TreeHasher;
  /** By level of tiles: the hashes of the last, partial tile. */
  readonly #edge: Hash[][];
  #size: number;

  /** @param edge by level: the hashes of the partial tile, as many as `edgeWidths` says */
  constructor(hasher: TreeHasher, size = 0, edge: readonly (readonly Hash[])[] = []) {
    this.#hasher = hasher;
    this.#size = size;
    this.#edge = edge.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** @returns the tiles that this leaf made full, the lowest first; mostly none */
  add(leaf: Hash): readonly TileBytes[] {
    const full: TileBytes[] = [];
    let hash: Hash | undefined = leaf;
    for (let level = 0; hash !== undefined; level++) {
      const hashes = (this.#edge[level] ??= []);
      hashes.push(hash);
      hash = undefined;
      if (hashes.length < TILE_WIDTH) break;
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      full.push({ level, index, width: TILE_WIDTH, bytes: concat(...hashes) });
      hash = rootOfRow(this.#hasher, hashes);
      this.#edge[level] = [];
    }
    this.#size++;
    return full;
  }

  /** The partial tiles of the tree as it is now. */
  partialTiles(): readonly TileBytes[] {
    return this.#edge.flatMap((hashes, level) =>
      hashes.length === 0
        ? []
        : [
            {
              level,
              index: Math.floor(this.#size / TILE_WIDTH ** (level + 1)),
              width: hashes.length,
              bytes: concat(...hashes),
            },
          ],
    );
  }

  root(): Hash {
    if (this.#size === 0) return this.#hasher.empty;
    const hashes = nodesOf({ start: 0, end: this.#size }).map((node) => this.#hashOf(node));
    return hashOfNodes(this.#hasher, hashes);
  }

  /** The complete subtrees of the whole tree all lie in its partial tiles: a full tile is a hash of the level above. */
  #hashOf(node: Node): Hash {
    const { level, height, at } = placeOf(node);
    const count = 2 ** height;
    return rootOfRow(this.#hasher, (this.#edge[level] ?? []).slice(at * count, (at + 1) * count));
  }
}

/** The partial tiles of a tree of this size, by level: those that a GrowingTree starts from. */
export function edgeWidths(size: number): readonly number[] {
  const widths: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / TILE_WIDTH)) widths.push(rest % TILE_WIDTH);
  return widths;
}

/** @param hashes 2^n of them, n up to 8 */
function rootOfRow(hasher: TreeHasher, hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at < row.length; at += 2)
      above.push(hasher.node(row[at] ?? hasher.empty, row[at + 1] ?? hasher.empty));
    row = above;
  }
  return row[0] ?? hasher.empty;
}

/** The bytes of a tile as hashes. */
export const hashesOf = (bytes: Uint8Array): readonly Hash[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
