// A bank: a named part of an index with a threshold of its own, such as one partner's list. What an index holds of banks
// is their order; an entry names its bank by that number.

import { HASH_BITS } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';

/** `threshold`: the greatest distance in bits at which an entry of this bank is a match, 0 to 256. */
export type Bank = { readonly name: string; readonly threshold: number };

/** A bank's number is one byte. */
export const MAX_BANKS = 256;
export const MAX_BANK_NAME_BYTES = 128;

/**
 * Checks the banks of an index or of a file.
 * @throws MatchingError `matching.bad-bank`
 */
export function checkBanks(banks: readonly Bank[]): void {
  if (banks.length < 1 || banks.length > MAX_BANKS) throw badBank(`${banks.length} banks`);
  for (const { name, threshold } of banks) {
    const bytes = Buffer.byteLength(name);
    if (bytes < 1 || bytes > MAX_BANK_NAME_BYTES || !name.isWellFormed())
      throw badBank(`a name of ${bytes} bytes`);
    if (!isDistance(threshold)) throw badBank(`threshold ${threshold}`);
  }
  if (new Set(banks.map(({ name }) => name)).size < banks.length) throw badBank('two banks of one name');
}

/** A distance that two hashes can have. */
export const isDistance = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= HASH_BITS;

const badBank = (what: string): MatchingError =>
  new MatchingError(
    'matching.bad-bank',
    `the banks of an index cannot be so: ${what}`,
    `give 1 to ${MAX_BANKS} banks with different names of 1 to ${MAX_BANK_NAME_BYTES} bytes and thresholds of 0 to ${HASH_BITS}`,
  );
