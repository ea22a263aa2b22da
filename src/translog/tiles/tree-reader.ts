// Proofs and roots of a tree whose tiles are stored somewhere. What is read is not trusted: a proof is checked against a signed root by
// who asks for it, and a wrong tile gives a proof that does not hold.

import { concat } from '../bytes.ts';
import { consistencyRanges } from '../tree/consistency.ts';
import { type Hash, HASH_BYTES, type TreeHasher } from '../tree/hash.ts';
import { inclusionRanges } from '../tree/inclusion.ts';
import { hashOfNodes, type Node, nodesOf, type Range } from '../tree/range.ts';
import { TranslogError } from '../translog-error.ts';
import { hashesOf, rootOfRow } from './growing-tree.ts';
import { placeOf, refuseTileLength, type Tile, TILE_WIDTH, tileIn, tilePath } from './tile.ts';

/** A file below the log's prefix, or undefined when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

export type TreeReader = {
  readonly size: number;
  /** Of the tree's first leaves; of all without a number. */
  root(leaves?: number): Promise<Hash>;
  /** From the leaf's neighbour up. @throws TranslogError `log.no-such-leaf`, `log.no-tile`, `log.bad-tile` */
  inclusionProof(index: number): Promise<readonly Hash[]>;
  /** From an older tree to this. @throws TranslogError `log.bad-sizes`, `log.no-tile`, `log.bad-tile` */
  consistencyProof(old: number): Promise<readonly Hash[]>;
  leafHash(index: number): Promise<Hash>;
};

const KEPT_TILES = 64;

/** @param size of a checkpoint that was published: only for such sizes does a log keep all tiles */
export function treeReader(hasher: TreeHasher, size: number, read: ReadFile): TreeReader {
  const tiles = new Map<string, Promise<readonly Hash[]>>();
  const hashesIn = (tile: Tile): Promise<readonly Hash[]> => {
    const path = tilePath(tile);
    const kept = tiles.get(path);
    if (kept !== undefined) return kept;
    const [oldest] = tiles.keys();
    if (tiles.size >= KEPT_TILES && oldest !== undefined) tiles.delete(oldest);
    const hashes = readTile(read, tile, HASH_BYTES).then(hashesOf);
    tiles.set(path, hashes);
    return hashes;
  };
  const nodeHash = async (node: Node): Promise<Hash> => {
    const { level, index, from, count } = placeOf(node);
    const tile = tileIn(size, level, index);
    if (tile === undefined) throw noTile(tilePath({ level, index, width: TILE_WIDTH }));
    return rootOfRow(hasher, (await hashesIn(tile)).slice(from, from + count));
  };
  const rangeHash = async (range: Range): Promise<Hash> =>
    hashOfNodes(hasher, await Promise.all(nodesOf(range).map(nodeHash)));
  const rangeHashes = (ranges: readonly Range[]): Promise<readonly Hash[]> =>
    Promise.all(ranges.map(rangeHash));
  return {
    size,
    root: async (leaves = size) => (leaves === 0 ? hasher.empty : rangeHash({ start: 0, end: leaves })),
    inclusionProof: async (index) => rangeHashes(inclusionRanges(index, size)),
    consistencyProof: async (old) => rangeHashes(consistencyRanges(old, size)),
    leafHash: (index) => nodeHash({ level: 0, index }),
  };
}

/**
 * A tile's bytes. A log may drop a partial tile once the full one is there, so the beginning of the full one serves too.
 * @throws TranslogError `log.no-tile`, `log.bad-tile`
 */
export async function readTile(read: ReadFile, tile: Tile, hashBytes: number): Promise<Uint8Array> {
  const path = tilePath(tile);
  const exact = await read(path);
  if (exact !== undefined) {
    refuseTileLength(path, exact, tile.width, hashBytes);
    return exact;
  }
  const full = tile.width === TILE_WIDTH ? undefined : await read(tilePath({ ...tile, width: TILE_WIDTH }));
  if (full === undefined) throw noTile(path);
  refuseTileLength(path, full, TILE_WIDTH, hashBytes);
  return concat(full.subarray(0, tile.width * hashBytes));
}

const noTile = (path: string): TranslogError =>
  new TranslogError(
    'log.no-tile',
    `the log has no ${path}`,
    'ask for a size that has a checkpoint; if it has one, the operator of the log mends it from a copy',
  );
