// A repeatable source of choices for the seed: the same seed makes the same rooms, pictures and words.

export interface Random {
  /** A number from 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  pick<T>(list: readonly T[]): T;
}

/** A generator from a text: two different texts give two unrelated sequences. Not for secrets. */
export function randomFrom(text: string): Random {
  let state = hash(text);
  const fraction = () => {
    // xorshift32: short, fast enough for a picture's worth of numbers, never reaches zero from a non-zero start.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(fraction() * below);
  return { fraction, whole, pick: (list) => pickFrom(list, whole) };
}

function pickFrom<T>(list: readonly T[], whole: (below: number) => number): T {
  const chosen = list[whole(list.length)];
  if (chosen === undefined) throw new Error('Nothing to pick from: the list is empty.');
  return chosen;
}

/** FNV-1a, 32 bits, kept away from zero. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0 || 1;
}
