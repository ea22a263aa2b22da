// A report: what somebody told the platform itself, with its report button or its form, signed in or not. It is a notice like any other,
// and nothing more than a claim. Her words and how to reach her are in the vault, and nowhere else.
import type { Platform } from '../content/locator.ts';
import type { LetterKind } from './letter.ts';

/** What a form may ask: a private picture or video, a threat, somebody under age, something else. */
export const REPORT_REASONS = ['intimate-image', 'threat', 'minor', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export interface Report {
  readonly platform: Platform;
  /** The platform's own number for it. */
  readonly id: string;
  readonly reasons: readonly ReportReason[];
  /** Whether she has an account there and was signed in; which account it is, is in the vault. */
  readonly signedIn: boolean;
  /** Whether the vault has words of hers, or a way to reach her. */
  readonly words: boolean;
  readonly contact: boolean;
  /** Sealed files, by the platform's ids, whose keys she handed over. The keys stay on the platform. */
  readonly keysFor: readonly string[];
}

/** How far the platform says that a report is, for whoever made it to read. */
export type ReportState = 'looking' | 'acted' | 'declined';

/** The kind of letter that laws would call it: who asks for a private picture to go may be whoever is shown. */
export const kindOfReport = ({ reasons }: Pick<Report, 'reasons'>): LetterKind =>
  reasons.includes('intimate-image') || reasons.includes('minor') ? 'victim-notice' : 'unclear';

/** Somebody may be in danger now: such a case is shown first. Whether it is so, a person decides. */
export const isShownFirst = (report: Pick<Report, 'reasons'> | undefined): boolean =>
  report?.reasons.some((reason) => reason === 'minor' || reason === 'threat') ?? false;

/** She says that somebody under age is shown: laws about children are set going, and no bytes are fetched. */
export const namesChild = (report: Pick<Report, 'reasons'> | undefined): boolean =>
  report?.reasons.includes('minor') ?? false;
