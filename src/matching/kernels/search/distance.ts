// How many bits two hashes differ in. Scalar popcount of 64 bits beats the SIMD one, which engines build from a table.

import { HASHES } from './layout';

/** Between the hash at `a` and the hash at `b`. */
@inline
export function distanceOf(a: usize, b: usize): i32 {
  return <i32>(
    (popcnt(load<u64>(a) ^ load<u64>(b)) +
      popcnt(load<u64>(a, 8) ^ load<u64>(b, 8)) +
      popcnt(load<u64>(a, 16) ^ load<u64>(b, 16)) +
      popcnt(load<u64>(a, 24) ^ load<u64>(b, 24)))
  );
}

/** Where the hash of a row stands. */
@inline
export function hashOf(row: u32): usize {
  return HASHES + (<usize>row << 5);
}

/** Word `t` of the hash at `a`; after the last word comes the first. */
@inline
export function wordOf(a: usize, t: i32): u32 {
  return <u32>load<u16>(a + (<usize>(t & 15) << 1));
}

/** How many bits word `t` of two hashes differs in. */
@inline
export function wordDistance(a: usize, b: usize, t: i32): u32 {
  return popcnt<u32>(wordOf(a, t) ^ wordOf(b, t));
}

/** Whether table `t` finds hash `a` for query `b`. */
@inline
function tableFinds(a: usize, b: usize, t: i32): bool {
  const one = wordDistance(a, b, t);
  if (one > 1) return false;
  const two = one + wordDistance(a, b, t + 1);
  return two <= 3 && two + wordDistance(a, b, t + 2) <= 5;
}

/** Whether `t` is the first table that finds it: so each match is told once, without a list of those told. */
export function isFirstTable(a: usize, b: usize, t: i32): bool {
  if (!tableFinds(a, b, t)) return false;
  for (let before = 0; before < t; before++) if (tableFinds(a, b, before)) return false;
  return true;
}
