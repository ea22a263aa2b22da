// The near index: which pictures on a platform look alike. It holds perceptual hashes of the files of the media index, no picture; it can be
// thrown away and made again from the platform. What it answers is a candidate for a person to look at, never a reason to act.
import type { Spared } from '../domain/content/spared.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Fingerprint } from './fingerprinter.ts';

/** `not-shown`: nobody the desk can look as sees the file. `too-large`: over the limit of what is fetched. */
export type Looked =
  | Fingerprint
  | { readonly kind: 'none'; readonly why: 'not-shown' | 'too-large' | 'no-picture' };

/** A file that looks like one that was asked for; `distance` in bits of 256, the least over all of their parts. */
export interface NearFile {
  readonly blob: string;
  readonly distance: number;
}

/** How far the hashing has come. */
export interface NearReach {
  readonly hashed: number;
  /** Looked at, and there is no hash. */
  readonly without: number;
  readonly waiting: number;
}

export interface NearIndex {
  /** Files that nobody has looked at, or that were shown to nobody or could not be read a day ago, in the order of their ids behind `after`: in the open, not deleted and not spared. */
  waiting(connector: string, after: string, limit: number): Promise<readonly string[]>;
  /** Writes what came of a file. A file that was spared meanwhile stays spared. */
  keep(connector: string, blob: string, looked: Looked, now: Instant): Promise<void>;
  /**
   * What stands there, and all files of the same bytes, are not fetched for hashing any more, and what was known of them is gone. None of it
   * need be in the media index yet.
   */
  spare(connector: string, spared: Spared, now: Instant): Promise<void>;
  /** Standing files that look like any of these, nearest first; never one of these. */
  near(connector: string, blobs: readonly string[]): Promise<readonly NearFile[]>;
  /** Files that look like any of these hashes, nearest first, whether they still stand or not. */
  like(connector: string, hashes: readonly string[]): Promise<readonly NearFile[]>;
  reach(connector: string): Promise<NearReach>;
}
