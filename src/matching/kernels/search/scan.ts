// The search without tables: every row, any distance. The measure of the other one, and its stand-in above 31 bits.

import { hashOf } from './distance';
import { MATCHES, MATCHES_MOST, QUERY, rows } from './layout';

let next: u32 = 0;

/** Begins a search for the hash at QUERY. */
export function beginScan(): void {
  next = 0;
}

/** Goes on until all is searched or MATCHES is full. @returns how many matches stand there */
export function scan(radius: i32): i32 {
  const q0 = load<u64>(QUERY), q1 = load<u64>(QUERY, 8), q2 = load<u64>(QUERY, 16), q3 = load<u64>(QUERY, 24);
  let matches = 0;
  let at = hashOf(next);
  for (; next < rows && matches < MATCHES_MOST; next++) {
    const distance = <i32>(
      (popcnt(load<u64>(at) ^ q0) + popcnt(load<u64>(at, 8) ^ q1) + popcnt(load<u64>(at, 16) ^ q2) + popcnt(load<u64>(at, 24) ^ q3))
    );
    at += 32;
    if (distance > radius) continue;
    store<u32>(MATCHES + <usize>matches * 8, next);
    store<u32>(MATCHES + <usize>matches * 8, distance, 4);
    matches++;
  }
  return matches;
}

/** Whether there is more to search. */
export function scanning(): bool {
  return next < rows;
}
