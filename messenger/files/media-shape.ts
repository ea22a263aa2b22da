// A file as platform engineers see it.
import { Type } from 'typebox';
import { Person } from '../http/schemas.ts';

export const Media = Type.Object({
  blob: Type.String(),
  sha256: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  uploader: Person,
  uploadedAt: Type.String({ format: 'date-time' }),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
  /** There only while it waits for the gate's decision. */
  held: Type.Optional(Type.Literal(true)),
  thumbnail: Type.Optional(
    Type.Object({ sha256: Type.String(), mime: Type.String(), bytes: Type.Integer() }),
  ),
});
