// The append-only truth of a case. Everything shown about a case is folded from these events; none is ever changed.
import type { Clock } from '../clock/clock.ts';
import type { Copy, Coverage, Receipt, Verdict } from '../content/copy.ts';
import type { CaseNumber, CopyId, DecisionId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Notice } from '../notice/notice.ts';
import type { Sender } from '../notice/sender.ts';

/** Who did it: the desk itself, or a person known by a registered key. */
export type Actor = { readonly kind: 'desk' } | { readonly kind: 'person'; readonly id: PersonId };

/** Position of an item in the order of the letter, from 1. Not the printed number, which may repeat or be missing. */
export type ItemIndex = number;

/** Hide is reversible and comes first. Destroy is not, and needs its own recorded decision by another person. */
export type Power = 'hide' | 'destroy';

/**
 * What a look proved. `gone`: what was decided is so, for everybody it must be so for. `hidden`: nobody but the platform's
 * staff sees it, where it should have been destroyed.
 */
export type Judgement = 'gone' | 'hidden' | 'still-there' | 'cannot-tell';

export type Ground =
  | { readonly kind: 'law'; readonly regime: string }
  | { readonly kind: 'terms'; readonly clause: string };

export interface Decision {
  readonly id: DecisionId;
  readonly act: Power | 'refuse';
  readonly ground: Ground;
  readonly by: PersonId;
  readonly at: Instant;
  /** Ed25519 over the decision's payload, base64: proof that the person, not the desk, decided. */
  readonly signature: string;
}

/** A person's signed word that a withheld reply may be sent. */
export type Release = Omit<Decision, 'act' | 'ground'>;

export type UnremovableReason =
  | 'platform-did-nothing'
  | 'platform-refused'
  | 'could-not-verify'
  | 'keeps-coming-back';

/** The result words of a reply; `removed` exists only behind a verification. */
export type ItemResult =
  | { readonly word: 'removed'; readonly how: Power }
  | { readonly word: 'already_gone' }
  | { readonly word: 'not_found' }
  | { readonly word: 'not_ours' }
  | { readonly word: 'need_more' }
  | { readonly word: 'refused'; readonly ground: Ground }
  | { readonly word: 'unremovable'; readonly reason: UnremovableReason };

export type CaseEvent =
  | { readonly kind: 'notice-received'; readonly number: CaseNumber; readonly notice: Notice }
  /** The same letter came again, or its look-ups succeeded at last: now it is proven who sent it. */
  | { readonly kind: 'sender-proven'; readonly sender: Sender }
  | { readonly kind: 'clock-started'; readonly clock: Clock }
  | { readonly kind: 'clock-stopped'; readonly regime: string }
  | {
      readonly kind: 'item-located';
      readonly item: ItemIndex;
      readonly copies: readonly Copy[];
      readonly coverage: Coverage;
    }
  | { readonly kind: 'item-decided'; readonly item: ItemIndex; readonly decision: Decision }
  | {
      readonly kind: 'action-recorded';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly power: Power;
      readonly round: number;
      /** The platform's word, which is not yet the truth. */
      readonly answer: 'accepted' | 'not-found';
      readonly receipts: readonly Receipt[];
    }
  | {
      readonly kind: 'copy-verified';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly round: number;
      readonly look: number;
      readonly judgement: Judgement;
      readonly verdicts: readonly Verdict[];
    }
  | {
      readonly kind: 'copy-unremovable';
      readonly item: ItemIndex;
      readonly copy: CopyId;
      readonly reason: UnremovableReason;
    }
  /** A destroy that did not happen: the copy stays as it was before, hidden and verified. */
  | { readonly kind: 'copy-left-hidden'; readonly item: ItemIndex; readonly copy: CopyId }
  /** The search was done again before anything was called removed. */
  | {
      readonly kind: 'item-swept';
      readonly item: ItemIndex;
      readonly pass: number;
      readonly added: readonly Copy[];
    }
  | { readonly kind: 'item-settled'; readonly item: ItemIndex; readonly result: ItemResult }
  | { readonly kind: 'reply-withheld'; readonly reason: 'sender-not-proven' | 'letter-not-read-whole' }
  /** A person has looked at what was withheld and lets the answer go. */
  | { readonly kind: 'reply-released'; readonly release: Release }
  | { readonly kind: 'reply-sent'; readonly messageId: string; readonly edition: number };

/** An event as kept: numbered within its case, dated, and with its actor. */
export type Recorded<E extends CaseEvent = CaseEvent> = E & {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
};
