// A room as records, feed and lookups name it.
import { Type } from 'typebox';
import type { RoomFacts } from '../facts.ts';
import { Visibility } from '../http/schemas.ts';

export const RoomNamed = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  visibility: Visibility,
  /** There only when it is so. */
  encrypted: Type.Optional(Type.Literal(true)),
});

/** SQL that names the room row `alias`. */
export function roomSql(alias: string): string {
  return `json_strip_nulls(json_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'visibility', ${alias}.visibility,
    'encrypted', nullif(${alias}.encrypted, false)))`;
}

/** A room as feed and ledger name it. */
export function factsOf({ id, slug, visibility, encrypted }: RoomFacts): RoomFacts {
  return { id, slug, visibility, ...(encrypted === undefined ? {} : { encrypted }) };
}
