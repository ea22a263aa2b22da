// Answers to acts that came over the API, by the key that the sender gave each.
import type { Instant } from '../domain/kernel/instant.ts';

export interface RequestKey {
  /** Id of the token. */
  readonly token: string;
  readonly key: string;
}

export interface KeptAnswer {
  /** SHA-256 of what was asked, hex. */
  readonly request: string;
  /** Null: it was begun, and nobody knows how it ended. */
  readonly answer: object | null;
}

export interface KeptAnswers {
  /** Takes the key for this request, unless it is taken. @returns what stands there now. Older ones than two days are forgotten */
  begin(key: RequestKey, request: string, at: Instant): Promise<KeptAnswer>;
  keep(key: RequestKey, answer: object): Promise<void>;
}
