// Seeded chance for the scenes: the same seed and number give the same scene on every machine. Not for secrets.

/** The next number in [0, 1). */
export type Chance = () => number;

const GOLDEN = 0x9e3779b9;
const WARM_UP = 12;

/** A stream of its own for each number under a seed (sfc32). */
export function chanceOf(seed: number, number: number): Chance {
  let a = seed | 0;
  let b = number | 0;
  let c = GOLDEN;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < WARM_UP; round++) next();
  return next;
}

export function between(chance: Chance, low: number, high: number): number {
  return low + (high - low) * chance();
}

/** A whole number from low to high, both included. */
export function wholeBetween(chance: Chance, low: number, high: number): number {
  return Math.floor(between(chance, low, high + 1));
}

/** Around zero, nearly always within -1 and 1: the mean of three. */
export function aroundZero(chance: Chance): number {
  return (chance() + chance() + chance()) * (2 / 3) - 1;
}

export function pick<T>(chance: Chance, list: readonly T[]): T {
  const picked = list[Math.floor(chance() * list.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

/** Adds chance between -amount and amount to every value: one step a value (xorshift32), for millions of them. */
export function speckle(values: Float32Array, amount: number, chance: Chance): void {
  let state = (chance() * 2 ** 32) | 1;
  const scale = amount / 2 ** 31;
  for (let at = 0; at < values.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[at] = (values[at] ?? 0) + scale * state;
  }
}
