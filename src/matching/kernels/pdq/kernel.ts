// The PDQ kernel's door: begin a picture, give it band by band, finish. It checks nothing: src/matching/pdq/hasher.ts does.

import { writeHash, writeTurned } from './bits';
import { bringRow, filterColumns } from './columns';
import { transform, turnMatrix } from './dct';
import { luma4 } from './luma';
import { BAND, BAND_ROWS, channels, height, plan, SMALL, width } from './memory';
import { qualityOfSmall } from './quality';
import { filterRows } from './rows';
import { beginSamples, finishSamples, sampleRows } from './samples';
import { aheadOf, windowOf } from './window';

const HASHES: usize = memory.data(8 * 32, 16);

let came: i32 = 0;
let filtered: i32 = 0;
let small: bool = false;
turnMatrix();

/** Begins a picture. `asIs`: a picture of 64 x 64 is not blurred. @returns where to write a band's bytes */
export function begin(w: i32, h: i32, depth: i32, asIs: bool): usize {
  plan(w, h, depth);
  beginSamples();
  came = 0;
  filtered = 0;
  small = asIs && w == 64 && h == 64;
  return BAND;
}

/** Where the hashes will stand, 32 bytes each. */
export function hashes(): usize {
  return HASHES;
}

/** Takes the next sixteen rows, or what is left of them. */
export function band(): void {
  if (small) copySmall();
  else filterRows(came);
  came = min(came + BAND_ROWS, height);
  if (!small) sweep();
}

function copySmall(): void {
  for (let pixel = 0; pixel < 64 * BAND_ROWS; pixel += 4) {
    const at = BAND + <usize>(pixel * channels);
    const to = SMALL + <usize>(came * 64 + pixel) * 4;
    v128.store(to, channels == 3 ? luma4(at, 3) : channels == 4 ? luma4(at, 4) : luma4(at, 1));
  }
}

/** Filters along columns as far as the rows reach. */
function sweep(): void {
  const ahead = aheadOf(windowOf(height));
  while (filtered < height && came >= min(height, filtered + BAND_ROWS + ahead)) {
    if (filtered == 0) for (let row = 0; row < ahead; row++) bringRow(row);
    filterColumns(filtered);
    sampleRows(filtered);
    filtered += BAND_ROWS;
  }
}

/** After the last band: writes the hash, and with `turns` all eight. @returns the quality */
export function finish(turns: bool): i32 {
  if (!small) finishSamples();
  transform();
  writeHash(HASHES);
  if (turns) writeTurns();
  return qualityOfSmall();
}

/** Rotated by 90, 180, 270 degrees, mirrored top to bottom, left to right, about one diagonal and the other. */
function writeTurns(): void {
  writeTurned(true, false, true, HASHES + 32);
  writeTurned(false, true, true, HASHES + 64);
  writeTurned(true, true, false, HASHES + 96);
  writeTurned(false, true, false, HASHES + 128);
  writeTurned(false, false, true, HASHES + 160);
  writeTurned(true, false, false, HASHES + 192);
  writeTurned(true, true, true, HASHES + 224);
}
