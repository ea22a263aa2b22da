// Who read what, through the API or on the command line. Rows are added and never changed.
import type { CaseId, CaseNumber, PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

/** Whoever reads, as the desk knows her. */
export interface Reader {
  /** A token of the API, by its id, or an account of the machine that a command ran as, by its name. */
  readonly by: { readonly token: string } | { readonly login: string };
  /** Whose token it is; on the command line, who she says she is. */
  readonly person: PersonId | null;
}

export interface Read extends Reader {
  /** Ids sort by the time they were made. */
  readonly id: string;
  readonly at: Instant;
  /** Which answer: the word its route or its command declares. */
  readonly what: string;
  /** Null: a list over many cases. */
  readonly case: CaseId | null;
  /** What of it, by its id: an appeal, a filed mail. Null: all of it. */
  readonly part: string | null;
}

/** As it is shown: with the case's number and the token's name. One of token and login is null. */
export interface ShownRead extends Omit<Read, 'case' | 'by'> {
  readonly token: string | null;
  readonly login: string | null;
  readonly number: CaseNumber | null;
}

export interface Reads {
  /** Resolves when it is on disk. */
  record(read: Read): Promise<void>;
  /** The last first, at most `limit`. @param before an id: older ones only */
  list(filter: { readonly limit: number; readonly before?: string }): Promise<readonly ShownRead[]>;
}
