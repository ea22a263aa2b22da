// The search through the tables. Take the sixteen words of two hashes as a ring, and of each the bits they differ in, less
// two: at a distance of 31 or less that sums up to -1 or less. Then some word is such that every stretch that begins at it
// sums up to less than 0 (the word after the last at which the sum from w0 on is greatest): from it, one word differs in at
// most 1 bit, two words in 3, three in 5. So it is enough to look, in each of the sixteen tables, into the bucket of the
// query's word and the sixteen buckets one bit away, and to keep rows whose next word makes two words of 3 or less, and of
// those the rows whose tag, a part of the third word, leaves 5 possible. That is exact, and leaves about four rows in a
// million to compare. (The cycle lemma of Dvoretzky and Motzkin, 1947.)
//
// Memory decides the speed, so each round is a small loop of loads that do not wait for each other: bucket bounds; one byte
// of each line of next words (WebAssembly cannot prefetch); the next words; the row numbers; one byte of each hash; the
// hashes. Small, because a processor looks no more than some hundred steps ahead.

import { distanceOf, hashOf, isFirstTable, wordOf } from './distance';
import {
  FOUND,
  FOUND_MOST,
  MATCHES,
  MATCHES_MOST,
  nextOf,
  OFFSETS,
  PROBES,
  QUERY,
  ROW_BITS,
  ROW_MASK,
  rowsOf,
  SPANS,
  SUMS,
  TABLE_BYTES,
  TABLES,
  TAG_SHIFT,
} from './layout';

const LINE: usize = 64;
/** Rows in one vector. */
const STEP: usize = 16;
/** Bits that one word, two and three may differ in at most are 1, 3 and 5. */
const TWO_WORDS: i32 = 3;
const TAG_BITS_MORE: i32 = 2;

let span: i32 = 0;
let place: usize = 0;
let touched: u32 = 0;

/** Notes the bounds of all buckets to look into. */
function noteSpans(): void {
  let to = SPANS;
  for (let t = 0; t < TABLES; t++) {
    const table = OFFSETS + <usize>t * TABLE_BYTES;
    const word = <usize>load<u16>(QUERY + <usize>t * 2);
    store<u64>(to, load<u64>(table + (word << 2)));
    for (let bit: usize = 0; bit < 16; bit++) {
      to += 8;
      store<u64>(to, load<u64>(table + ((word ^ (1 << bit)) << 2)));
    }
    to += 8;
  }
}

/** Reads one byte of each line of next words, so that all are on their way at once. */
function touchNext(): void {
  let sum: u32 = 0;
  let at = SPANS;
  for (let t = 0; t < TABLES; t++) {
    const next = nextOf(t);
    for (const last = at + PROBES * 8; at < last; at += 8) {
      const end = next + (<usize>load<u32>(at, 4) << 1);
      const begin = next + (<usize>load<u32>(at) << 1);
      for (let line = begin & ~(LINE - 1); line < end; line += LINE) sum += load<u8>(line);
    }
  }
  touched = sum;
}

/** Begins a search for the hash at QUERY. */
export function beginProbe(): void {
  noteSpans();
  touchNext();
  span = 0;
  place = 0;
}

