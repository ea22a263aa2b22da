// Who leads the desk: whoever has a token of that role that was not taken back. Both were signed when they were made.
import type { ApiTokens } from '../ports/api-tokens.ts';
import type { People } from '../ports/people.ts';

/** @param name of a person */
export async function isLead(
  name: string,
  { people, apiTokens }: { readonly people: People; readonly apiTokens: ApiTokens },
): Promise<boolean> {
  const person = await people.byName(name);
  if (person === undefined) return false;
  return (await apiTokens.list()).some(
    (token) => token.role === 'lead' && token.person === person.id && token.revokedAt === null,
  );
}
