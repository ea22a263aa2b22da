// A person as other people see one: number, name, and the picture if it is shown.
import { Type } from 'typebox';

export const ShownPerson = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  /** Blob of the avatar: /media/:blob and /thumb/:blob. */
  avatar: Type.Optional(Type.String()),
});

/** SQL that makes a person of the account row named `alias`. A hidden avatar is none. */
export function personSql(alias: string): string {
  return `json_strip_nulls(json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'avatar', (
    select v.blob from media v where v.blob = ${alias}.avatar and v.hidden_at is null and v.deleted_at is null)))`;
}
