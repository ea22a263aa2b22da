// Writes down who is about to be told what. The answer leaves after this, or not at all.
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Ids } from '../ports/ids.ts';
import type { Reader, Reads } from '../ports/reads.ts';

export interface WhatIsRead {
  /** The word of the route or the command. */
  readonly what: string;
  /** Null for a list over many cases. */
  readonly case: CaseId | null;
  /** The id of an appeal or of a filed mail, where only that is read. */
  readonly part?: string | undefined;
}

/** Rejects when it could not be written: then nothing may be shown. */
export function recordRead(
  { by, person }: Reader,
  { what, case: read, part }: WhatIsRead,
  at: Instant,
  { reads, ids }: { readonly reads: Pick<Reads, 'record'>; readonly ids: Ids },
): Promise<void> {
  return reads.record({ id: ids.fresh(), at, by, person, what, case: read, part: part ?? null });
}
