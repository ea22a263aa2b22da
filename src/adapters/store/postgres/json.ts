// JSON for jsonb columns. PostgreSQL keeps neither the character NUL nor half a surrogate pair in them: a letter that
// carries one would be refused for ever, and its case never opened. They become U+FFFD here; the raw letter keeps its bytes.
const CANNOT_BE_KEPT = /[\0\p{Surrogate}]/gu;

/** The text of a value for a jsonb column. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'string' ? keptText(member) : member,
  );
}

/** A text as it is read back from the database. */
export const keptText = (text: string): string => text.replace(CANNOT_BE_KEPT, '\uFFFD');
