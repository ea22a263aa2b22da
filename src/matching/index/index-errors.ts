// What the live index says no with. Each is a row in docs/errors.md.

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Bank } from './bank.ts';

/** @throws MatchingError `matching.bad-hash` */
export function checkHash(hash: Hash256): void {
  if (hash.length === HASH_BYTES) return;
  throw new MatchingError(
    'matching.bad-hash',
    `a hash of ${hash.length} bytes`,
    `give exactly ${HASH_BYTES} bytes`,
  );
}

export const badId = (id: number): MatchingError =>
  new MatchingError('matching.bad-id', `not an id: ${id}`, 'give a whole number from 0 to 4294967295');

export const duplicateId = (id: number): MatchingError =>
  new MatchingError(
    'matching.duplicate-id',
    `id ${id} is in use`,
    'give another id, or delete the entry that has it first',
  );

export const unknownBank = (name: string, banks: readonly Bank[]): MatchingError =>
  new MatchingError(
    'matching.unknown-bank',
    `there is no bank ${JSON.stringify(name.slice(0, 80))}`,
    `name one of: ${banks.map((bank) => bank.name).join(', ')}`,
  );

export const badRadius = (radius: number): MatchingError =>
  new MatchingError('matching.bad-radius', `not a distance: ${radius}`, 'give a whole number from 0 to 256');

export const badLimit = (limit: number): MatchingError =>
  new MatchingError('matching.bad-limit', `not a limit: ${limit}`, 'give a whole number above 0');

export const mergeBehind = (): MatchingError =>
  new MatchingError(
    'matching.merge-behind',
    'merging does not keep up with inserting, or fails: no room for another entry',
    'wait for `merge()`, then insert again; onMerge tells why a merge failed',
  );

export const closed = (): MatchingError =>
  new MatchingError('matching.index-closed', 'this index was closed', 'open it again');
