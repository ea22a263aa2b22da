// A few laws for tests, written out here so that a change of law/ never changes what a test of the machine means.
import type { LawBook } from '../../src/domain/clock/book.ts';
import type { Calendar } from '../../src/domain/clock/calendar.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import type { Duty, Element, Regime } from '../../src/domain/clock/regime.ts';

const WORDS = { ko: '시험', en: 'test' };
export const SOURCED = { article: 'Art. 1', mark: 'A' } as const;

export function duty(changes: Partial<Duty> & Pick<Duty, 'key' | 'from' | 'ends'>): Duty {
  return {
    pace: { kind: 'without-delay' },
    text: WORDS,
    targetHours: null,
    extension: null,
    ...SOURCED,
    ...changes,
  };
}

export const hours = (count: number): Duty['pace'] => ({ kind: 'within', period: { unit: 'hours', count } });
export const days = (count: number): Duty['pace'] => ({ kind: 'within', period: { unit: 'days', count } });

export function element(changes: Partial<Element> & Pick<Element, 'key' | 'needs'>): Element {
  return { text: WORDS, required: true, ...SOURCED, ...changes };
}

export function regime(changes: Partial<Regime> & Pick<Regime, 'id'>): Regime {
  return {
    jurisdiction: 'KR',
    zone: 'Asia/Seoul',
    calendar: 'KR',
    name: WORDS,
    instrument: 'Test Act',
    regulator: null,
    kind: 'removal-notice',
    use: 'live',
    status: 'in-force',
    inForceFrom: null,
    inForceUntil: null,
    binding: true,
    invokers: [{ standing: 'anyone', ...SOURCED }],
    letters: [],
    content: { classes: ['intimate', 'synthetic', 'child'], text: WORDS, ...SOURCED },
    surface: { visibility: ['public', 'private', 'private-with-published-invite'], text: WORDS, ...SOURCED },
    elements: [],
    duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled' })],
    pause: null,
    copies: { extent: 'not-stated', text: WORDS, ...SOURCED },
    stayDown: { required: null, text: WORDS, ...SOURCED },
    objections: [],
    records: { keep: null, text: WORDS, ...SOURCED },
    hold: null,
    minorAge: { years: 19, ...SOURCED },
    notes: [],
    source: 'test',
    reviewed: { year: 2026, month: 11, day: 23 },
    ...changes,
  };
}

export const CALENDAR: Calendar = {
  country: 'KR',
  weekend: [0, 6],
  holidays: { '2026-12-25': 'Christmas' },
  firstKnownYear: 2024,
  lastKnownYear: 2027,
};

/** Asked by an authority: report the result without delay; its target is 24 hours. */
export const CORRECTION = regime({
  id: 'kr-kmcsc-correction',
  kind: 'authority-request',
  invokers: [{ standing: 'agency', ...SOURCED }],
  letters: ['correction-request', 'unclear'],
  duties: [duty({ key: 'report-result', from: 'notice-given', ends: 'answered', targetHours: 24 })],
});

/** No statute: only the authority's target. */
export const VOLUNTARY = regime({
  id: 'kr-voluntary-request',
  kind: 'authority-request',
  binding: false,
  invokers: [{ standing: 'agency', ...SOURCED }],
  letters: ['voluntary-request', 'unclear'],
  duties: [
    duty({
      key: 'report-result',
      from: 'notice-given',
      ends: 'answered',
      pace: { kind: 'none' },
      targetHours: 24,
    }),
  ],
});

/** The platform knows: remove without delay, whoever told it. */
export const AWARENESS = regime({ id: 'kr-tba-22-5' });

/** A valid request of the person shown: 48 hours, and four elements. */
export const FORTY_EIGHT = regime({
  id: 'us-tida',
  jurisdiction: 'US',
  zone: 'America/New_York',
  calendar: 'US',
  invokers: [
    { standing: 'self', ...SOURCED },
    { standing: 'representative', ...SOURCED },
  ],
  elements: [
    element({ key: 'signature', needs: ['signature'] }),
    element({ key: 'locator', needs: ['locator'] }),
    element({ key: 'good-faith-nonconsent', needs: ['good-faith', 'non-consent'] }),
    element({ key: 'contact', needs: ['contact'], mark: 'M' }),
  ],
  duties: [duty({ key: 'remove', from: 'valid-request-received', ends: 'settled', pace: hours(48) })],
});

/** Many clocks of one law: from the report, from our confirmation, from our own delay. */
export const STEPPED = regime({
  id: 'us-ca-bpc22671',
  jurisdiction: 'US-CA',
  zone: 'America/Los_Angeles',
  calendar: 'US',
  invokers: [{ standing: 'self', ...SOURCED }],
  duties: [
    duty({ key: 'determine', from: 'receipt-confirmed', ends: 'decided', pace: days(30) }),
    duty({ key: 'confirm-receipt', from: 'report-received', ends: 'receipt-confirmed', pace: hours(48) }),
    duty({ key: 'notify-delay', from: 'delay-known', ends: 'delay-told', pace: hours(48) }),
    duty({ key: 'long-stop', from: 'report-received', ends: 'decided', pace: days(60) }),
  ],
});

export const bookOf = (...regimes: readonly Regime[]): LawBook => ({
  regimes,
  calendars: { KR: CALENDAR, US: { ...CALENDAR, country: 'US' } },
});

export const lawOf = (...regimes: readonly Regime[]): Law => ({
  book: bookOf(...regimes),
  reach: EVERYWHERE,
});

/** The law most tests live under. */
export const KOREAN_LAW: Law = lawOf(CORRECTION, VOLUNTARY, AWARENESS);

/** The law book as people who decide ask for it. */
export const lawPort = (law: Law = KOREAN_LAW) => ({ law: () => Promise.resolve(law) });
