// Questions to the live index, and how rows that were found become an answer.

import { type Bank, isDistance } from './bank.ts';
import { badLimit, badRadius, unknownBank } from './index-errors.ts';
import type { ExactBy, Part } from './part.ts';

/** The tables find everything up to this distance; beyond it every hash is compared. */
const INDEX_RADIUS = 31;
/** Matches of one answer, if the caller sets no other limit: the nearest. */
const DEFAULT_LIMIT = 10_000;

export type Query = {
  /** Names; all banks if not given. */
  readonly banks?: readonly string[];
  /** In place of the banks' thresholds, 0 to 256 bits. */
  readonly radius?: number;
  readonly limit?: number;
};

export type Found = { readonly id: number; readonly bank: string; readonly distance: number };

/** Nearest first, then by id. `complete` is false when `limit` cut it. */
export type Answer = {
  readonly matches: readonly Found[];
  readonly exactBy: ExactBy;
  readonly complete: boolean;
};

/** A query made ready: of each bank how far it reaches (-1: not asked), and the farthest of them. */
export type Aim = {
  readonly reaches: readonly number[];
  readonly reach: number;
  readonly by: ExactBy;
  readonly limit: number;
};

export type FoundRow = { readonly part: Part; readonly row: number; readonly distance: number };

/** @throws MatchingError `matching.unknown-bank`, `matching.bad-radius`, `matching.bad-limit` */
export function aimOf(banks: readonly Bank[], query: Query): Aim {
  const { radius, limit = DEFAULT_LIMIT } = query;
  if (!Number.isInteger(limit) || limit < 1) throw badLimit(limit);
  if (radius !== undefined && !isDistance(radius)) throw badRadius(radius);
  const unknown = query.banks?.find((asked) => !banks.some(({ name }) => name === asked));
  if (unknown !== undefined) throw unknownBank(unknown, banks);
  const reaches = banks.map(({ name, threshold }) =>
    query.banks === undefined || query.banks.includes(name) ? (radius ?? threshold) : -1,
  );
  const reach = Math.max(0, ...reaches);
  return { reaches, reach, by: reach > INDEX_RADIUS ? 'scan' : 'index', limit };
}

/** The entries of the rows that their banks reach, nearest first until the limit. */
export function answerOf(rows: readonly FoundRow[], aim: Aim, banks: readonly Bank[]): Answer {
  const matches: Found[] = [];
  let complete = true;
  for (const { part, row, distance } of rows.toSorted((a, b) => a.distance - b.distance)) {
    part.visitRow(row, (id, bank) => {
      if (distance > (aim.reaches[bank] ?? -1)) return true;
      if (matches.length === aim.limit) complete = false;
      else matches.push({ id, bank: banks[bank]?.name ?? '', distance });
      return complete;
    });
    if (!complete) break;
  }
  matches.sort((a, b) => a.distance - b.distance || a.id - b.id);
  return { matches, exactBy: aim.by, complete };
}
