// A bank: a named part of an index with a threshold of its own, such as one partner's list. What an index holds of banks
// is their order; an entry names its bank by that number.

import { HASH_BITS } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';

/** `threshold`: the greatest distance in bits at which an entry of this bank is a match, 0 to 256. */
export type Bank = { readonly name: string; readonly threshold: number };

/** A bank's number is one byte. */
export const MAX_BANKS = 256;
const MAX_NAME_CHARACTERS = 64;
/** A character is at most four bytes of UTF-8. */
export const MAX_BANK_NAME_BYTES = 4 * MAX_NAME_CHARACTERS;
/** What moves a terminal's cursor, begins a line or turns text round: names are printed, and come from strangers' files. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * Checks the banks of an index or of a file.
 * @throws MatchingError `matching.bad-bank`
 */
export function checkBanks(banks: readonly Bank[]): void {
  if (banks.length < 1 || banks.length > MAX_BANKS) throw badBank(`${banks.length} banks`);
  for (const { name, threshold } of banks) {
    checkBankName(name);
    if (!isDistance(threshold)) throw badBank(`threshold ${threshold}`);
  }
  if (new Set(banks.map(({ name }) => name)).size < banks.length) throw badBank('two banks of one name');
}

/**
 * 1 to 64 characters (code points), no control character and no mark that changes the direction of writing.
 * @throws MatchingError `matching.bad-bank`
 */
export function checkBankName(name: string): void {
  // Twice the limit in UTF-16 at most: a longer name is not taken apart to be counted.
  const characters = name.length > 2 * MAX_NAME_CHARACTERS ? name.length : Array.from(name).length;
  if (characters < 1 || characters > MAX_NAME_CHARACTERS) throw badBank(`a name of ${characters} characters`);
  if (!name.isWellFormed() || UNPRINTABLE.test(name))
    throw badBank('a name with characters that cannot be printed');
}

/** A distance that two hashes can have. */
export const isDistance = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= HASH_BITS;

const badBank = (what: string): MatchingError =>
  new MatchingError(
    'matching.bad-bank',
    `the banks of an index cannot be so: ${what}`,
    `give 1 to ${MAX_BANKS} banks with different names of 1 to ${MAX_NAME_CHARACTERS} printable characters and thresholds of 0 to ${HASH_BITS}`,
  );
