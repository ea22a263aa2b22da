// Chance that can be repeated: the same seed gives the same letters, the same targets and the same pauses. Not for secrets.

export interface Random {
  /** 0 <= x < 1 */
  next(): number;
  /** A whole number from 0 to `below` - 1. */
  whole(below: number): number;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

const STEP = 0x9e37_79b9;

/** A 32-bit generator: a counter whose bits are mixed (after Steele, Lea and Flood's SplitMix). */
export function randomFrom(seed: number): Random {
  let counter = seed >>> 0;
  const next = (): number => {
    counter = (counter + STEP) >>> 0;
    let bits = counter;
    bits = Math.imul(bits ^ (bits >>> 16), 0x21f0_aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a_2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick(list) {
      const chosen = list[whole(list.length)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}
