// Places all over a tree, the same in every run.

/** A prime: steps of it meet every place before one comes again, in any tree that is not a multiple of it. */
const STEP = 7_368_787;

/** Places from 1 to size - 1: leaves, and sizes of older trees. @param round another place to start from */
export const spacedPlaces = (size: number, count: number, round: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => 1 + (((round * count + at) * STEP) % (size - 1)));
