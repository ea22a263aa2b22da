// How pages of the admin API name the next one: after the last number, or, when a fault switch says so, by offset.
import { Type } from 'typebox';
import type { Faults } from '../faults/faults.ts';
import { Limit } from '../http/schemas.ts';

/** Where a page begins. `offset`: so many rows are left out, newest first; rows that come or go meanwhile move the others. */
export interface Place {
  readonly by: 'number' | 'offset';
  readonly at: number;
}

export const ListCursor = Type.String({ pattern: '^o?[0-9]{1,15}$' });
export const ListQuery = Type.Object({ cursor: Type.Optional(ListCursor), limit: Limit });

/** Reads a cursor. A walk that begins here goes by offset if the switch hits, and keeps to its way. */
export function placeOf(faults: Faults, cursor = '0'): Place {
  if (cursor.startsWith('o')) return { by: 'offset', at: Number(cursor.slice(1)) };
  const begins = Number(cursor) === 0;
  return { by: begins && faults.hits('shiftingPages', 'page') ? 'offset' : 'number', at: Number(cursor) };
}

/** SQL, the last condition of a page and its order. `parameter` is where `place.at` stands among the values. */
export function fromPlace({ by }: Place, column: string, parameter: number): string {
  return by === 'number'
    ? `${column} > $${parameter} order by ${column}`
    : `true order by ${column} desc offset $${parameter}`;
}

/** `next` is given when the page is full, so that a last page of exactly `limit` rows is followed by an empty one. */
export function nextAfter<T>(
  place: Place,
  page: readonly T[],
  limit: number,
  number: (item: T) => number,
): { readonly next?: string } {
  const last = page.at(-1);
  if (last === undefined || page.length < limit) return {};
  return { next: place.by === 'number' ? String(number(last)) : `o${place.at + page.length}` };
}
