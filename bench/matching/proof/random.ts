// Repeatable chance for proofs: the same seed makes the same run.

export type Random = {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to `limit` - 1; 0 if there is none. */
  below(limit: number): number;
};

/** Four words of state, mixed as in sfc32. */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return { next, below: (limit) => (limit === 0 ? 0 : next() % limit) };
}
