// A whole log, recomputed by somebody who believes nothing of it but its key: every entry is hashed, every tile compared, and the root is
// that of the signed checkpoint. It holds a few bundles at a time, whatever the log's size.

import { areEqual } from '../bytes.ts';
import type { Checkpoint } from '../notes/checkpoint.ts';
import { decodeBundle } from '../tiles/entry-bundle.ts';
import { GrowingTree, type TileBytes } from '../tiles/growing-tree.ts';
import { readBundle } from '../tiles/entry-reader.ts';
import { bundlesOf, type Tile, TILE_WIDTH, tilePath } from '../tiles/tile.ts';
import { type ReadFile, readTile } from '../tiles/tree-reader.ts';
import { HASH_BYTES, type TreeHasher } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';
import { readAhead } from './read-ahead.ts';

export type WholeLog = {
  readonly checkpoint: Checkpoint;
  readonly read: ReadFile;
  /** Each entry in its order, once its bundle was read. It is verified only when the whole call has returned. */
  readonly seen?: (entry: Uint8Array, index: number) => void;
  /** How many entries were read so far; called for each bundle. */
  readonly progress?: (entries: number) => void;
};
/** Bundles with their tiles that are read while one is hashed. */
const AHEAD = 8;

export type Verified = { readonly entries: number; readonly tiles: number };

/** @throws TranslogError `log.wrong-tile`, `log.wrong-root`, `log.no-tile`, `log.bad-tile`, `log.bad-bundle` */
export async function verifyLog(
  hasher: TreeHasher,
  { checkpoint, read, seen, progress }: WholeLog,
): Promise<Verified> {
  const tree = new GrowingTree(hasher);
  let tiles = 0;
  const pieces = readAhead(AHEAD, bundlesOf(checkpoint.size), (bundle) => readPiece(read, bundle));
  for await (const { entries, hashes } of pieces) {
    for (const entry of entries) {
      seen?.(entry, tree.size);
      for (const tile of tree.add(hasher.leaf(entry))) {
        compare(tile, tile.level === 0 ? hashes : await readTile(read, tile, HASH_BYTES));
        tiles++;
      }
    }
    progress?.(tree.size);
  }
  for (const tile of tree.partialTiles()) {
    compare(tile, await readTile(read, tile, HASH_BYTES));
    tiles++;
  }
  if (areEqual(tree.root(), checkpoint.root)) return { entries: tree.size, tiles };
  throw new TranslogError(
    'log.wrong-root',
    `the ${tree.size} entries lead to another root than the checkpoint's`,
    'keep the checkpoint and the files: together they prove that the log shows other entries than it signed',
  );
}

/** A bundle, and the tile of its leaves' hashes where it is full. */
async function readPiece(read: ReadFile, bundle: Tile) {
  const { index, width } = bundle;
  const [bytes, hashes] = await Promise.all([
    readBundle(read, bundle),
    width === TILE_WIDTH ? readTile(read, { level: 0, index, width }, HASH_BYTES) : undefined,
  ]);
  return { entries: decodeBundle(bytes, width), hashes };
}

function compare(tile: TileBytes, shown: Uint8Array | undefined): void {
  if (shown !== undefined && areEqual(shown, tile.bytes)) return;
  throw new TranslogError(
    'log.wrong-tile',
    `${tilePath(tile)} holds other hashes than its entries have`,
    'get it again; if it stays, the log shows other entries than it hashed: keep both',
  );
}
