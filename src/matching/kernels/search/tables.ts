// Builds one of the sixteen tables: a counting sort of the rows by the value of word t. Tables know nothing of each other,
// so threads can build them side by side.

import { HASHES, OFFSETS, partnersOf, rows, rowsOf, TABLE_BYTES, VALUES } from './layout';

/** How many rows have each value: into the place after the value's own, so that sums make beginnings. */
function countValues(t: i32, offsets: usize): void {
  memory.fill(offsets, 0, TABLE_BYTES);
  let word = HASHES + <usize>t * 2;
  for (let row: u32 = 0; row < rows; row++) {
    const at = offsets + 4 + (<usize>load<u16>(word) << 2);
    store<u32>(at, load<u32>(at) + 1);
    word += 32;
  }
  let sum: u32 = 0;
  for (let at = offsets; at < offsets + TABLE_BYTES; at += 4) {
    sum += load<u32>(at);
    store<u32>(at, sum);
  }
}

/** Puts each row where its bucket's next free place is; beginnings move to ends meanwhile. */
function distribute(t: i32, offsets: usize): void {
  const partners = partnersOf(t);
  const ids = rowsOf(t);
  let word = HASHES + <usize>t * 2;
  let partner = HASHES + <usize>(t ^ 1) * 2;
  for (let row: u32 = 0; row < rows; row++) {
    const at = offsets + (<usize>load<u16>(word) << 2);
    const place = <usize>load<u32>(at);
    store<u32>(at, <u32>place + 1);
    store<u16>(partners + (place << 1), load<u16>(partner));
    store<u32>(ids + (place << 2), row);
    word += 32;
    partner += 32;
  }
}

/** Ends become beginnings again. */
function moveBack(offsets: usize): void {
  memory.copy(offsets + 4, offsets, VALUES * 4);
  store<u32>(offsets, 0);
}

/** Table `t` of the segment, out of its hashes. */
export function buildTable(t: i32): void {
  const offsets = OFFSETS + <usize>t * TABLE_BYTES;
  countValues(t, offsets);
  distribute(t, offsets);
  moveBack(offsets);
}
