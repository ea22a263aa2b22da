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
import { parseDate } from '../kernel/zone.ts';
import type { Authority } from '../notice/authority.ts';
import type { Notice } from '../notice/notice.ts';
import { lawNamed, lawsOf } from './facts.ts';

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

  test('follow the designation of an institution by the days of its own country, or of the Union it belongs to', () => {
    const until = parseDate('2026-11-20');
    const from = parseDate('2026-11-20');
    if (until === null || from === null) throw new Error('no such day');
    const law = lawOf(
      regime({
        id: 'law',
        jurisdiction: 'EU',
        zone: 'Asia/Seoul',
        invokers: [{ standing: 'designated-institution', ...SOURCED }],
        duties: [duty({ key: 'remove', from: 'notice-given', ends: 'settled' })],
      }),
    );
    const centre: Authority = {
      ...AUTHORITY,
      kind: 'victim-support',
      country: 'DE',
      designations: [{ from, until, by: 'gazette' }],
    };
    const at = (hours: number) => names(notice({ receivedAt: after(T0, hours * HOUR) }), [centre], law);
    // 09:00 of the 20th in the zone of the law; fifteen hours later it is the 21st.
    expect([at(0), at(14.9), at(15)]).toEqual([['law'], ['law'], ['law?']]);
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
});
