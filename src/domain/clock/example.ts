// A dated example of a law, worked out by hand: a notice, what happened then, and which clocks it must have started and
// ended, to the second. Types only: the files are `law/examples/`, and what runs them is no part of the core.
import type { LetterKind } from '../notice/letter.ts';
import type { Standing } from '../notice/notifier.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Milestone } from './occasion.ts';
import type { ContentClass, Statement, Visibility } from './regime.ts';

/** What an example is there to show. */
export const COVERAGES = [
  'weekend',
  'holiday',
  'dst',
  'leap-day',
  'year-end',
  'cured',
  'two-laws',
  'not-in-force',
  'never-starts',
  'wrong-standing',
  'surface',
  'unknown-sender',
  'sub-clock',
  'order-states-time',
  'extension',
  'answered-in-time',
  'late',
  'target-not-law',
  'judged-missing',
] as const;
export type Coverage = (typeof COVERAGES)[number];

/** A clock by its name: `us-tida/remove`, and `us-tida/remove#2` where the duty began again. */
export interface ClockName {
  readonly regime: string;
  readonly duty: string;
  /** 1 for the first start. */
  readonly start: number;
}

/** The notice of an example. */
export interface ExampleNotice {
  readonly at: Instant;
  readonly by: Standing | 'unknown';
  readonly country: string | null;
  readonly letter: LetterKind;
  /** What it states. */
  readonly stated: readonly Statement[];
  /** What it is known to lack. In neither list: not known. */
  readonly missing: readonly Statement[];
  /** Empty: not known. */
  readonly content: readonly ContentClass[];
  readonly visibility: Visibility | 'unknown';
  /** The moment the letter asks for. */
  readonly replyBy: Instant | null;
  /** False where nobody could prove the sender. */
  readonly proven: boolean;
  /** Regimes the operator's lawyer ruled out. */
  readonly ruledOut: readonly string[];
}

/** What happens after the notice. */
export type ExampleStep = { readonly at: Instant } & (
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  /** The notice is completed with these. */
  | { readonly kind: 'stated'; readonly statements: readonly Statement[] }
  /** A person found these missing. */
  | { readonly kind: 'judged-missing'; readonly statements: readonly Statement[] }
  /** Every item is decided: to hide. */
  | { readonly kind: 'decided' }
  /** Every item is hidden and was seen gone. */
  | { readonly kind: 'settled' }
  /** Every item was gone already: nothing was done. */
  | { readonly kind: 'gone' }
  /** The reply was sent. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'extended'; readonly clock: ClockName; readonly to: Instant }
  | { readonly kind: 'paused' | 'resumed'; readonly clock: ClockName }
);

/** A clock as the law has it, once all steps are done. What an example does not say is left out. */
export interface ExpectedClock {
  readonly clock: ClockName;
  readonly started: Instant;
  /** Null where the law names no hour. */
  readonly due: Instant | null;
  readonly target?: Instant | null;
  readonly ended: Instant | null;
  readonly late?: boolean;
  readonly provisional?: boolean;
}

export interface Example {
  /** One sentence: what the law makes of it, and why. */
  readonly says: string;
  readonly covers: readonly Coverage[];
  /** The section quoted and the sum done by hand, where it was worked from the text itself. */
  readonly byHand: string | null;
  readonly notice: ExampleNotice;
  /** In the order of time. */
  readonly then: readonly ExampleStep[];
  /** Every clock this regime ever started; those of other regimes only where the example is about both. */
  readonly expect: readonly ExpectedClock[];
  /** Keys of this regime's elements that were ever asked for by name. Left out: not said. */
  readonly missing?: readonly string[];
}

export interface ExampleFile {
  readonly regime: string;
  readonly examples: readonly Example[];
}
