// What was understood of a letter: its reading. How a letter comes to be words is written.ts; how it is read is reading.ts.
import type { Locator } from '../content/locator.ts';
import type { RefusalCode } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Aside } from './own-rows.ts';
import type { AttachmentCode } from './written.ts';

/** Kinds of letters, in the words of the laws. */
export const LETTER_KINDS = [
  /** An authority or a support centre asks, without compulsion. */
  'voluntary-request',
  /** A formal request to correct (시정요구). */
  'correction-request',
  /** A binding order. */
  'order',
  /** The police ask. A letter does not say so by its words alone: see `lawLetter` in clock/facts.ts. */
  'police-request',
  /** Asks to keep records and not to remove. */
  'preservation',
  /** The person shown, or somebody for her, asks for removal. */
  'victim-notice',
  'unclear',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What a letter is by its own words. */
export type ReadKind =
  | LetterKind
  /** Asks about an earlier letter, even if it adds items. */
  | 'follow-up'
  /** Advertising, newsletters, bounces, automatic answers. */
  | 'not-a-notice';

/** In the order in which they are named: delete, block, suspend the user, preserve. */
export const MEASURES = ['delete', 'block', 'suspend-user', 'preserve'] as const;
export type Measure = (typeof MEASURES)[number];

/** What a machine sends, known by its words. */
export type AutomaticWord = 'bounce' | 'automatic-answer' | 'newsletter';

/** The languages a reply is written in. */
export type Language = 'ko' | 'en';

export interface ListedItem {
  /** The number the letter prints for it, or null. */
  readonly number: number | null;
  readonly locator: Locator;
}

/** What looks like a listed item and cannot be used. */
export interface RejectedLine {
  readonly number: number | null;
  /** The link as printed, or the name of the file; `***` for a code to sign in with. */
  readonly text: string;
  readonly code: RefusalCode | AttachmentCode;
}

/** A link in the letter that is none of its list, and why. */
export interface LeftOutLink {
  readonly text: string;
  readonly why: Aside;
}

/** Why a person has to look at the letter itself as well. */
export type UnreadCode =
  | 'reading.no-items'
  | 'reading.no-text'
  | 'reading.attachment'
  | 'reading.rejected-line'
  | 'reading.text-after-end'
  | 'reading.loose-link'
  | 'reading.too-many-items'
  | 'reading.kind-unclear'
  | 'reading.broken-mail'
  | 'reading.too-long';

/** What somebody says of a person in danger: she is threatened with the picture, or she is under age. */
export type NamedDanger = 'threat' | 'minor';

/** What is taken back of an earlier request. */
export interface Withdrawal {
  /** The whole request, but for the printed numbers that are excepted. */
  readonly all: boolean;
  readonly except?: readonly number[];
  /** Printed numbers, as named. */
  readonly numbers: readonly number[];
  /** Canonical links. */
  readonly links: readonly string[];
  /** Something is taken back, and not in words that a machine reads for certain. */
  readonly unclear: boolean;
}

/** A decision on an earlier request is to be looked at again. */
export interface Objection {
  readonly all: boolean;
  /** Printed numbers, as named. */
  readonly numbers: readonly number[];
  /** Canonical links. */
  readonly links: readonly string[];
  /** Somebody objects, and not in words that a machine reads for certain. */
  readonly unclear: boolean;
}

/** What a letter says of earlier ones. */
export interface AboutEarlier {
  /** Words that look like numbers of letters, as printed, without its own. */
  readonly documents: readonly string[];
  /** Our own numbers that it names: `R-26-0001`. */
  readonly cases: readonly string[];
  readonly withdraws: Withdrawal | null;
  /** Beside what it takes back, it asks for something. */
  readonly asksAnew: boolean;
  /** It adds to an earlier list. */
  readonly adds: boolean;
  /** A deadline is another one now: `replyBy` says which, where that was read. */
  readonly movesDeadline: boolean;
  /** Left out: nobody objects, and in readings from before. */
  readonly objects?: Objection;
  /** What is kept is to be kept longer, or need be kept no longer; left out: nothing is said of it. */
  readonly keeping?: 'longer' | 'ended';
}

export interface Reading {
  readonly kind: ReadKind;
  /** The sender's own number as printed, or null. */
  readonly documentNumber: string | null;
  /** The articles it names as its ground, as printed. */
  readonly legalBasis: readonly string[];
  readonly replyBy: Instant | null;
  readonly measures: readonly Measure[];
  /** True where the letter asks for secrecy about itself or the case. */
  readonly confidential: boolean;
  /** ISO 639-1, sorted: each language in which the letter has a full sentence of its own. */
  readonly languages: readonly string[];
  readonly items: readonly ListedItem[];
  readonly rejected: readonly RejectedLine[];
  readonly leftOut: readonly LeftOutLink[];
  /** Empty when the letter was read whole. */
  readonly unread: readonly UnreadCode[];
  /** Of a mail that is no notice: by which of its words a machine sent it. */
  readonly automatic?: readonly AutomaticWord[];
  /** Left out by readings from before letters were brought together. */
  readonly about?: AboutEarlier;
  /** Left out: nobody in danger is spoken of, and in readings from before. */
  readonly dangers?: readonly NamedDanger[];
}

/** A reading as cases stored it while letters were read in one language only. */
export interface OlderReading {
  readonly language: Language;
}

/** The language to answer in: Korean where the letter has any, else English. */
export function replyLanguage(reading: Pick<Reading, 'languages'> | OlderReading): Language {
  if ('language' in reading) return reading.language;
  return reading.languages.includes('ko') ? 'ko' : 'en';
}

/** True where the letter asks that records are kept, and for nothing to be removed, blocked or suspended. */
export function isOnlyToKeep({ kind, measures }: Pick<Reading, 'kind' | 'measures'>): boolean {
  return measures.length === 0 ? kind === 'preservation' : measures.every((one) => one === 'preserve');
}
