// A connector: the desk's hands and eyes on one platform. What it answers is a claim until `verify` has looked.
// No verb forwards or copies an item.
import type { Location } from '../domain/case/command.ts';
import type { AccountVerdict, SuspensionNotice, UploaderNotice } from '../domain/content/account-notice.ts';
import type { CapabilityRecord } from '../domain/content/capability-record.ts';
import type { Copy, Receipt, Verdict, View } from '../domain/content/copy.ts';
import type { Preserved } from '../domain/content/copy-record.ts';
import type { Locator, Platform } from '../domain/content/locator.ts';
import type { Observation, Sighting } from '../domain/content/observation.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { ReportReason, ReportState } from '../domain/notice/report.ts';

/** Closed list: nothing about the requester can leak into a platform's logs or rooms. */
export type ReasonCode = 'intimate-image' | 'other-illegal' | 'terms';

/** Ask again, not before `afterMs` (null: the desk's own pause). */
export interface Retry {
  readonly kind: 'retry';
  readonly code: string;
  readonly afterMs: number | null;
}

/**
 * - `accepted`: the platform said yes; never "done".
 * - `not-found`: the platform knows no such copy; still to be verified.
 * - `retry`: try the same key again, not before `afterMs`.
 * - `refused`: trying again will not help.
 */
export type Operation =
  | { readonly kind: 'accepted' | 'not-found'; readonly receipts: readonly Receipt[] }
  | Retry
  | { readonly kind: 'refused'; readonly code: string };

export type Located = Location | Retry;

export interface Order {
  /** A repeat with the same key has no second effect. */
  readonly key: string;
  readonly reason: ReasonCode;
}

/** What exists only with the recorded decision of a person; without one it is refused with an exception, before anything is asked. */
export interface DecidedOrder extends Order {
  readonly decision: DecisionId;
}

/** `forgotten`: the platform knows no such job any more, which says nothing of what became of it. `unknown`: it did not say. */
export type JobProgress = 'running' | 'done' | 'forgotten' | 'unknown';

/** A page of what happened. At least once: until the desk has stored `cursor`, the same page comes again. */
export type Observed =
  | {
      readonly kind: 'page';
      readonly cursor: string;
      /** Order of the newest event that `cursor` stands for. */
      readonly upTo: number;
      readonly observations: readonly Observation[];
      readonly more: boolean;
    }
  /**
   * The platform does not know this cursor: nobody can say what was missed. `anew`: it counts from the beginning again, so that
   * what was indexed is of another one.
   */
  | { readonly kind: 'lost'; readonly anew: boolean }
  | Retry;

/** A page of what stands where now, of any age. */
export type History =
  | {
      readonly kind: 'page';
      /** Where to go on; null: this was the last page. */
      readonly position: string | null;
      readonly sightings: readonly Sighting[];
      readonly rooms: { readonly done: number; readonly total: number };
    }
  | Retry;

/**
 * A report as the platform has it. `unknown`: it has none of that number. `place`: where it points, as the path of a link of that platform;
 * `sealed`: everything it says, words and contact among it, for the vault and for nobody else.
 */
export type FoundReport =
  | {
      readonly kind: 'report';
      readonly id: string;
      readonly at: Instant;
      readonly reasons: readonly ReportReason[];
      readonly place: string;
      readonly signedIn: boolean;
      readonly words: boolean;
      readonly contact: boolean;
      readonly keysFor: readonly string[];
      /** Somebody ended it before us. */
      readonly ended: boolean;
      /** Her account and her words, to be marked and forgotten; left out where she was not signed in, or wrote nothing. */
      readonly reporter?: string;
      readonly said?: string;
      readonly sealed: Uint8Array;
    }
  /** Whoever was told of a decision disagrees. `order`: the key of the order that told her; `sealed`: her words among it, for the vault. */
  | {
      readonly kind: 'appeal';
      readonly id: string;
      readonly at: Instant;
      readonly account: string;
      readonly order: string | null;
      readonly sealed: Uint8Array;
    }
  | { readonly kind: 'unknown' }
  | Retry;

/** `told`: the platform says so now, read back after it was asked to. */
export type ReportTold = { readonly kind: 'told' | 'unknown' } | Retry;

/** What a platform can do. Asked when the desk starts. */
export interface Capabilities extends CapabilityRecord {
  /** Requests the platform allows; left out where it does not say. */
  readonly rate?: { readonly perSecond?: number; readonly burst?: number };
  /** Every call this connector may make; any other is a bug and throws. */
  readonly endpoints: readonly string[];
}

export interface Connector {
  readonly platform: Platform;
  /** Asks the platform what it can do. Never fails: what could not be asked is said to be missing. */
  capabilities(): Promise<Capabilities>;
  /** Where the link leads and where else the very same file stands (by file id and by SHA-256). */
  locate(locator: Locator): Promise<Located>;
  /** The spot a link names, as the media index knows it; null for a whole room. Nothing is asked. */
  spotOf(locator: Locator): string | null;
  /** The name by which a link to a message names its room, which another room may have by now; null for other links. Nothing is asked. */
  roomNameOf(locator: Locator): string | null;
  /** What happened after `cursor`, oldest first; null: nothing yet, but from which cursor on. */
  observe(cursor: string | null): Promise<Observed>;
  /** What stands where, from `position` on; null: from the beginning. */
  backfill(position: string | null): Promise<History>;
  /** What somebody told the platform: a report of something on it, or an appeal. Ids are the connector's own. */
  report(id: string): Promise<FoundReport>;
  /** Has the platform say to whoever made the report how far it is. A repeat changes nothing. */
  tellReport(id: string, state: ReportState): Promise<ReportTold>;
  /** What the platform's record says of a copy, asked for before it is hidden: metadata and digests, no bytes. Never throws. */
  preserve(copy: Copy): Promise<Preserved | Retry>;
  /** Reversible calls only, file first and then the message. */
  hide(copy: Copy, order: Order): Promise<Operation>;
  /** Not reversible: exists only with the decision of a person. */
  destroy(copy: Copy, order: DecidedOrder): Promise<Operation>;
  /** Undoes `hide`. */
  restore(copy: Copy, order: Order): Promise<Operation>;
  /** Where a job of a receipt stands. Never fails, and is no proof of anything: only a look is. */
  operation(job: string): Promise<JobProgress>;
  /** Looks at each layer through each view; a failed look is the verdict `unknown`, never an error. */
  verify(copy: Copy, views: readonly View[]): Promise<readonly Verdict[]>;
  /**
   * Keeps an account out and tells it so, in one: nobody is suspended without a notice. Refused with an exception where the notice
   * could name anybody.
   * @param account as the platform names it, such as the uploader of a copy
   */
  suspend(account: string, order: DecidedOrder & { readonly notice: SuspensionNotice }): Promise<Operation>;
  /** Undoes `suspend`. */
  unsuspend(account: string, order: DecidedOrder): Promise<Operation>;
  /** Tells an account what was done to what it posted: the ground is the order's reason. */
  notifyUploader(
    account: string,
    order: DecidedOrder & { readonly notice: UploaderNotice },
  ): Promise<Operation>;
  /** Looks whether an account is kept out; a failed look is `unknown`, never an error. */
  verifyAccount(account: string): Promise<AccountVerdict>;
}

/** The connectors this desk has, by platform. */
export interface Connectors {
  for(platform: Platform): Connector | undefined;
}
