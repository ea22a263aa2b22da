// Mail that is no notice: kept, seen by people, never answered. A person can open the case of any of them.
import type { CaseId, CaseNumber, LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { FiledAs } from '../domain/notice/filing.ts';

export interface FiledMail {
  readonly id: LetterId;
  /** Equal for the same mail delivered twice, whatever relays added on the way. */
  readonly contentKey: string;
  /** SHA-256 of the raw bytes in the vault. */
  readonly rawDigest: string;
  readonly receivedAt: Instant;
  readonly as: FiledAs;
  /** The mailbox in From, which nobody has proven; null for any other form. */
  readonly from: string | null;
  /** The case whose mail it speaks of, known by that mail's Message-ID; null for every other. */
  readonly about: CaseId | null;
  /** What was observed about the sender, and the report as it was read: kept as JSON. */
  readonly evidence: unknown;
}

/** A filed mail, and the case that a person opened for it. */
export interface FiledRow extends FiledMail {
  readonly opened: CaseNumber | null;
}

export interface Filed {
  /** Once per content key. @returns false for a mail that was filed before */
  put(mail: FiledMail): Promise<boolean>;
  /** The newest first, at most `limit`. */
  list(limit: number): Promise<readonly FiledRow[]>;
  get(id: LetterId): Promise<FiledRow | undefined>;
}
