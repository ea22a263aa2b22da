// Tiles: the stored hashes of a tree, 256 side by side of every eighth level, each tile one static file (C2SP tlog-tiles). A tile at level L
// holds the subtrees of height 8L; what lies between is computed from them.

import type { Node } from '../tree/range.ts';
import { wholeNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
const TILE_HEIGHT = 8;

/** `level` counts tiles, not levels of the tree; bundles of entries have the level `entries`. A full tile has the width 256. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number };

const WHOLE =
  /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const DIGITS = 3;
const GROUP = 1000;

/** Where the tile lies below the log's prefix: `tile/0/x001/x234/067`, or with `.p/5` behind it when it is partial. */
export function tilePath({ level, index, width }: Tile): string {
  const part = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${part}`;
}

function indexPath(index: number): string {
  const last = String(index % GROUP).padStart(DIGITS, '0');
  const groups: string[] = [];
  for (let rest = Math.floor(index / GROUP); rest > 0; rest = Math.floor(rest / GROUP))
    groups.unshift(`x${String(rest % GROUP).padStart(DIGITS, '0')}`);
  return [...groups, last].join('/');
}

/** The tile that a path names, or undefined when it names none in the one spelling there is. */
export function tileAt(path: string): Tile | undefined {
  const [, level = '', digits = '', width] = WHOLE.exec(path) ?? [];
  if (level === '') return undefined;
  const tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(digits.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  } as const;
  return tilePath(tile) === path && (width === undefined || tile.width < TILE_WIDTH) ? tile : undefined;
}

/** How many subtrees of a tile's level a tree has: the hashes of all its tiles at that level together. */
const hashesAtLevel = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** The widest tile that a tree of this size has at a place; undefined where it has none. */
export function tileIn(size: number, level: number | 'entries', index: number): Tile | undefined {
  const hashes = level === 'entries' ? size : hashesAtLevel(level, size);
  const width = Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : undefined;
}

/** All tiles of hashes that a tree of this size has, or those that it has beyond an older one. */
export function* tilesOf(size: number, since = 0): Generator<Tile & { readonly level: number }> {
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    const [old, now] = [hashesAtLevel(level, since), hashesAtLevel(level, size)];
    if (old === now) continue;
    for (let index = Math.floor(old / TILE_WIDTH); index * TILE_WIDTH < now; index++)
      yield { level, index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) };
  }
}

/** The bundles of entries, as `tilesOf`. */
export function* bundlesOf(size: number, since = 0): Generator<Tile & { readonly level: 'entries' }> {
  if (size === since) return;
  for (let index = Math.floor(since / TILE_WIDTH); index * TILE_WIDTH < size; index++)
    yield { level: 'entries', index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) };
}

/** Which tile a subtree is computed from, how many levels above the tile's own hashes it is, and the how manieth there. */
export type InTile = {
  readonly level: number;
  readonly index: number;
  readonly height: number;
  readonly at: number;
};

export function placeOf({ level, index }: Node): InTile {
  wholeNumber(index, 'the index of a subtree');
  const height = level % TILE_HEIGHT;
  const inTile = TILE_WIDTH >> height;
  const at = index % inTile;
  return { level: (level - height) / TILE_HEIGHT, index: (index - at) / inTile, height, at };
}

/** @throws TranslogError `log.bad-tile` when a file is not as long as its tile */
export function refuseTileLength(path: string, bytes: Uint8Array, hashes: number, hashBytes: number): void {
  if (bytes.length === hashes * hashBytes) return;
  throw new TranslogError(
    'log.bad-tile',
    `${path} has ${bytes.length} bytes where ${hashes * hashBytes} belong`,
    'get the file again; the operator of the log mends it from a copy',
  );
}
