// A connector: the desk's hands and eyes on one platform. What it answers is a claim until `verify` has looked.
// No verb forwards or copies an item.
import type { Location } from '../domain/case/command.ts';
import type { Copy, Layer, Receipt, Verdict, View } from '../domain/content/copy.ts';
import type { Locator, Platform } from '../domain/content/locator.ts';
import type { Observation, Sighting } from '../domain/content/observation.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

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

/** `direct`: we have the power. `referral`: somebody else has it and can be written to. */
export type Level = 'direct' | 'referral' | 'none';

/** What a platform can do, as far as asking it shows. Asked when the desk starts. */
export interface Capabilities {
  readonly platform: Platform;
  /** Of the platform; empty where it did not answer. */
  readonly version: string;
  readonly probedAt: Instant;
  readonly observe: {
    readonly mode: 'push' | 'poll' | 'none';
    readonly history: 'full' | 'sinceJoin' | 'none';
    readonly delivery: 'at-least-once' | 'best-effort';
    /** Orders follow each other without a hole, so that a hole is something missed. */
    readonly numbered: boolean;
  };
  readonly find: {
    readonly byBlobId: boolean;
    readonly bySha256: boolean;
    readonly byPerceptual: boolean;
    readonly backfill: boolean;
  };
  readonly remove: Readonly<Record<Layer, Level>>;
  /** Layers whose removal can be undone. */
  readonly restore: Readonly<Partial<Record<Layer, boolean>>>;
  readonly gate: 'preStorage' | 'preDelivery' | 'postDelivery' | 'none';
  readonly suspend: Level;
  readonly notifyUploader: Level;
  /** `opaque`: there are rooms whose files only their members can see. */
  readonly encrypted: 'opaque' | 'withKeys' | 'clear';
  readonly federation: 'none' | 'localCopiesOnly';
  /** Requests the platform allows; left out where it does not say. */
  readonly rate?: { readonly perSecond: number };
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
  /** What happened after `cursor`, oldest first; null: nothing yet, but from which cursor on. */
  observe(cursor: string | null): Promise<Observed>;
  /** What stands where, from `position` on; null: from the beginning. */
  backfill(position: string | null): Promise<History>;
  /** Reversible calls only, file first and then the message. */
  hide(copy: Copy, order: Order): Promise<Operation>;
  /** Not reversible: exists only with the decision of a person. */
  destroy(copy: Copy, order: Order & { readonly decision: DecisionId }): Promise<Operation>;
  /** Undoes `hide`. */
  restore(copy: Copy, order: Order): Promise<Operation>;
  /** Looks at each layer through each view; a failed look is the verdict `unknown`, never an error. */
  verify(copy: Copy, views: readonly View[]): Promise<readonly Verdict[]>;
}

/** The connectors this desk has, by platform. */
export interface Connectors {
  for(platform: Platform): Connector | undefined;
}
