// The search through the tables. A distance of 31 or less over eight pairs of words leaves some pair with 3 or less (eight
// times four is 32), and of its two words one with 1 or less. So it is enough to look, in each of the sixteen tables, into
// the bucket of the query's word and the sixteen buckets one bit away, and to keep rows whose partner word makes a pair of
// 3 or less. That is exact, and leaves about one row in a hundred thousand to compare.
//
// Memory decides the speed, so each round is a loop of loads that do not wait for each other: bucket bounds; one byte of
// each line of partners (WebAssembly cannot prefetch); the partners; the row numbers; one byte of each hash; the hashes.

import { distanceOf, hashOf, isFirstTable } from './distance';
import {
  FOUND,
  FOUND_MOST,
  MATCHES,
  MATCHES_MOST,
  OFFSETS,
  partnersOf,
  PROBES,
  QUERY,
  rowsOf,
  SPANS,
  TABLES,
  TABLE_BYTES,
} from './layout';

const LINE: usize = 64;
/** Partners in one vector. */
const STEP: usize = 8;

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

/** Reads one byte of each line of partners, so that all are on their way at once. */
function touchPartners(): void {
  let sum: u32 = 0;
  let at = SPANS;
  for (let t = 0; t < TABLES; t++) {
    const partners = partnersOf(t);
    for (let probe = 0; probe < PROBES; probe++) {
      const end = partners + (<usize>load<u32>(at, 4) << 1);
      const begin = partners + (<usize>load<u32>(at) << 1);
      for (let line = begin & ~(LINE - 1); line < end; line += LINE) sum += load<u8>(line);
      at += 8;
    }
  }
  touched = sum;
}

/** Begins a search for the hash at QUERY. */
export function beginProbe(): void {
  noteSpans();
  touchPartners();
  span = 0;
  place = <usize>load<u32>(SPANS);
}

/**
 * Collects rows of the current bucket whose partner is near enough, as addresses of their numbers, until the bucket ends
 * or the list is full. @returns where the list ends now
 */
function collect(t: i32, nearest: i16, end: usize, list: usize): usize {
  const full = FOUND + <usize>(FOUND_MOST - <i32>STEP) * 8;
  const partner = i16x8.splat(<i16>load<u16>(QUERY + <usize>(t ^ 1) * 2));
  const under = i16x8.splat(nearest);
  const partners = partnersOf(t);
  const ids = rowsOf(t);
  let at = place;
  for (; at < end && list <= full; at += STEP) {
    const differ = i8x16.popcnt(v128.xor(v128.load(partners + (at << 1)), partner));
    const near = i16x8.lt_s(i16x8.extadd_pairwise_i8x16_u(differ), under);
    if (!v128.any_true(near)) continue;
    let lanes = i16x8.bitmask(near);
    if (end - at < STEP) lanes &= (1 << <i32>(end - at)) - 1;
    for (; lanes != 0; lanes &= lanes - 1) {
      store<u32>(list, <u32>(ids + ((at + <usize>ctz(lanes)) << 2)));
      store<u32>(list, t, 4);
      list += 8;
    }
  }
  place = at;
  return list;
}

/** Collects from bucket to bucket until all are done or the list is full. */
function collectAll(): usize {
  let list = FOUND;
  while (span < TABLES * PROBES) {
    const end = <usize>load<u32>(SPANS + <usize>span * 8, 4);
    const isOwn = span % PROBES == 0;
    list = collect(span / PROBES, isOwn ? 4 : 3, end, list);
    if (place < end) return list;
    span++;
    place = <usize>load<u32>(SPANS + <usize>span * 8);
  }
  return list;
}

/** Reads one byte of the hash of each row of the list, so that all are on their way at once. */
function touchHashes(end: usize): void {
  let sum: u32 = 0;
  for (let at = FOUND; at < end; at += 8) sum += load<u8>(hashOf(load<u32>(at)));
  touched = sum;
}

/** Keeps the rows of the list that are near enough. @returns how many matches there are then */
function verify(end: usize, radius: i32, matches: i32): i32 {
  for (let at = FOUND; at < end; at += 8) store<u32>(at, load<u32>(<usize>load<u32>(at)));
  touchHashes(end);
  for (let at = FOUND; at < end; at += 8) {
    const row = load<u32>(at);
    const hash = hashOf(row);
    const distance = distanceOf(hash, QUERY);
    if (distance > radius || !isFirstTable(hash, QUERY, <usize>load<u32>(at, 4))) continue;
    const to = MATCHES + <usize>matches * 8;
    store<u32>(to, row);
    store<u32>(to, distance, 4);
    matches++;
  }
  return matches;
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
