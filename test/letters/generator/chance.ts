// Chance from a seed, as the walks have it, with what writing letters needs besides.
import { type Chance as Dice, chanceOf as diceOf } from '../../walks/lifecycle-chance.ts';

export interface Chance extends Pick<Dice, 'below' | 'percent'> {
  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number;
  one<T>(of: readonly T[]): T;
  /** Signs of an alphabet. */
  word(alphabet: string, length: number): string;
}

/** @param seed any whole number; neighbours give letters that have nothing in common */
export function chanceOf(seed: number): Chance {
  const { below, percent } = diceOf(seed);
  return {
    below,
    percent,
    between: (low, high) => low + below(high - low + 1),
    one<T>(of: readonly T[]): T {
      return of[below(of.length)] as T;
    },
    word: (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)] ?? '').join(''),
  };
}
