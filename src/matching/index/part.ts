// What the live index asks of each of its parts, sealed or not, and what answers are made of.

import type { Hash256 } from '../hash/hash256.ts';
import type { Visit } from './match.ts';
import type { Run } from './runs.ts';

/** `index`: through the tables, up to 31 bits. `scan`: every row, any distance. Both are exact. */
export type ExactBy = 'index' | 'scan';

/** Entries that are searched together; an entry is an id with its hash and bank, a row is a hash that entries share. */
export type Part = {
  /** Entries, the deleted ones too. */
  readonly entries: number;
  readonly dead: number;
  /** Tells every row (not id) at a distance of `radius` at most. */
  search(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void;
  /** Calls for every living entry of a row, until `visit` says no. */
  visitRow(row: number, visit: (id: number, bank: number) => boolean): void;
  has(id: number): boolean;
  /** @returns whether it was there */
  delete(id: number): boolean;
  /** Every entry. */
  runs(): readonly Run[];
};
