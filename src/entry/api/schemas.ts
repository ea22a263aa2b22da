// Shapes that several routes share. Answers are written by schema: what is not declared does not leave.
import { type Static, type TSchema, Type } from 'typebox';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { caseId } from '../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { Problem } from './problems.ts';

const MAX_PAGE = 200;
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

/** Where a page ended. */
export const cursorOf = (place: { readonly receivedAt: Instant; readonly id: CaseId }): string =>
  Buffer.from(JSON.stringify([place.receivedAt, place.id])).toString('base64url');

/** Throws `request.invalid` for one that this desk did not give. */
export function placeIn(cursor: string): { readonly receivedAt: Instant; readonly id: CaseId } {
  const [receivedAt, id] = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isSafeInteger(receivedAt) || typeof id !== 'string')
    throw new Problem('request.invalid', 'This cursor was not given by this desk.');
  return { receivedAt: instant(Number(receivedAt)), id: caseId(id) };
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
