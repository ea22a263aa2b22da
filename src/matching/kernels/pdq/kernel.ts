// The PDQ kernel's door: begin a picture, give it band by band, finish. It checks nothing: src/matching/pdq/hasher.ts does.

import { writeHash, writeTurned } from './bits';
import { beginColumns, meanAlongColumns, planSteps, sampleAlongColumns } from './columns';
import { transform, turnMatrix } from './dct';
import { BAND, BAND_ROWS, channels, columnWindow, height, plan, ROW64, rowSteps, SMALL, STRETCH, width } from './memory';
import { qualityOfSmall } from './quality';
import { beginRows, fetchLuma, keepWindow, meanAlongRows, sampleAlongRows, turnLuma, turnSamples } from './rows';
import { aheadOf } from './window';

const HASHES: usize = memory.data(8 * 32, 16);

/** Rows that have come, the rows of zeros after the last included. */
let came: i32 = 0;
let small: bool = false;
turnMatrix();

/** Begins a picture. `asIs`: a picture of 64 x 64 is not blurred. @returns where to write a band's bytes */
export function begin(w: i32, h: i32, depth: i32, asIs: bool): usize {
  plan(w, h, depth);
  beginColumns();
  came = 0;
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
  else filterBand(min(BAND_ROWS, height - came));
  came += BAND_ROWS;
}

/** Sixteen rows through all filters; those after the first `inside` are zeros, which change no sum. */
function filterBand(inside: i32): void {
  const stride = <usize>(width * channels);
  memory.fill(BAND + <usize>inside * stride, 0, <usize>(BAND_ROWS - inside) * stride);
  planSteps(came);
  beginRows();
  for (let column = 0; column < rowSteps; column += STRETCH) {
    const many = min(STRETCH, rowSteps - column);
    fetchLuma(column, many);
    meanAlongRows(column, many);
    meanAlongColumns(column, many);
    sampleAlongRows(column, many);
    keepWindow(many);
  }
  turnSamples();
  sampleAlongColumns(came);
}

/** The filters give their last rows after the picture's last. */
function finishFilters(): void {
  for (const end = height + 2 * aheadOf(columnWindow); came < end; came += BAND_ROWS) filterBand(0);
}

/** A band of a picture of 64 x 64: its luma is the small picture. */
function copySmall(): void {
  fetchLuma(0, 64);
  turnLuma(SMALL + <usize>came * ROW64);
}

/** After the last band: writes the hash, and with `turns` all eight. @returns the quality */
export function finish(turns: bool): i32 {
  if (!small) finishFilters();
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
