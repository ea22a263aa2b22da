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

const ROOM_AT_FIRST = 1024;

function roomFor(rows: number): HashRows {
  return {
    hashes: new Uint8Array(rows * HASH_BYTES),
    scenes: new Uint32Array(rows),
    qualities: new Uint8Array(rows),
  };
}

function copied(from: HashRows, to: HashRows, row: number): void {
  to.hashes.set(from.hashes, row * HASH_BYTES);
  to.scenes.set(from.scenes, row);
  to.qualities.set(from.qualities, row);
}

/** Grows by doubling: millions of hashes as objects of their own would take gigabytes. */
export function rowList(): RowList {
  let room = roomFor(ROOM_AT_FIRST);
  let used = 0;
  const grow = (): void => {
    const larger = roomFor(2 * room.scenes.length);
    copied(room, larger, 0);
    room = larger;
  };
  return {
    add(scene, hashes) {
      for (const { hash, quality } of hashes) {
        if (used === room.scenes.length) grow();
        room.hashes.set(hash, used * HASH_BYTES);
        room.scenes[used] = scene;
        room.qualities[used++] = quality;
      }
    },
    rows: () => ({
      hashes: room.hashes.slice(0, used * HASH_BYTES),
      scenes: room.scenes.slice(0, used),
      qualities: room.qualities.slice(0, used),
    }),
  };
}

export const hashAt = ({ hashes }: HashRows, row: number): Hash256 =>
  hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);

/** One list of rows after the other. */
export function joined(parts: readonly HashRows[]): HashRows {
  const rows = parts.reduce((sum, { scenes }) => sum + scenes.length, 0);
  const all = roomFor(rows);
  let row = 0;
  for (const part of parts) {
    copied(part, all, row);
    row += part.scenes.length;
  }
  return all;
}
