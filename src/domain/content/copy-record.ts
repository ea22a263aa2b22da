// What the platform's record says of a copy before it is hidden: metadata and digests, so that it can be shown later what was hidden. No bytes
// of a picture are fetched, copied or hashed for it.
import type { Instant } from '../kernel/instant.ts';
import type { Receipt } from './copy.ts';

/** Null: the platform did not say, or the copy has no such part. */
export interface CopyRecord {
  /** Of the file, hex, as the platform has it. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly mime: string | null;
  /** The account that put this copy up. */
  readonly uploader: string | null;
  readonly postedAt: Instant | null;
  /** The account that brought the file to the platform: another one where this copy is a forward. */
  readonly fileBy: string | null;
  readonly fileAt: Instant | null;
  /** Of the answer to a HEAD request for the file, names in lower case; empty where nobody could see it. */
  readonly headers: Readonly<Record<string, string>>;
}

export type Preserved =
  | { readonly kind: 'kept'; readonly record: CopyRecord; readonly receipts: readonly Receipt[] }
  /** The platform did not let us have it, with the reason: hiding goes on all the same. */
  | { readonly kind: 'denied'; readonly code: string };
