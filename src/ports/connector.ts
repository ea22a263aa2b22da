// A connector: the desk's hands and eyes on one platform. What it answers is a claim until `verify` has looked.
// No verb forwards or copies an item.
import type { Location } from '../domain/case/command.ts';
import type { Copy, Receipt, Verdict, View } from '../domain/content/copy.ts';
import type { Locator, Platform } from '../domain/content/locator.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';

/** Closed list: nothing about the requester can leak into a platform's logs or rooms. */
export type ReasonCode = 'intimate-image' | 'other-illegal' | 'terms';

/**
 * - `accepted`: the platform said yes; never "done".
 * - `not-found`: the platform knows no such copy; still to be verified.
 * - `retry`: try the same key again, not before `afterMs`.
 * - `refused`: trying again will not help.
 */
export type Operation =
  | { readonly kind: 'accepted' | 'not-found'; readonly receipts: readonly Receipt[] }
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly code: string };

export type Located =
  | Location
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs: number | null };

export interface Order {
  /** A repeat with the same key has no second effect. */
  readonly key: string;
  readonly reason: ReasonCode;
}

export interface Capabilities {
  readonly platform: Platform;
  readonly version: string;
  readonly find: { readonly byBlobId: boolean; readonly bySha256: boolean; readonly byPerceptual: boolean };
  readonly hideIsReversible: boolean;
  /** Every call this connector may make; any other is a bug and throws. */
  readonly endpoints: readonly string[];
}

export interface Connector {
  readonly platform: Platform;
  capabilities(): Promise<Capabilities>;
  /** Where the link leads and where else the very same file stands (by file id and by SHA-256). */
  locate(locator: Locator): Promise<Located>;
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
