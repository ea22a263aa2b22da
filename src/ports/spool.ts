// The spool: mail the desk has answered for but not yet read. What `keep` returned from survives power loss.
import type { LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface Envelope {
  readonly id: LetterId;
  readonly receivedAt: Instant;
  /** What MAIL FROM named; empty: nobody; null: the inbox's server did not write it down. */
  readonly from: string | null;
  readonly to: readonly string[];
  /** Network address of the peer, for limits and evidence. */
  readonly peer: string;
  /** Of a mail that was taken out of the inbox. */
  readonly inbox?: InboxTrace;
}

/** Where a mail lay and since when: evidence for the moment of receipt. */
export interface InboxTrace {
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: number;
  /** As the inbox's server dated it; null when it did not. */
  readonly arrivedAt: Instant | null;
  /** When the desk took it, by its own clock. */
  readonly takenAt: Instant;
}

export interface Spooled {
  readonly envelope: Envelope;
  readonly raw: Uint8Array;
}

export type Kept =
  | { readonly kind: 'kept' }
  | { readonly kind: 'cannot'; readonly code: 'spool.full' | 'spool.failed' };

/** What can be told of a mail without reading it: what MAIL FROM named, and the beginning of its bytes, one character each. */
export interface Peek {
  readonly from: string | null;
  readonly head: string;
}

export interface Spool {
  /** Writes durably (bytes, name and folder on disk) before it answers `kept`. */
  keep(mail: Spooled): Promise<Kept>;
  /** Waiting mail, oldest first, at most `limit`, behind `after`: what cannot be read now must not block what can. */
  waiting(limit: number, after?: LetterId): Promise<readonly LetterId[]>;
  /** Undefined when it is gone or damaged; any other trouble throws, and the mail is tried again. */
  read(id: LetterId): Promise<Spooled | undefined>;
  /** Undefined when it is gone, damaged or cannot be read now. */
  peek(id: LetterId): Promise<Peek | undefined>;
  /** Only after the letter is in the vault and its case is committed. */
  remove(id: LetterId): Promise<void>;
  /** Sets a file aside that cannot be read, for a person; never deletes it. */
  setAside(id: LetterId): Promise<void>;
}
