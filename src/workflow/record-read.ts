// Writes down who is about to be told what. The answer leaves after this, or not at all.
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { ApiToken } from '../ports/api-tokens.ts';
import type { Ids } from '../ports/ids.ts';
import type { Reads } from '../ports/reads.ts';

/** @param what the word of the route  @param read null for a list over many cases. Rejects when it could not be written */
export function recordRead(
  { id: token, person }: Pick<ApiToken, 'id' | 'person'>,
  what: string,
  read: CaseId | null,
  at: Instant,
  { reads, ids }: { readonly reads: Reads; readonly ids: Ids },
): Promise<void> {
  return reads.record({ id: ids.fresh(), at, token, person, what, case: read });
}
