// One text for one set of fields, however they were put together: what a digest is taken of.

export type Json = string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON without spaces, the keys of each object in order of their UTF-16 units, as RFC 8785 writes it. There are no numbers: what is
 * counted or dated is a text here.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}

/** `Array.isArray` does not tell a readonly list from the rest. */
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
