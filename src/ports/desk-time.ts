// The latest moment the desk has known, kept so that a clock set back between two runs is noticed.
import type { PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

/** A person's signed word that the wall clock is right. Never changed, never deleted. */
export interface WallTrust {
  readonly id: string;
  readonly by: PersonId;
  readonly at: Instant;
  /** What the desk believed before. */
  readonly from: Instant;
  /** Ed25519 over `trustPayload`, base64. */
  readonly signature: string;
}

export interface DeskTime {
  /** Null before the very first look. */
  latest(): Promise<Instant | null>;
  /** Moves on from `seen` to a later moment. @returns false when somebody else changed it meanwhile; then nothing is written */
  keep(seen: Instant | null, latest: Instant): Promise<boolean>;
  /** Sets the time to the wall's, back if need be, and records who said so; only this ever makes it earlier. */
  trust(trust: WallTrust): Promise<void>;
}
