// Further letters: what a notifier is told beside the receipt and the answer. That it takes longer, that a copy is back, that an objection
// changed nothing, and that this was the last of it.
import type { AppealId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * Why it takes longer. `working`: said to whoever nobody could prove, and says nothing of how far anybody is. `looking-up`: a place was not
 * found yet. `deciding`: a person has to decide. `platform`: it was asked to hide and has not, or nobody has seen it. `person`: somebody
 * has to read the letter itself. `longer`: the moment named last has passed.
 */
export const DELAY_REASONS = ['working', 'looking-up', 'deciding', 'platform', 'person', 'longer'] as const;
export type DelayReason = (typeof DELAY_REASONS)[number];

/** `seen-gone`: the last look found everything gone. `nothing-to-answer`: the letter lists nothing. */
export type EndReason = 'seen-gone' | 'nothing-to-answer';

export type FurtherLetter =
  /** `until`: by when she hears again. */
  | { readonly kind: 'delay'; readonly reason: DelayReason; readonly until: Instant }
  /** `reopened`: the event by which the item was. */
  | {
      readonly kind: 'back';
      readonly items: readonly { readonly item: number; readonly reopened: number }[];
    }
  | { readonly kind: 'objection-kept'; readonly appeal: AppealId }
  /** `edition`: of the answer that it ends; 0 where none was given. */
  | { readonly kind: 'end'; readonly why: EndReason; readonly edition: number };

export type AboutFurther = FurtherLetter['kind'];
