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

/** How many bits word `t` of two hashes differs in. */
@inline
export function wordDistance(a: usize, b: usize, t: usize): u32 {
  return popcnt<u32>(<u32>load<u16>(a + t * 2) ^ <u32>load<u16>(b + t * 2));
}

/** Whether table `t` finds hash `a` for query `b`: word t at most one bit away, both words of the pair three together. */
@inline
function tableFinds(a: usize, b: usize, t: usize): bool {
  const own = wordDistance(a, b, t);
  return own <= 1 && own + wordDistance(a, b, t ^ 1) <= 3;
}

/** Whether `t` is the first table that finds it: so each match is told once, without a list of those told. */
export function isFirstTable(a: usize, b: usize, t: usize): bool {
  for (let before: usize = 0; before < t; before++) if (tableFinds(a, b, before)) return false;
  return true;
}
