// The entries of a log, read out of its public files. What is read is not trusted: who asks compares its hash with a signed root.

import { TranslogError } from '../translog-error.ts';
import { decodeBundle } from './entry-bundle.ts';
import { type Tile, TILE_WIDTH, tileIn, tilePath } from './tile.ts';
import type { ReadFile } from './tree-reader.ts';

/** @param size of a published checkpoint @throws TranslogError `log.no-such-leaf`, `log.no-tile`, `log.bad-bundle` */
export async function readEntry(read: ReadFile, size: number, index: number): Promise<Uint8Array> {
  const bundle = tileIn(size, 'entries', Math.floor(index / TILE_WIDTH));
  const entries = bundle === undefined ? [] : decodeBundle(await readBundle(read, bundle), bundle.width);
  const entry = entries[index % TILE_WIDTH];
  if (entry !== undefined) return entry;
  throw new TranslogError(
    'log.no-such-leaf',
    `a tree of ${size} leaves has no leaf ${index}`,
    'leaves are counted from 0; take a checkpoint that is large enough',
  );
}

/** A partial bundle may be gone once the full one is there; its beginning serves too. @throws TranslogError `log.no-tile`, `log.bad-bundle` */
export async function readBundle(read: ReadFile, bundle: Tile): Promise<Uint8Array> {
  const exact = await read(tilePath(bundle));
  if (exact !== undefined) return exact;
  const full =
    bundle.width === TILE_WIDTH ? undefined : await read(tilePath({ ...bundle, width: TILE_WIDTH }));
  if (full === undefined)
    throw new TranslogError(
      'log.no-tile',
      `the log has no ${tilePath(bundle)}`,
      'get it from a copy of the log',
    );
  const entries = decodeBundle(full, TILE_WIDTH).slice(0, bundle.width);
  const last = entries.at(-1);
  return last === undefined ? full : full.subarray(0, last.byteOffset + last.length - full.byteOffset);
}
