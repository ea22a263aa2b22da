// What the desk's own people arrange about a case beside deciding: that whoever posted it is not told yet, that somebody else shall decide, that
// the notifier is asked for something, and that a day which they set came near or passed.
import type { ClockKey } from '../clock/clock.ts';
import type { Statement } from '../clock/regime.ts';
import type { AuthorityId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** Why whoever posted it is not told yet. `confidential`: the letter itself asks for it. */
export const HOLD_REASONS = ['confidential', 'investigation', 'danger'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What a day was set for. */
export const TERMS = ['hold', 'provisional', 'asked', 'preserved'] as const;
export type TermName = (typeof TERMS)[number];

export const TERM_ALARMS = ['near', 'passed'] as const;
export type TermAlarm = (typeof TERM_ALARMS)[number];

/** A day that the desk set, as people were told of it. */
export interface HeardTerm {
  readonly term: TermName;
  /** The item it is about; 0: the whole case. */
  readonly of: number;
  readonly until: Instant;
  readonly alarm: TermAlarm;
}

/** Why somebody hands a decision on. None of them names anybody. */
export const ESCALATION_REASONS = [
  'unsure',
  'law-question',
  'threat',
  'under-age',
  'own-interest',
  'not-ours-to-decide',
  'too-much',
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

/** To whom: a person of this desk, whoever leads it, or an enrolled body outside. */
export type EscalatedTo =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'lead' }
  | { readonly kind: 'body'; readonly id: AuthorityId };

/** What is handed on. `items`: positions; empty: the case as a whole. */
export interface Escalated {
  readonly to: EscalatedTo;
  readonly why: EscalationReason;
  readonly items: readonly number[];
}

/** What a person found of the danger that a notice speaks of, or does not. */
export const FOUND_DANGERS = ['none', 'minor', 'threat'] as const;
export type FoundDanger = (typeof FOUND_DANGERS)[number];

/** What ended a question: her letter joined the case, what was asked for was stated, a person said so, or the day came. */
export type AskingEnd = 'letter' | 'stated' | 'answered-otherwise' | 'taken-back' | 'lapsed';

/** What a notifier is asked for. */
export interface Asked {
  /** Statements that the notice lacks. */
  readonly missing: readonly Statement[];
  /** Items of which a better link is wanted. */
  readonly items: readonly number[];
  /** So long she is waited for. */
  readonly until: Instant;
  /** When she is asked once more. */
  readonly remind: Instant;
  /** Clocks that stand still meanwhile, as their laws say. */
  readonly clocks: readonly ClockKey[];
}

/** @typeParam Act a signed act */
export type DeskEvent<Act> =
  /** Whoever posted it is not told until a person says so. Nothing is hidden later for it. `act`: of whoever set or moved the day. */
  | {
      readonly kind: 'reasons-held';
      readonly why: HoldReason;
      /** When somebody looks at it again; left out in records from before. */
      readonly until?: Instant;
      readonly act?: Act;
    }
  | { readonly kind: 'reasons-released'; readonly act: Act }
  | ({ readonly kind: 'term-heard' } & HeardTerm)
  | ({ readonly kind: 'notifier-asked'; readonly act: Act } & Asked)
  /** `again`: the reminder. */
  | { readonly kind: 'asking-sent'; readonly messageId: string; readonly again: boolean }
  | { readonly kind: 'asking-ended'; readonly why: AskingEnd }
  /** `claim`: until when the case is hers to whom it was handed on; null where it is put to nobody by name. */
  | { readonly kind: 'danger-marked'; readonly danger: FoundDanger; readonly act: Act }
  | ({ readonly kind: 'case-escalated'; readonly claim: Instant | null; readonly act: Act } & Escalated);
