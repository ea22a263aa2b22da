// Shapes that several routes share. Answers are written by schema: what is not declared does not leave.
import { type Static, type TSchema, Type } from 'typebox';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { caseId } from '../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import type { ClockPlace } from '../../ports/clocks.ts';
import type { Stop } from '../../ports/gate.ts';
import { Problem } from './problems.ts';

export const MAX_PAGE = 200;
/** Of one signed act. */
export const MAX_ITEMS = 1_000;

/** An object that accepts no member it does not name. */
export const closed = <const P extends Record<string, TSchema>>(members: P) =>
  Type.Object(members, { additionalProperties: false });

/** One of a closed list of words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });

export const orNull = <const T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Words = Type.Object({ en: Type.String(), ko: Type.String() });
/** ISO 8601 in UTC. */
export const Moment = Type.String({ format: 'date-time' });
export const MomentOrNull = orNull(Moment);
export const TextOrNull = orNull(Type.String());

export const Limit = Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 50 });
/** Opaque: given back as it came. */
export const Cursor = Type.String({ pattern: '^[A-Za-z0-9_-]{1,400}$' });
export const NumberParams = closed({ number: Type.String({ pattern: '^[Rr]-[0-9]{2}-[0-9]{4,9}$' }) });
export type NumberParams = Static<typeof NumberParams>;
export const ItemParams = closed({ ...NumberParams.properties, item: Type.Integer({ minimum: 1 }) });

/** A piece of a list that is only ever added to, after so many. */
export const Piece = closed({
  limit: Limit,
  after: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
});
export type Piece = Static<typeof Piece>;
export const Next = orNull(Type.Integer());

/** @returns the piece, and where the next one begins; null where there is none */
export function pieceOf<T>(
  all: readonly T[],
  { limit, after }: Piece,
): { readonly piece: readonly T[]; readonly next: number | null } {
  return { piece: all.slice(after, after + limit), next: all.length > after + limit ? after + limit : null };
}

/** Where a page ended. */
export const cursorOf = (place: { readonly receivedAt: Instant; readonly id: CaseId }): string =>
  packed([place.receivedAt, place.id]);

/** Throws `request.invalid` for one that this desk did not give. */
export function placeIn(cursor: string): { readonly receivedAt: Instant; readonly id: CaseId } {
  const [receivedAt, id] = parsed(cursor);
  if (!isMoment(receivedAt) || typeof id !== 'string') throw strange();
  return { receivedAt: instant(receivedAt), id: caseId(id) };
}

/** Where a page of stops ended. */
export const stopCursorOf = ({ at, id }: Pick<Stop, 'at' | 'id'>): string => packed([at, id]);

/** Throws `request.invalid` for one that this desk did not give. */
export function stopPlaceIn(cursor: string): Pick<Stop, 'at' | 'id'> {
  const [at, id] = parsed(cursor);
  if (!isMoment(at) || typeof id !== 'string') throw strange();
  return { at: instant(at), id };
}

/** Where a page of clocks ended, and the moment at which all its pages are ordered. */
export interface ClockCursor {
  readonly now: Instant;
  readonly after: ClockPlace;
}

export const clockCursorOf = ({ now, after }: ClockCursor): string =>
  packed([now, after.rank, after.at, after.case, after.key]);

/** Throws `request.invalid` for one that this desk did not give. */
export function clockPlaceIn(cursor: string): ClockCursor {
  const [now, rank, at, id, key] = parsed(cursor);
  if (!isMoment(now) || !isMoment(at) || !isMoment(rank) || rank > 9) throw strange();
  if (typeof id !== 'string' || typeof key !== 'string') throw strange();
  return { now: instant(now), after: { rank, at: instant(at), case: caseId(id), key } };
}

const isMoment = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 8.64e15;
const strange = (): Problem => new Problem('request.invalid', 'This cursor was not given by this desk.');
const packed = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
