// What a letter tells the law about who speaks. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import { AUTHORITY, opened, T0 } from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  bookOf,
  CORRECTION,
  duty,
  FORTY_EIGHT,
  lawOf,
  regime,
  SOURCED,
} from '../../../test/support/laws.ts';
import { after, HOUR, instant } from '../kernel/instant.ts';
import type { Authority } from '../notice/authority.ts';
import type { Notice } from '../notice/notice.ts';
import { lawNamed, lawsOf } from './facts.ts';
import type { Regime } from './regime.ts';

const LAW = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT);
const base = opened({ law: LAW }).notice;
if (base === null) throw new Error('no notice');
const notice = (changes: Partial<Notice>): Notice => ({ ...base, ...changes });
const claim = (claimed: Authority['id'] | null): Notice =>
  notice({ sender: { level: 'L0', authority: null, claimed, reasons: ['guard.dmarc'] } });
const names = (of: Notice, authorities: readonly Authority[] = [AUTHORITY], law = LAW) =>
  lawsOf(of, authorities, law).map((one) => `${one.regime}${one.provisional ? '?' : ''}`);

describe('the laws of a letter', () => {
  test('of a proven office are those of its office', () => {
    expect(names(notice({}))).toEqual(['kr-kmcsc-correction', 'kr-tba-22-5']);
  });

  test('of a claim are those of people and of the office whose mailbox it bears, all provisional, each once (C20)', () => {
    expect(names(claim(AUTHORITY.id))).toEqual(['kr-tba-22-5?', 'us-tida?', 'kr-kmcsc-correction?']);
    expect(names(claim(null))).toEqual(['kr-tba-22-5?', 'us-tida?']);
    expect(names(claim(AUTHORITY.id), [])).toEqual(['kr-tba-22-5?', 'us-tida?']);
  });

  test('of a proven body that is enrolled no more are those of somebody unknown (C5)', () => {
    expect(names(notice({}), [])).toEqual(['kr-tba-22-5?', 'us-tida?']);
  });
});

describe('the designation of an institution', () => {
  const on = { year: 2026, month: 11, day: 20 };
  const union = regime({
    id: 'law',
    jurisdiction: 'EU',
    zone: 'Asia/Seoul',
    invokers: [{ standing: 'designated-institution', ...SOURCED }],
    duties: [duty({ key: 'remove', from: 'notice-given', ends: 'settled' })],
  });
  const centre = (country: string): Authority => ({
    ...AUTHORITY,
    kind: 'victim-support',
    country,
    designations: [{ from: on, until: on, by: 'gazette' }],
  });
  /** The letter came so many hours after 09:00 of the 20th in Seoul. */
  const at = (hours: number, country: string, ...book: readonly Regime[]) =>
    names(notice({ receivedAt: after(T0, hours * HOUR) }), [centre(country)], lawOf(...book));

  test('is followed by the days of its own country, or of the Union it belongs to', () => {
    expect([at(0, 'DE', union), at(14.9, 'DE', union), at(15, 'DE', union)]).toEqual([
      ['law'],
      ['law'],
      ['law?'],
    ]);
  });

  test('is not followed by the days of whichever law the book names first', () => {
    expect(at(15, 'DE', FORTY_EIGHT, union)).toEqual(['us-tida?', 'law?']);
  });

  test('is followed by UTC where the book knows no law of its country', () => {
    expect(at(23.9, 'JP', union)).toEqual(['law']);
    expect(at(24, 'JP', union)).toEqual(['law?']);
  });
});

describe('a law that a person names', () => {
  const dated = regime({ id: 'dated', inForceFrom: { year: 2026, month: 11, day: 20 } });
  const law = { ...LAW, book: bookOf(CORRECTION, dated, regime({ id: 'empty', duties: [] })) };

  test('is taken in the edition of the day of receipt, with every duty an arrival starts', () => {
    const named = lawNamed(notice({}), 'dated', law);
    expect(named).toMatchObject({ regime: 'dated', edition: '2026-11-20', provisional: false });
    expect(named?.duties.map(({ key }) => key)).toEqual(['remove']);
    expect(lawNamed(claim(null), 'dated', law)?.provisional).toBe(true);
  });

  test('is none where no law of that name was in force, or nothing in it has a clock', () => {
    expect(lawNamed(notice({}), 'unheard-of', law)).toBeNull();
    expect(lawNamed(notice({ receivedAt: instant(Date.UTC(2026, 10, 19)) }), 'dated', law)).toBeNull();
    expect(lawNamed(notice({}), 'empty', law)).toBeNull();
  });

  test('is that of the day in its own zone, whatever zones stand in the book before it', () => {
    const wide = { ...law, book: bookOf(FORTY_EIGHT, dated) };
    // Midnight of the 20th in Seoul, still the 19th in UTC and in New York.
    const midnight = Date.UTC(2026, 10, 19, 15);
    const on = (moment: number) => lawNamed(notice({ receivedAt: instant(moment) }), 'dated', wide);
    expect(on(midnight)?.regime).toBe('dated');
    expect(on(midnight - 1)).toBeNull();
  });
});
