// Questions to the live index, and how what the parts find becomes an answer.

import { type Bank, isDistance } from './bank.ts';
import { badLimit, badRadius, unknownBank } from './index-errors.ts';
import type { Hash256 } from '../hash/hash256.ts';
import type { ExactBy, Part } from './part.ts';

/** The tables find everything up to this distance; beyond it every hash is compared. */
const INDEX_RADIUS = 31;
/** Matches of one answer, if the caller sets no other limit. */
const DEFAULT_LIMIT = 10_000;
/** Matches beyond twice the limit that are gathered before the farther ones are let go. */
const SPARE = 1024;

export type Query = {
  /** Names; all banks if not given. */
  readonly banks?: readonly string[];
  /** In place of the banks' thresholds, 0 to 256 bits. */
  readonly radius?: number;
  /**
   * Matches of the answer at most: the nearest, 10,000 if not given; which of those at the same distance as the last is
   * left open. Whatever the radius, a search holds no more than twice as many and 1,024.
   */
  readonly limit?: number;
};

export type Found = { readonly id: number; readonly bank: string; readonly distance: number };

/** Nearest first, then by id. `complete` is false when more matched than `limit`. */
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

/** An entry that matches; `bank` is the bank's number. */
export type Entry = { readonly id: number; readonly bank: number; readonly distance: number };

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

/** Gathers the entries that the parts find for one hash, and keeps the nearest. */
export class Nearest {
  readonly #aim: Aim;
  #entries: Entry[] = [];
  /** What is farther is not wanted any more; -1: nothing is. */
  #within: number;
  #complete = true;

  constructor(aim: Aim) {
    this.#aim = aim;
    this.#within = aim.reach;
  }

  /** How many are held now: never more than twice the limit and 1,024. */
  get size(): number {
    return this.#entries.length;
  }

  /** Takes in the entries of a part that their banks reach. */
  search(part: Part, hash: Hash256): void {
    if (this.#within < 0) return;
    part.search(this.#aim.by, hash, this.#within, (row, distance) => {
      if (distance <= this.#within) part.visitRow(row, (id, bank) => this.add(id, bank, distance));
      return this.#within;
    });
  }

  /** @returns whether more at this distance are wanted */
  add(id: number, bank: number, distance: number): boolean {
    if (distance > (this.#aim.reaches[bank] ?? -1)) return true;
    this.#entries.push({ id, bank, distance });
    if (this.#entries.length >= 2 * this.#aim.limit + SPARE) this.#cut();
    return distance <= this.#within;
  }

  /** Some that another thread found were let go. */
  miss(): void {
    this.#complete = false;
  }

  /** Nearest first, then by id. */
  close(): { readonly entries: readonly Entry[]; readonly complete: boolean } {
    if (this.#entries.length > this.#aim.limit) this.#cut();
    else this.#entries.sort(byDistance);
    return { entries: this.#entries, complete: this.#complete };
  }

  /** From now on only what is nearer than the last of the nearest can change the answer. */
  #cut(): void {
    this.#entries = this.#entries.sort(byDistance).slice(0, this.#aim.limit);
    this.#within = (this.#entries.at(-1)?.distance ?? 0) - 1;
    this.#complete = false;
  }
}

const byDistance = (a: Entry, b: Entry): number => a.distance - b.distance || a.id - b.id;

export function answerOf(nearest: Nearest, aim: Aim, banks: readonly Bank[]): Answer {
  const { entries, complete } = nearest.close();
  const matches = entries.map(({ id, bank, distance }) => ({ id, bank: banks[bank]?.name ?? '', distance }));
  return { matches, exactBy: aim.by, complete };
}
