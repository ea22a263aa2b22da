// Where the events of enrolment are kept, and the nonces of confirmations.
import type { EnrolmentEvent } from '../domain/authority/enrolment.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';

/** The operator's file with which a desk starts. */
export interface AuthoritiesFile {
  readonly authorities: readonly Authority[];
  /** SHA-256 of its text, hex: how it is known again. */
  readonly digest: string;
}

export interface Enrolments {
  /** Every event in order. */
  history(): Promise<readonly EnrolmentEvent[]>;
  /** Writes the event that follows `seen` events. @returns false when another was written meanwhile; then nothing is */
  append(event: EnrolmentEvent, seen: number): Promise<boolean>;
  /** Keeps a nonce. @returns false when this key used it before */
  useNonce(keyId: string, nonce: string, at: Instant): Promise<boolean>;
}
