// Proofs and roots of a tree whose tiles are stored somewhere. What is read is not trusted: a proof is checked against a signed root by
// who asks for it, and a wrong tile gives a proof that does not hold.

import { concat } from '../bytes.ts';
import { consistencyRanges } from '../tree/consistency.ts';
import { type Hash, HASH_BYTES, type TreeHasher } from '../tree/hash.ts';
import { inclusionRanges } from '../tree/inclusion.ts';
import { hashOfNodes, nodesOf, type Range } from '../tree/range.ts';
import { TranslogError } from '../translog-error.ts';
import { type InTile, placeOf, refuseTileLength, type Tile, TILE_WIDTH, tileIn, tilePath } from './tile.ts';
import { LastUsed, type NodesInTile, nodesInTile } from './tile-nodes.ts';

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

/** 16 KiB each. */
const KEPT_TILES = 64;
/** Of tiles: seven hold more leaves than a number can count. */
const MOST_LEVELS = 8;

/**
 * @param size of a checkpoint that was published: only for such sizes does a log keep all tiles
 * @param mostKept tiles that stay in memory: those that were asked for last
 */
export function treeReader(
  hasher: TreeHasher,
  size: number,
  read: ReadFile,
  mostKept = KEPT_TILES,
): TreeReader {
  const kept = new LastUsed<NodesInTile>(mostKept);
  const readNodes = async (key: number): Promise<NodesInTile> => {
    const [level, index] = [key % MOST_LEVELS, Math.floor(key / MOST_LEVELS)];
    const tile = tileIn(size, level, index);
    if (tile === undefined) throw noTile(tilePath({ level, index, width: TILE_WIDTH }));
    const nodes = nodesInTile(hasher, await readTile(read, tile, HASH_BYTES));
    kept.set(key, nodes);
    return nodes;
  };
  /** Of stretches up to the tree's end: they are few, and in every proof the same. */
  const endings = new Map<number, Hash>();
  const known = ({ start, end }: Range) => (end === size ? endings.get(start) : undefined);
  const rangeHash = (range: Range, places: readonly InTile[], tiles: Tiles): Hash => {
    const hash = hashOfNodes(
      hasher,
      places.map((place) => hashAt(tiles, place)),
    );
    if (range.end === size) endings.set(range.start, hash);
    return hash;
  };
  /** All tiles first, then the hashes without waiting. */
  const rangeHashes = async (ranges: readonly Range[]): Promise<readonly Hash[]> => {
    const places = ranges.map((range) => (known(range) === undefined ? nodesOf(range).map(placeOf) : []));
    const tiles = new Map<number, NodesInTile | undefined>();
    for (const ofRange of places)
      for (const place of ofRange) {
        const key = keyOf(place);
        if (!tiles.has(key)) tiles.set(key, kept.get(key));
      }
    const missing = Array.from(tiles).filter(([, nodes]) => nodes === undefined);
    if (missing.length > 0)
      await Promise.all(missing.map(async ([key]) => tiles.set(key, await readNodes(key))));
    return ranges.map((range, at) => known(range) ?? rangeHash(range, places[at] ?? [], tiles));
  };
  const oneHash = async (range: Range): Promise<Hash> => (await rangeHashes([range]))[0] ?? hasher.empty;
  return {
    size,
    root: async (leaves = size) => (leaves === 0 ? hasher.empty : oneHash({ start: 0, end: leaves })),
    inclusionProof: async (index) => rangeHashes(inclusionRanges(index, size)),
    consistencyProof: async (old) => rangeHashes(consistencyRanges(old, size)),
    leafHash: (index) => oneHash({ start: index, end: index + 1 }),
  };
}

type Tiles = ReadonlyMap<number, NodesInTile | undefined>;

/** A tile's level and index as one number. */
const keyOf = ({ level, index }: { readonly level: number; readonly index: number }): number =>
  index * MOST_LEVELS + level;

function hashAt(tiles: Tiles, place: InTile): Hash {
  const nodes = tiles.get(keyOf(place));
  if (nodes === undefined) throw noTile(tilePath({ ...place, width: TILE_WIDTH }));
  return nodes(place.height, place.at);
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
