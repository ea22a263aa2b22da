// Shapes that several addresses share. Answers are serialised by schema: what is not declared here does not leave.
import { type TSchema, Type } from 'typebox';
import { DEFAULT_PAGE, MAX_PAGE } from './limits.ts';

/** One of a closed list of words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });
}

/** An object that accepts no property it does not name. */
export function closed<const P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

export const Visibility = oneOf(['public', 'invite']);
export const Person = Type.Object({ id: Type.Integer(), name: Type.String() });

/** Lower-case letters, digits and single dashes inside: safe in a path and readable aloud. */
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 2, maxLength: 48 });
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
/** Any string that could be a blob id. An id that is none is answered like one that is unknown. */
const Blob = Type.String({ maxLength: 64 });
export const Cursor = Type.String({ pattern: '^[0-9]{1,15}$' });

export const SlugParams = Type.Object({ slug: Slug });
export const IdParams = Type.Object({ id: Id });
export const MessageParams = Type.Object({ slug: Slug, id: Id });
export const BlobParams = Type.Object({ blob: Blob });

export const Limit = Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE });
export const PageQuery = Type.Object({ cursor: Type.Optional(Cursor), limit: Limit });
