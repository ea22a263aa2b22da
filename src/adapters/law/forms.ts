// The forms in which files of law write dates, times, periods and names: how each is told, and how a wrong one is cured.
import { Type } from 'typebox';
import { parsePeriod, type Period } from '../../domain/clock/period.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { type LocalDate, parseDate } from '../../domain/kernel/zone.ts';

/** No key but those named: a misspelt one would run as no law at all. */
export const closed = { additionalProperties: false };

export interface Form {
  readonly what: string;
  readonly write: string;
}

/** By the name that a broken form is reported under. */
export const FORMS: Readonly<Record<string, Form>> = {
  date: { what: 'a day of the calendar', write: 'write year, month, day: 2026-05-19' },
  moment: { what: 'a moment', write: 'write it with its offset, to the second: 2026-05-19T18:00:00-04:00' },
  period: { what: 'a period', write: 'write a number and hours, days, working days or months: 48 hours' },
  pace: {
    what: 'a time in the words of a law',
    write: 'write a period (48 hours), or immediately, without-delay, timely, stated, not-stated, none',
  },
  clock: {
    what: 'the name of a clock',
    write: 'write regime and duty: us-tida/remove, the second time us-tida/remove#2',
  },
};

/** The paces that are one word. */
export const ONE_WORD_PACES = [
  'immediately',
  'without-delay',
  'timely',
  'stated',
  'not-stated',
  'none',
] as const;

/** A line or paragraph that is not empty; none in the law we know needs more. */
export const Line = Type.String({ minLength: 1, maxLength: 2000 });
export const Name = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });
/** Whether a text is missing in one language is for the book to say: faults.ts. */
export const Texts = Type.Object(
  { ko: Type.String({ maxLength: 2000 }), en: Type.String({ maxLength: 2000 }) },
  closed,
);

export const DateText = form('date', (text) => parseDate(text) !== null);
export const MomentText = form('moment', (text) => parseMoment(text) !== null);
export const PeriodText = form('period', (text) => parsePeriod(text) !== null);
export const PaceText = form('pace', (text) => isPaceWord(text) || parsePeriod(text) !== null);

export function form(name: string, fits: (text: string) => boolean) {
  return Type.Refine(Type.String(), fits, () => name);
}

export function orNull<T extends Type.TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

export function isPaceWord(text: string): text is (typeof ONE_WORD_PACES)[number] {
  return (ONE_WORD_PACES as readonly string[]).includes(text);
}

const MOMENT =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Reads `2026-11-20T18:00:00-05:00`; null for any other spelling, a missing offset, or a day no calendar has. */
function parseMoment(text: string): Instant | null {
  const date = MOMENT.exec(text)?.groups?.date;
  return date === undefined || parseDate(date) === null ? null : instant(Date.parse(text));
}

/** What a checked form reads as; throws on a text whose form was not checked (a bug). */
export const dateOf = (text: string): LocalDate => sure(parseDate(text), text);
export const momentOf = (text: string): Instant => sure(parseMoment(text), text);
export const periodOf = (text: string): Period => sure(parsePeriod(text), text);

/** Maps what a law says; what it does not say stays null. */
export function maybe<F, T>(value: F | null, map: (value: F) => T): T | null {
  return value === null ? null : map(value);
}

function sure<T>(value: T | null, text: string): T {
  if (value === null) throw new TypeError(`not checked: ${text}`);
  return value;
}
