// Chances of the story: the same seed tells the same story. Not for secrets.
import { createHash } from 'node:crypto';

export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Draws from a text: two texts give two unrelated rows of draws. */
export function chanceOf(text: string): Chance {
  let drawn = 0;
  const whole = (below: number): number => {
    drawn += 1;
    return createHash('sha256').update(`${text}/${drawn}`).digest().readUInt32BE(0) % below;
  };
  const pick = <T>(list: readonly T[]): T => {
    const one = list[whole(list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  return { whole, pick };
}
