// Tokens of the API. The token itself is kept nowhere: only its digest.
import type { Role } from '../domain/access/role.ts';
import type { SignedAct } from '../domain/case/event.ts';
import type { PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Whose it is; null: a program's. */
  readonly person: PersonId | null;
  readonly addedAt: Instant;
  readonly addedBy: PersonId;
  /** When it was taken back; null while it opens something. */
  readonly revokedAt: Instant | null;
}

export interface ApiTokens {
  /** @param digest SHA-256 of the token, hex. @returns false when the name is used already, also by one that was taken back */
  add(token: Omit<ApiToken, 'revokedAt'>, digest: string, signature: string): Promise<boolean>;
  /** The token of that digest, taken back or not. */
  byDigest(digest: string): Promise<ApiToken | undefined>;
  /** All there ever were, the first made first. */
  list(): Promise<readonly ApiToken[]>;
  /** @returns false when it was taken back before */
  revoke(id: string, act: SignedAct): Promise<boolean>;
}
