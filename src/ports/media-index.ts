// The media index: which file stands where on a platform, kept by the desk, since no platform answers that. A copy of facts: it can
// be thrown away and built again from the feed and the history. What people report there is told in the same feed, and waits here.
import type { IndexState } from '../domain/content/index-state.ts';
import type { ContainerRecord, FileRecord, SpotRecord } from '../domain/content/media-record.ts';
import type { Observation } from '../domain/content/observation.ts';
import type { Instant } from '../domain/kernel/instant.ts';

/** Spots by their keys, by files they show, by whose they are, by room. */
export type SpotQuery =
  | { readonly keys: readonly string[] }
  | { readonly blobs: readonly string[] }
  | { readonly owner: string }
  | { readonly container: string };

/** Files by the platform's ids, or by SHA-256 of themselves or of their thumbnails. */
export type FileQuery = { readonly blobs: readonly string[] } | { readonly digests: readonly string[] };

/** At most `limit`, in the order of their keys, behind `after`. */
export interface Stretch {
  readonly after: string;
  readonly limit: number;
}

export interface IndexCounts {
  readonly files: number;
  readonly spots: number;
  readonly containers: number;
}

export interface IndexChange {
  /** As it was read. */
  readonly seen: IndexState;
  readonly next: IndexState;
  readonly observations: readonly Observation[];
  /** Everything that was indexed before is thrown away first. */
  readonly anew?: true;
}

/** @param connector whose platform: the name its copies bear */
export interface MediaIndex {
  /** `NOTHING_INDEXED` where nothing was ever written. */
  state(connector: string): Promise<IndexState>;
  /**
   * Writes state, records and what was reported in one transaction, and gives the state its next revision.
   * @returns false where somebody else wrote since `seen`: nothing is written
   */
  write(connector: string, change: IndexChange): Promise<boolean>;
  spots(connector: string, wanted: SpotQuery, stretch: Stretch): Promise<readonly SpotRecord[]>;
  files(connector: string, wanted: FileQuery, stretch: Stretch): Promise<readonly FileRecord[]>;
  containers(connector: string, ids: readonly string[]): Promise<readonly ContainerRecord[]>;
  counts(connector: string): Promise<IndexCounts>;
  /** Reports, by the platform's ids, that wait for their case. One is told of as often as it may be and waits once. */
  waitingReports(connector: string, stretch: Stretch): Promise<readonly string[]>;
  /** Its case is there, or it is nobody's to take up. It waits never again, however often it is told of. */
  reportTaken(connector: string, id: string, at: Instant): Promise<void>;
}
