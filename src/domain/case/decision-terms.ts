// What a decision may say beside its act and its ground: what it knows and does all the same, what it was signed together with, and which
// copies it leaves alone, and whether it is for now only.
import type { CaseNumber, CopyId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** Items of one case, by their positions. */
export interface ListedItems {
  readonly number: CaseNumber;
  readonly items: readonly number[];
}

/** Why a copy stays although everything else of its item is hidden. None of them names anybody. */
export const SPARE_REASONS = ['own-copy', 'reporting', 'investigation'] as const;
/**
 * `own-copy`: whoever is shown keeps it herself. `reporting`: a news room or a study, where the law protects it. `investigation`: an
 * authority keeps it there for its own work.
 */
export type SpareReason = (typeof SPARE_REASONS)[number];

/** A copy that a decision to hide leaves alone. */
export interface Spare {
  readonly copy: CopyId;
  readonly why: SpareReason;
}

export interface DecisionTerms {
  /** She knows that the letter asks only to keep, and hides all the same; left out everywhere else. */
  readonly although?: 'only-to-keep';
  /** Every case of the one act that was signed, this one among them, each with its items; left out where it is about one case. */
  readonly list?: readonly ListedItems[];
  /** Left out: every copy is hidden. */
  readonly spares?: readonly Spare[];
  /** Hidden for now, and decided by then: where a law lets one hide at once. Left out: decided for good. */
  readonly provisional?: { readonly until: Instant };
}
