// A room as people see it.
import { Type } from 'typebox';
import { oneOf, Visibility } from '../http/schemas.ts';

export const Room = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  visibility: Visibility,
  /** There only when it is so. */
  encrypted: Type.Optional(Type.Literal(true)),
  member: Type.Boolean(),
  role: Type.Optional(oneOf(['owner', 'member'])),
  members: Type.Integer(),
  /** Blob of its picture. */
  picture: Type.Optional(Type.String()),
});
