// The part of an index that takes new hashes at once: the same sixteen tables, but each bucket is a chain through its rows,
// newest first. Quick to add to, slower to search than a segment of the same size; so it is kept small.
//
//   HASHES    room x 32 bytes
//   HEADS     16 tables x 65,536 u32: the newest row of a bucket, plus one; 0 is none
//   OLDER     room x 16 u32: of each row and table the row before it in its bucket, plus one

import { distanceOf, hashOf, isFirstTable, wordDistance } from './distance';
import { MATCHES, PROBES, QUERY, TABLES, VALUES } from './layout';

let HEADS: usize = 0;
let OLDER: usize = 0;

/** Where the chains lie; both areas begin as zeros. */
export function placeDelta(heads: usize, older: usize): void {
  HEADS = heads;
  OLDER = older;
}

@inline
function headOf(t: i32, word: usize): usize {
  return HEADS + ((<usize>t * VALUES + word) << 2);
}

/** Where the row before `row` in its bucket of table `t` is written. */
@inline
function olderOf(row: u32, t: i32): usize {
  return OLDER + (<usize>row << 6) + (<usize>t << 2);
}

/** The hash of `row` stands at its place: makes it found. */
export function addRow(row: u32): void {
  const hash = hashOf(row);
  for (let t = 0; t < TABLES; t++) {
    const head = headOf(t, <usize>load<u16>(hash + <usize>t * 2));
    store<u32>(olderOf(row, t), load<u32>(head));
    store<u32>(head, row + 1);
  }
}

/** Follows one chain. `most` is how many bits the next word may differ in. @returns how many matches there are then */
function follow(t: i32, word: usize, most: u32, radius: i32, matches: i32): i32 {
  let link = load<u32>(headOf(t, word));
  while (link != 0) {
    const row = link - 1;
    const hash = hashOf(row);
    link = load<u32>(olderOf(row, t));
    if (wordDistance(hash, QUERY, t + 1) > most) continue;
    const distance = distanceOf(hash, QUERY);
    if (distance > radius || !isFirstTable(hash, QUERY, t)) continue;
    store<u32>(MATCHES + <usize>matches * 8, row);
    store<u32>(MATCHES + <usize>matches * 8, distance, 4);
    matches++;
  }
  return matches;
}

/** Every row within `radius` (31 at most) of the hash at QUERY; MATCHES has room for all rows. @returns how many */
export function searchChains(radius: i32): i32 {
  let matches = 0;
  for (let t = 0; t < TABLES; t++) {
    const word = <usize>load<u16>(QUERY + <usize>t * 2);
    matches = follow(t, word, 3, radius, matches);
    for (let bit: usize = 0; bit < <usize>(PROBES - 1); bit++) matches = follow(t, word ^ (1 << bit), 2, radius, matches);
  }
  return matches;
}
