// A regime: one law as data, as `law/regimes/` holds it for a lawyer to read, with the article beside each value.
// Facts for software, not legal advice. A target is a wish of an authority or of this desk and is never a deadline in law.
import type { LocalDate } from '../kernel/zone.ts';
import type { LetterKind } from '../notice/letter.ts';
import type { Standing } from '../notice/notifier.ts';
import type { Occasion } from './occasion.ts';
import type { Period } from './period.ts';

/** A: statute, decree or official page. B: secondary source. M: not verified. */
export type Mark = 'A' | 'B' | 'M';

/** Where a value comes from. A value without an article counts as M, whatever its mark says. */
export interface Sourced {
  readonly article: string | null;
  readonly mark: Mark;
}

/** The same words for people in both languages. */
export interface Words {
  readonly ko: string;
  readonly en: string;
}

export const REGIME_KINDS = [
  /** A person or body asks the platform to remove. */
  'removal-notice',
  /** A regulator asks; not yet an order. */
  'authority-request',
  /** A regulator, court or agency orders. */
  'authority-order',
  'police-request',
  /** Keep data for an investigation. */
  'preservation',
  /** The provider itself must report child material. */
  'csam-report',
] as const;
export type RegimeKind = (typeof REGIME_KINDS)[number];

export const CONTENT_CLASSES = ['intimate', 'synthetic', 'child', 'other-illegal'] as const;
export type ContentClass = (typeof CONTENT_CLASSES)[number];

/** A private room whose invite link was published counts as open (Korean government, November 2024). */
export const VISIBILITIES = ['public', 'private', 'private-with-published-invite'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What a notice can state. Laws call the same thing by many names; a form asks for each of these once. */
export const STATEMENTS = [
  'locator',
  'description',
  'signature',
  'date',
  'contact',
  'name',
  'email',
  'phone',
  'reasons',
  'non-consent',
  'good-faith',
  'truth',
  'intimate-content',
  'standing',
  'account',
  'request-kind',
  'measure',
  'appeal-notice',
  'legal-basis',
  'issuer',
  'territory',
  'data-scope',
  'case-reference',
  'evidence',
  'in-writing',
  'notification-choice',
  'provider-registration',
  'provider-contact',
  'official-form',
] as const;
export type Statement = (typeof STATEMENTS)[number];

export interface Element extends Sourced {
  /** Name of the element within its law. */
  readonly key: string;
  /** All of these must be stated; a form that asked for them has asked for the element. */
  readonly needs: readonly Statement[];
  /** What to ask for, in plain words. */
  readonly text: Words;
  readonly required: boolean;
}

/** How fast, in the words of the law. Only `within` and `stated` have an hour. */
export type Pace =
  | { readonly kind: 'within'; readonly period: Period }
  /** The order itself names the moment. */
  | { readonly kind: 'stated' }
  | { readonly kind: 'immediately' | 'without-delay' | 'timely' | 'not-stated' | 'none' };

/** One thing the platform owes under a law, with its clock. */
export interface Duty extends Sourced {
  readonly key: string;
  readonly from: Occasion;
  readonly pace: Pace;
  readonly ends: Occasion;
  readonly text: Words;
  /** The authority's own target in hours: not law. */
  readonly targetHours: number | null;
  /** Set where the authority may allow a longer time. */
  readonly extension: Sourced | null;
}

export interface Invoker extends Sourced {
  readonly standing: Standing;
}

export type CopiesExtent =
  | 'known-identical'
  | 'substantially-same'
  | 'court-recognised-replicas'
  | 'filter-and-compare'
  | 'not-stated';

export interface Objection extends Sourced {
  readonly who: 'uploader' | 'notifier' | 'party';
  /** How long it may be raised; null where the law names no time. */
  readonly within: Period | null;
  readonly text: Words;
}

export interface Regime {
  readonly id: string;
  readonly jurisdiction: string;
  /** IANA zone in which its days are counted. */
  readonly zone: string;
  /** Whose public holidays count: a file of `law/calendars/`. */
  readonly calendar: string;
  readonly name: Words;
  readonly instrument: string;
  readonly regulator: string | null;
  readonly kind: RegimeKind;
  readonly use: 'live' | 'comparator' | 'inactive';
  readonly status: 'in-force' | 'enacted-not-commenced' | 'proposed' | 'lapsed';
  /** First day in force, or null: in force on every date before the end. */
  readonly inForceFrom: LocalDate | null;
  /** Last day in force, or null. */
  readonly inForceUntil: LocalDate | null;
  readonly binding: boolean;
  readonly invokers: readonly Invoker[];
  /** Letters of authorities that invoke it; empty for notices of people and for duties that need no letter. */
  readonly letters: readonly LetterKind[];
  readonly content: Sourced & { readonly classes: readonly ContentClass[]; readonly text: Words };
  readonly surface: Sourced & { readonly visibility: readonly Visibility[]; readonly text: Words };
  readonly elements: readonly Element[];
  readonly duties: readonly Duty[];
  /** Set where the law lets the time stand still while the notifier is asked. */
  readonly pause: Sourced | null;
  /** Whether one may hide at once and decide after, and for how many days at most; null: until its deadline for deciding. */
  readonly block?: Sourced & { readonly days: number | null };
  readonly copies: Sourced & { readonly extent: CopiesExtent; readonly text: Words };
  readonly stayDown: Sourced & { readonly required: boolean | null; readonly text: Words };
  /** Empty: none in the sources. */
  readonly objections: readonly Objection[];
  readonly records: Sourced & { readonly keep: Period | null; readonly text: Words };
  /** How long data are kept for an authority. */
  readonly hold:
    | (Sourced & { readonly period: Period; readonly extension: Period | null; readonly secret: boolean })
    | null;
  /** Under this age a depicted person is a minor. */
  readonly minorAge: Sourced & { readonly years: number };
  readonly notes: readonly string[];
  readonly source: string;
  readonly reviewed: LocalDate;
}

/** What a value is worth: without an article it is not verified. */
export function markOf({ article, mark }: Sourced): Mark {
  return article === null ? 'M' : mark;
}

/** Whether a value may be held against somebody: not verified is not enough. */
export function isVerified(value: Sourced): boolean {
  return markOf(value) !== 'M';
}