const NIBBLES = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
const BITS_OF_NIBBLES = i8x16(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

/** For each value of a nibble: how many bits it differs in from the low nibble of `from`. */
@inline
function nibbleDistances(from: u32): v128 {
  return i8x16.swizzle(BITS_OF_NIBBLES, v128.xor(NIBBLES, i8x16.splat(<i8>(from & 15))));
}

/** The distances of the low and the high nibbles of sixteen bytes, in one. Nibbles are below 16: swizzling them is exact. */
@inline
function byteDistances(bytes: v128, lows: v128, highs: v128): v128 {
  const nibble = i8x16.splat(15);
  return i8x16.add(
    i8x16.relaxed_swizzle(lows, v128.and(bytes, nibble)),
    i8x16.relaxed_swizzle(highs, v128.and(i16x8.shr_u(bytes, 4), nibble)),
  );
}

/**
 * Notes the rows of `lanes`, which begins at the row numbers at `ids`: where its number is written, and how many bits of its
 * tag may differ, from what SUMS says of its next word. @returns where the list ends now
 */
@inline
function note(lanes: i32, ids: usize, t: i32, list: usize): usize {
  let to = list;
  for (let left = lanes; left != 0; left &= left - 1) {
    const lane = <usize>ctz(left);
    store<u32>(to, <u32>(ids + (lane << 2)));
    store<u32>(to, (<u32>t << 8) | <u32>(TAG_BITS_MORE - 1 - <i32>load<i8>(SUMS + lane)), 4);
    to += 8;
  }
  return to;
}

/**
 * Collects rows of what is left of table `t` whose next word is near enough, until the table ends or the list is full.
 * @returns where the list ends now
 */
function collect(t: i32, begun: usize): usize {
  const full = FOUND + <usize>(FOUND_MOST - <i32>STEP) * 8;
  const word = wordOf(QUERY, t + 1);
  const d0 = nibbleDistances(word), d1 = nibbleDistances(word >> 4);
  const d2 = nibbleDistances(word >> 8), d3 = nibbleDistances(word >> 12);
  const next = nextOf(t), ids = rowsOf(t);
  const last = (t + 1) * PROBES;
  let list = begun;
  let at = place;
  // Less what is too much, so that the sign of a sum says whether it is near enough.
  let first = i8x16.sub(d0, i8x16.splat(<i8>(span == t * PROBES ? TWO_WORDS + 1 : TWO_WORDS)));
  for (; span < last; span++) {
    const begin = <usize>load<u32>(SPANS + (<usize>span << 3));
    const count = <usize>load<u32>(SPANS + (<usize>span << 3), 4) - begin;
    const lows = next + (begin << 1);
    const highs = lows + count;
    for (; at < count; at += STEP) {
      const sums = i8x16.add(byteDistances(v128.load(lows + at), first, d1), byteDistances(v128.load(highs + at), d2, d3));
      let lanes = i8x16.bitmask(sums);
      if (lanes == 0) continue;
      if (list > full) {
        place = at;
        return list;
      }
      if (count - at < STEP) lanes &= (1 << <i32>(count - at)) - 1;
      v128.store(SUMS, sums);
      list = note(lanes, ids + ((begin + at) << 2), t, list);
    }
    at = 0;
    first = i8x16.sub(d0, i8x16.splat(<i8>TWO_WORDS));
  }
  place = 0;
  return list;
}

/** Collects from table to table until all are done or the list is full. */
function collectAll(): usize {
  let list = FOUND;
  for (let t = span / PROBES; t < TABLES; t++) {
    list = collect(t, list);
    if (span < (t + 1) * PROBES) return list;
  }
  return list;
}

/** Reads the row numbers of the list, with their tags. */
function readRows(end: usize): void {
  for (let at = FOUND; at < end; at += 8) store<u32>(at, load<u32>(<usize>load<u32>(at)));
}

/** Keeps the rows whose tag is near enough. @returns where the list ends now */
function sift(end: usize): usize {
  let to = FOUND;
  for (let at = FOUND; at < end; at += 8) {
    const row = load<u32>(at);
    const t = load<u32>(at, 4) >> 8;
    const most = load<u32>(at, 4) & 255;
    const tag = wordOf(QUERY, t + 2) >> TAG_SHIFT;
    store<u32>(to, row & ROW_MASK);
    store<u32>(to, t, 4);
    to += <usize>(popcnt<u32>(tag ^ (row >> ROW_BITS)) <= most) << 3;
  }
  return to;
}

/** Reads one byte of the hash of each row of the list, so that all are on their way at once. */
function touchHashes(end: usize): void {
  let sum: u32 = 0;
  for (let at = FOUND; at < end; at += 8) sum += load<u8>(hashOf(load<u32>(at)));
  touched = sum;
}

/** Tells the rows of the list that are near enough. @returns how many matches there are then */
function compare(end: usize, radius: i32, matches: i32): i32 {
  for (let at = FOUND; at < end; at += 8) {
    const row = load<u32>(at);
    const hash = hashOf(row);
    const distance = distanceOf(hash, QUERY);
    if (distance > radius || !isFirstTable(hash, QUERY, load<u32>(at, 4))) continue;
    const to = MATCHES + <usize>matches * 8;
    store<u32>(to, row);
    store<u32>(to, distance, 4);
    matches++;
  }
  return matches;
}

/** The list becomes matches. @returns how many there are then */
function verify(list: usize, radius: i32, matches: i32): i32 {
  readRows(list);
  const end = sift(list);
  touchHashes(end);
  return compare(end, radius, matches);
}

/** Goes on until all is searched or MATCHES could overflow. @returns how many matches stand there */
export function probe(radius: i32): i32 {
  let matches = 0;
  do matches = verify(collectAll(), radius, matches);
  while (span < TABLES * PROBES && matches <= MATCHES_MOST - FOUND_MOST);
  return matches;
}

/** Whether there is more to search. */
export function probing(): bool {
  return span < TABLES * PROBES;
}
