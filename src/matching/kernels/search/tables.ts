// Builds the tables: each is a counting sort of the rows by the value of one word.
//
// Straight from the hashes, each row goes to one of 65,536 places, more than caches and address caches hold. So rows first
// become records in 256 stretches, by the high byte of their word, and then each stretch, which a cache holds, is sorted by
// the low byte. The records stand where the rows of the next two tables will; the last two tables are sorted straight.
//
//   record    u32 row and tag, as ROWS has them; u16 word t + 1; u16 word t
//
//   SORTING   257 u32: where the next record of each high byte goes; then from PLACES on, for each value
//             { u32 the next of its rows, as the table counts them; u32, u32 what makes the address of its low and of its
//             high byte out of that; - }

import { HASHES, nextOf, OFFSETS, ROW_BITS, rows, rowsOf, SORTING, TABLE_BYTES, TABLES, TAG_SHIFT, VALUES } from './layout';

const RECORD: usize = 8;
/** The rows of so many tables are as many bytes as the records. */
const RECORD_TABLES: i32 = 2;
const BYTES: usize = 256;
/** From the beginning of SORTING. */
const PLACES: usize = 2048;
const PLACE: usize = 16;

/** Where word `t` stands in a hash; after the last word comes the first. */
@inline
function wordAt(t: i32): usize {
  return <usize>(t & (TABLES - 1)) << 1;
}

@inline
function countOne(counts: usize, value: usize): void {
  const at = counts + 4 + (value << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** After the beginning of the first value stand counts, each one place further on: makes them the beginnings of the others. */
function sumUp(counts: usize, values: usize): void {
  let sum = load<u32>(counts);
  for (let at = counts + 4; at <= counts + (values << 2); at += 4) {
    sum += load<u32>(at);
    store<u32>(at, sum);
  }
}

/** Makes the places of the buckets that begin at `offsets`. */
function openPlaces(t: i32, offsets: usize, values: usize): void {
  const next = nextOf(t);
  let place = SORTING + PLACES;
  for (let at = offsets; at < offsets + (values << 2); at += 4) {
    const begin = load<u32>(at), end = load<u32>(at, 4);
    store<u32>(place, begin);
    store<u32>(place, <u32>next + begin, 4);
    store<u32>(place, <u32>next + end, 8);
    place += PLACE;
  }
}

/** Puts a row into the bucket of `value`. */
@inline
function put(value: usize, ids: usize, row: u32, next: u32): void {
  const place = SORTING + PLACES + value * PLACE;
  const at = load<u32>(place);
  store<u32>(place, at + 1);
  store<u32>(ids + (<usize>at << 2), row);
  store<u8>(<usize>(load<u32>(place, 4) + at), next);
  store<u8>(<usize>(load<u32>(place, 8) + at), next >> 8);
}

/** A row as ROWS has it, out of its number and word t + 2. */
@inline
function tagged(row: u32, word: u32): u32 {
  return row | ((word >> TAG_SHIFT) << ROW_BITS);
}

/** Writes the records; SORTING then has the ends of the stretches. */
function writeRecords(t: i32, records: usize): void {
  memory.fill(SORTING, 0, (BYTES + 1) << 2);
  const last = HASHES + (<usize>rows << 5);
  for (let hash = HASHES + wordAt(t) + 1; hash < last; hash += 32) countOne(SORTING, <usize>load<u8>(hash));
  sumUp(SORTING, BYTES);
  const own = wordAt(t), next = wordAt(t + 1), after = wordAt(t + 2);
  let hash = HASHES;
  for (let row: u32 = 0; row < rows; row++) {
    const word = <u32>load<u16>(hash + own);
    const cursor = SORTING + (<usize>(word >> 8) << 2);
    const at = load<u32>(cursor);
    store<u32>(cursor, at + 1);
    const words = <u64>((word << 16) | <u32>load<u16>(hash + next));
    store<u64>(records + <usize>at * RECORD, <u64>tagged(row, <u32>load<u16>(hash + after)) | (words << 32));
    hash += 32;
  }
}

/** Sorts the records of one high byte into their buckets, whose bounds begin at `offsets`. */
function settle(t: i32, offsets: usize, records: usize, end: usize): void {
  memory.fill(offsets + 4, 0, BYTES << 2);
  for (let at = records; at < end; at += RECORD) countOne(offsets, <usize>load<u8>(at, 6));
  sumUp(offsets, BYTES);
  openPlaces(t, offsets, BYTES);
  const ids = rowsOf(t);
  for (let at = records; at < end; at += RECORD) put(<usize>load<u8>(at, 6), ids, load<u32>(at), <u32>load<u16>(at, 4));
}

function sortByRecords(t: i32, offsets: usize): void {
  const records = rowsOf(t + 1);
  writeRecords(t, records);
  store<u32>(offsets, 0);
  let from = records;
  for (let high: usize = 0; high < BYTES; high++) {
    const end = records + <usize>load<u32>(SORTING + (high << 2)) * RECORD;
    settle(t, offsets + (high << 10), from, end);
    from = end;
  }
}

function sortStraight(t: i32, offsets: usize): void {
  memory.fill(offsets, 0, TABLE_BYTES);
  const own = wordAt(t), next = wordAt(t + 1), after = wordAt(t + 2);
  const last = HASHES + (<usize>rows << 5);
  for (let hash = HASHES + own; hash < last; hash += 32) countOne(offsets, <usize>load<u16>(hash));
  sumUp(offsets, VALUES);
  openPlaces(t, offsets, VALUES);
  const ids = rowsOf(t);
  let hash = HASHES;
  for (let row: u32 = 0; row < rows; row++) {
    put(<usize>load<u16>(hash + own), ids, tagged(row, <u32>load<u16>(hash + after)), <u32>load<u16>(hash + next));
    hash += 32;
  }
}

/** Table `t` of the segment, out of its hashes. Tables are built in their order. */
export function buildTable(t: i32): void {
  const offsets = OFFSETS + <usize>t * TABLE_BYTES;
  if (t < TABLES - RECORD_TABLES) sortByRecords(t, offsets);
  else sortStraight(t, offsets);
}
