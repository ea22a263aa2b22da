// Chance with a seed: the same number gives the same walk on every machine. Small and fast; nothing secret rests on it.

export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Each of these or not, in their order. */
  some<T>(list: readonly T[]): readonly T[];
}

const WHOLE = 2 ** 32;

/** Mulberry32 (Tommy Ettinger, public domain): one word of state, a full period. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** @param seed any whole number; neighbours give walks that have nothing in common */
export function chanceOf(seed: number): Chance {
  const next = mulberry32(Math.imul(seed, 0x9e3779b1));
  const below = (limit: number): number => Math.floor((next() / WHOLE) * limit);
  return {
    below,
    percent: (share) => below(100) < share,
    pick: (list) => list[below(list.length)] ?? list[0],
    some: (list) => list.filter(() => below(2) === 0),
  };
}
