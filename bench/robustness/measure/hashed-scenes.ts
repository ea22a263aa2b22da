// The hashes of many scenes by one method, close together so that a thread can hand them over without copying.

import { HASH_BYTES, type Hash256 } from '../../../src/matching/hash/hash256.ts';
import type { PdqHash } from '../../../src/matching/pdq/hasher.ts';

/**
 * Pixels of the longer side where all pairs are compared: a hundred thousand scenes must be made. The hash looks at 64 x 64,
 * so little is lost.
 */
export const PAIRS_SIDE = 128;

/** Row by row: the hash, the number of its scene, its quality. */
export type HashRows = {
  readonly hashes: Uint8Array;
  readonly scenes: Uint32Array;
  readonly qualities: Uint8Array;
};

export type RowList = {
  add(scene: number, hashes: readonly PdqHash[]): void;
  rows(): HashRows;
};

export function rowList(): RowList {
  const all: { readonly scene: number; readonly one: PdqHash }[] = [];
  return {
    add(scene, hashes) {
      for (const one of hashes) all.push({ scene, one });
    },
    rows() {
      const hashes = new Uint8Array(all.length * HASH_BYTES);
      for (const [row, { one }] of all.entries()) hashes.set(one.hash, row * HASH_BYTES);
      return {
        hashes,
        scenes: Uint32Array.from(all, ({ scene }) => scene),
        qualities: Uint8Array.from(all, ({ one }) => one.quality),
      };
    },
  };
}

export const hashAt = ({ hashes }: HashRows, row: number): Hash256 =>
  hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);

/** One list of rows after the other. */
export function joined(parts: readonly HashRows[]): HashRows {
  const rows = parts.reduce((sum, { scenes }) => sum + scenes.length, 0);
  const all: HashRows = {
    hashes: new Uint8Array(rows * HASH_BYTES),
    scenes: new Uint32Array(rows),
    qualities: new Uint8Array(rows),
  };
  let row = 0;
  for (const { hashes, scenes, qualities } of parts) {
    all.hashes.set(hashes, row * HASH_BYTES);
    all.scenes.set(scenes, row);
    all.qualities.set(qualities, row);
    row += scenes.length;
  }
  return all;
}
