// Who read what through the API. Rows are added and never changed.
import type { CaseId, CaseNumber, PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface Read {
  /** Ids sort by the time they were made. */
  readonly id: string;
  readonly at: Instant;
  /** Id of the token. */
  readonly token: string;
  readonly person: PersonId | null;
  /** Which answer: the word its route declares. */
  readonly what: string;
  /** Null: a list over many cases. */
  readonly case: CaseId | null;
}

/** As it is shown: with the case's number and the token's name. */
export interface ShownRead extends Omit<Read, 'case' | 'token'> {
  readonly token: string;
  readonly number: CaseNumber | null;
}

export interface Reads {
  /** Resolves when it is on disk. */
  record(read: Read): Promise<void>;
  /** The last first, at most `limit`. @param before an id: older ones only */
  list(filter: { readonly limit: number; readonly before?: string }): Promise<readonly ShownRead[]>;
}
