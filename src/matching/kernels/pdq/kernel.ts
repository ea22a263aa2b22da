// The PDQ kernel's door: begin a picture, give it band by band, finish. It checks nothing: src/matching/pdq/hasher.ts does.

import { writeHash, writeTurned } from './bits';
import { bringRow, filterColumns } from './columns';
import { transform, turnMatrix } from './dct';
import { lumaOfFourRows } from './luma';
import { BAND, BAND_ROWS, channels, height, plan, SMALL, width } from './memory';
import { qualityOfSmall } from './quality';
import { filterRows } from './rows';
import { storeRows } from './tile';
import { beginSamples, finishSamples, sampleRows } from './samples';
import { aheadOf, windowOf } from './window';

const HASHES: usize = memory.data(8 * 32, 16);
const TURN: usize = memory.data(4 * 64, 16);

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

/** A band of a picture of 64 x 64: its luma as it is. */
function copySmall(): void {
  const stride = <usize>(64 * channels);
  for (let row = 0; row < BAND_ROWS; row += 4) {
    for (let column = 0; column < 64; column += 4) {
      const from = BAND + <usize>row * stride + <usize>(column * channels);
      if (channels == 3) lumaOfFourRows(from, stride, 3, TURN);
      else if (channels == 4) lumaOfFourRows(from, stride, 4, TURN);
      else lumaOfFourRows(from, stride, 1, TURN);
      const to = SMALL + <usize>((came + row) * 64 + column) * 4;
      storeRows(v128.load(TURN), v128.load(TURN, 64), v128.load(TURN, 128), v128.load(TURN, 192), to, 256);
    }
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
