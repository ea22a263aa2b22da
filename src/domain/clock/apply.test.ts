// Which laws a notice sets going. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import { T0 } from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  bookOf,
  CALENDAR,
  CORRECTION,
  duty,
  element,
  FORTY_EIGHT,
  regime,
  SOURCED,
  VOLUNTARY,
} from '../../../test/support/laws.ts';
import { HOUR, instant } from '../kernel/instant.ts';
import { LETTER_KINDS } from '../notice/letter.ts';
import { type Standing, STANDINGS, UNKNOWN_NOTIFIER } from '../notice/notifier.ts';
import { EVERYWHERE, type Facts, lawsFor, type Reach } from './apply.ts';
import type { Arrival } from './occasion.ts';
import type { Regime } from './regime.ts';

const PERSON: Facts = {
  receivedAt: T0,
  letter: 'victim-notice',
  notifier: { standing: 'self', country: null, authority: null },
  proven: true,
  content: [],
  visibility: null,
  missing: [],
};
const office = (standing: Standing, country: string | null, letter: Facts['letter']): Facts => ({
  ...PERSON,
  letter,
  notifier: { standing, country, authority: null },
});
const AGENCY = office('agency', 'KR', 'correction-request');

const applied = (regimes: readonly Regime[], facts: Facts, reach: Reach = EVERYWHERE): string[] =>
  lawsFor(bookOf(...regimes), facts, reach).map((law) => law.regime);
const applies = (law: Regime, facts: Facts, reach: Reach = EVERYWHERE): boolean =>
  applied([law], facts, reach).length > 0;

describe('a law applies', () => {
  test('only while it is live and in force on the day of receipt in its own zone, both ends included (C1)', () => {
    const law = regime({
      id: 'dated',
      inForceFrom: { year: 2026, month: 11, day: 20 },
      inForceUntil: { year: 2026, month: 11, day: 21 },
    });
    // Midnight in Seoul is 15:00 UTC of the day before.
    const day = Date.UTC(2026, 10, 19, 15);
    const at = (moment: number): boolean => applies(law, { ...PERSON, receivedAt: instant(moment) });
    expect([day - 1, day, day + 48 * HOUR - 1, day + 48 * HOUR].map(at)).toEqual([false, true, true, false]);
    expect(applies({ ...law, use: 'comparator' }, PERSON)).toBe(false);
    expect(applies({ ...law, use: 'inactive' }, PERSON)).toBe(false);
    expect(applies({ ...law, status: 'enacted-not-commenced' }, PERSON)).toBe(false);
  });

  test('on every date before its end where no first day is known, and after its start where no last is (C2)', () => {
    const law = regime({ id: 'open' });
    expect(applies(law, { ...PERSON, receivedAt: instant(0) })).toBe(true);
    expect(applies(law, { ...PERSON, receivedAt: instant(Date.UTC(2100, 0, 1)) })).toBe(true);
  });

  test('only where the operator serves, and not where she ruled it out by name (C3)', () => {
    const both = [AWARENESS, FORTY_EIGHT];
    expect(applied(both, PERSON, { jurisdictions: ['US'], ruledOut: [] })).toEqual(['us-tida']);
    expect(applied(both, PERSON, { jurisdictions: [], ruledOut: [] })).toEqual([]);
    const california = { ...FORTY_EIGHT, jurisdiction: 'US-CA' };
    expect(applies(california, PERSON, { jurisdictions: ['US'], ruledOut: [] })).toBe(true);
    expect(applies(FORTY_EIGHT, PERSON, { jurisdictions: ['US-CA'], ruledOut: [] })).toBe(false);
    expect(applied(both, PERSON, { jurisdictions: 'all', ruledOut: ['us-tida'] })).toEqual(['kr-tba-22-5']);
  });

  test('beside every other that applies: none waits for or replaces another (C10)', () => {
    expect(applied([AWARENESS, FORTY_EIGHT], PERSON)).toEqual(['kr-tba-22-5', 'us-tida']);
  });
});

describe('who may invoke it', () => {
  const law = (...standings: readonly Standing[]): Regime =>
    regime({
      id: 'law',
      invokers: standings.map((standing) => ({ standing, ...SOURCED })),
      duties: [duty({ key: 'remove', from: 'notice-given', ends: 'settled' })],
    });
  const as = (standing: Standing | 'unknown'): Facts => ({
    ...PERSON,
    notifier: { ...PERSON.notifier, standing },
  });

  test('is a person of a standing that it names, or anyone where it says so (C4)', () => {
    expect(applies(law('self'), as('self'))).toBe(true);
    expect(applies(law('self'), as('representative'))).toBe(false);
    expect(applies(law('guardian', 'representative'), as('representative'))).toBe(true);
    expect(applies(law('anyone'), as('guardian'))).toBe(true);
    expect(applies(law('self'), as('anyone'))).toBe(false);
    expect(applies(law('representative'), as('self'))).toBe(false);
  });

  test('is a designated institution also as a representative, not as the person herself (C4)', () => {
    const institution = as('designated-institution');
    expect(
      ['designated-institution', 'representative', 'anyone'].map((one) =>
        applies(law(one as Standing), institution),
      ),
    ).toEqual([true, true, true]);
    expect(applies(law('self', 'guardian'), institution)).toBe(false);
  });

  test('may be anybody where her standing is unknown, and the clock is then provisional (C5)', () => {
    for (const standing of STANDINGS) {
      const [found] = lawsFor(bookOf(law(standing)), as('unknown'), EVERYWHERE);
      expect(found?.provisional, standing).toBe(true);
    }
  });

  test('is provisional while nobody could prove who sent it, whatever it says (C20)', () => {
    const provisional = (facts: Facts) => lawsFor(bookOf(AWARENESS), facts, EVERYWHERE)[0]?.provisional;
    expect(provisional({ ...PERSON, proven: false })).toBe(true);
    expect(provisional({ ...PERSON, notifier: UNKNOWN_NOTIFIER })).toBe(true);
    expect(provisional(PERSON)).toBe(false);
  });

  test('is an office of its own country, by the letters it names, and nobody else (C6)', () => {
    expect(applies(CORRECTION, AGENCY)).toBe(true);
    expect(applies(CORRECTION, office('agency', 'KR', 'voluntary-request'))).toBe(false);
    expect(applies(CORRECTION, office('agency', 'US', 'correction-request'))).toBe(false);
    expect(applies(CORRECTION, office('agency', null, 'correction-request'))).toBe(false);
    expect(applies(CORRECTION, office('police', 'KR', 'correction-request'))).toBe(false);
    expect(applies(CORRECTION, { ...PERSON, letter: 'correction-request' })).toBe(false);
    expect(applies(CORRECTION, { ...PERSON, letter: 'correction-request', notifier: UNKNOWN_NOTIFIER })).toBe(
      false,
    );
    expect(applied([CORRECTION, VOLUNTARY], office('agency', 'KR', 'unclear'))).toHaveLength(2);
  });

  test('is an office of its country like anyone where the law names anyone, and never like the person herself (C6)', () => {
    expect(applies(FORTY_EIGHT, office('agency', 'US', 'order'))).toBe(false);
    for (const standing of ['agency', 'police', 'prosecutor', 'court'] as const) {
      expect(applies(law('anyone'), office(standing, 'KR', 'victim-notice')), standing).toBe(true);
      expect(applies(law('anyone'), office(standing, 'JP', 'victim-notice')), standing).toBe(false);
      expect(applies(law('self', 'representative'), office(standing, 'KR', 'order')), standing).toBe(false);
    }
    expect(applies(law('self', 'anyone'), AGENCY)).toBe(true);
  });

  test('is no office by a letter that a request of authorities does not name, even where it names anyone (C6)', () => {
    const anyone = { ...CORRECTION, invokers: [{ standing: 'anyone', ...SOURCED }] } as const;
    expect(applies(anyone, AGENCY)).toBe(true);
    expect(applies(anyone, office('agency', 'KR', 'order'))).toBe(false);
  });

  test('is a member state for the European Union, and the United States for California (C6)', () => {
    const eu = { ...CORRECTION, jurisdiction: 'EU' };
    expect(applies(eu, office('agency', 'DE', 'correction-request'))).toBe(true);
    expect(applies(eu, office('agency', 'SK', 'correction-request'))).toBe(true);
    expect(applies(eu, office('agency', 'GB', 'correction-request'))).toBe(false);
    expect(
      applies({ ...CORRECTION, jurisdiction: 'US-CA' }, office('agency', 'US', 'correction-request')),
    ).toBe(true);
  });

  test('is whoever makes the platform aware, for a law that starts by awareness (C7)', () => {
    const provider = {
      ...AWARENESS,
      kind: 'csam-report' as const,
      invokers: [{ standing: 'provider' as const, ...SOURCED }],
    };
    for (const facts of [
      PERSON,
      { ...PERSON, notifier: UNKNOWN_NOTIFIER, proven: false },
      AGENCY,
      office('police', 'KR', 'police-request'),
    ])
      expect(applies(provider, facts)).toBe(true);
    const later = duty({ key: 'tell', from: 'decided', ends: 'answered' });
    expect(applies({ ...provider, duties: [...provider.duties, later] }, PERSON)).toBe(true);
    expect(applies(provider, office('police', 'JP', 'police-request'))).toBe(false);
  });
});

describe('what is shown and where', () => {
  const law = (changes: Partial<Regime['content']>): Regime =>
    regime({
      id: 'law',
      content: { classes: ['intimate'], text: { ko: '', en: '' }, ...SOURCED, ...changes },
    });

  test('keeps a law from applying only where it is known and its list is verified (C8)', () => {
    expect(applies(law({}), PERSON)).toBe(true);
    expect(applies(law({}), { ...PERSON, content: ['synthetic'] })).toBe(false);
    expect(applies(law({}), { ...PERSON, content: ['synthetic', 'intimate'] })).toBe(true);
    const both = law({ classes: ['intimate', 'synthetic'] });
    expect(applies(both, { ...PERSON, content: ['synthetic'] })).toBe(true);
    expect(applies(law({ mark: 'M' }), { ...PERSON, content: ['synthetic'] })).toBe(true);
    expect(applies(law({ article: null }), { ...PERSON, content: ['synthetic'] })).toBe(true);
  });

  test('must be known to be a child for a law about children alone (C8)', () => {
    const children = law({ classes: ['child'] });
    expect(applies(children, PERSON)).toBe(false);
    expect(applies(children, { ...PERSON, content: ['intimate'] })).toBe(false);
    expect(applies(children, { ...PERSON, content: ['intimate', 'child'] })).toBe(true);
    expect(applies(law({ classes: ['child', 'intimate'] }), PERSON)).toBe(true);
  });

  test('a place keeps it from applying only where it is known and the list of places is verified (C9)', () => {
    const open = (changes: object): Regime =>
      regime({
        id: 'law',
        surface: { visibility: ['public'], text: { ko: '', en: '' }, ...SOURCED, ...changes },
      });
    expect(applies(open({}), PERSON)).toBe(true);
    expect(applies(open({}), { ...PERSON, visibility: 'public' })).toBe(true);
    expect(applies(open({}), { ...PERSON, visibility: 'private' })).toBe(false);
    expect(applies(open({ mark: 'M' }), { ...PERSON, visibility: 'private' })).toBe(true);
  });
});

describe('the ways a notice arrives', () => {
  const from = (arrival: Arrival): Regime =>
    regime({
      id: arrival,
      letters: [...LETTER_KINDS],
      invokers: STANDINGS.map((standing) => ({ standing, ...SOURCED })),
      duties: [duty({ key: 'remove', from: arrival, ends: 'settled' })],
    });
  const ALL: readonly Arrival[] = [
    'awareness',
    'report-received',
    'complaint-received',
    'notice-given',
    'order-received',
    'valid-request-received',
  ];
  const started = (facts: Facts): string[] => applied(ALL.map(from), facts);

  test('are all but an order for a person', () => {
    expect(started(PERSON)).toEqual(ALL.filter((one) => one !== 'order-received'));
    expect(started({ ...PERSON, letter: 'order', notifier: UNKNOWN_NOTIFIER })).not.toContain(
      'order-received',
    );
  });

  test.each([
    ['voluntary-request', ['awareness', 'notice-given']],
    ['correction-request', ['awareness', 'notice-given']],
    ['victim-notice', ['awareness', 'notice-given']],
    ['order', ['awareness', 'notice-given', 'order-received']],
    ['police-request', ['awareness', 'notice-given', 'order-received']],
    ['preservation', ['awareness', 'notice-given', 'order-received']],
    ['unclear', ['awareness', 'notice-given', 'order-received']],
  ] as const)('of an office with a letter of kind %s are %j', (letter, arrivals) => {
    expect(started(office('agency', 'KR', letter))).toEqual(arrivals);
  });

  test('leave out the duties they cannot start, and keep those that follow later', () => {
    const law = regime({
      id: 'law',
      duties: [
        duty({ key: 'remove', from: 'complaint-received', ends: 'settled' }),
        duty({ key: 'act-on-order', from: 'order-received', ends: 'settled' }),
        duty({ key: 'tell', from: 'decided', ends: 'answered' }),
      ],
    });
    const [found] = lawsFor(bookOf(law), PERSON, EVERYWHERE);
    expect(found?.duties.map(({ key }) => key)).toEqual(['remove', 'tell']);
  });

  test('start nothing of a law of which only later duties would be left', () => {
    const law = regime({ id: 'law', duties: [duty({ key: 'tell', from: 'decided', ends: 'answered' })] });
    expect(applies(law, PERSON)).toBe(false);
  });
});

describe('the law as a case keeps it', () => {
  const one = (law: Regime) => lawsFor(bookOf(law), PERSON, EVERYWHERE)[0];

  test('names its edition, and is a snapshot of its own (C11)', () => {
    expect(one(regime({ id: 'law' }))?.edition).toBe('always');
    const dated = one(regime({ id: 'law', inForceFrom: { year: 2020, month: 12, day: 10 } }));
    expect(dated).toMatchObject({ regime: 'law', edition: '2020-12-10', zone: 'Asia/Seoul', binding: true });
  });

  test('holds against a notice only what is required and verified (C16)', () => {
    const law = regime({
      id: 'law',
      elements: [
        element({ key: 'must', needs: ['locator'] }),
        element({ key: 'may', needs: ['name'], required: false }),
        element({ key: 'unverified', needs: ['date'], mark: 'M' }),
        element({ key: 'no-article', needs: ['phone'], article: null }),
      ],
    });
    expect(one(law)?.elements).toEqual([
      { key: 'must', needs: ['locator'], text: { ko: '시험', en: 'test' } },
    ]);
  });

  test('may stand still only by a verified article of its own (C33)', () => {
    expect(one(regime({ id: 'law' }))?.pausable).toBe(false);
    expect(one(regime({ id: 'law', pause: SOURCED }))?.pausable).toBe(true);
    expect(one(regime({ id: 'law', pause: { ...SOURCED, mark: 'M' } }))?.pausable).toBe(false);
    expect(one(regime({ id: 'law', pause: { ...SOURCED, article: null } }))?.pausable).toBe(false);
  });

  test('brings its calendar along only where a duty is counted in working days', () => {
    const pace = { kind: 'within', period: { unit: 'working-days', count: 3 } } as const;
    const counted = regime({
      id: 'law',
      duties: [duty({ key: 'a', from: 'awareness', ends: 'settled', pace })],
    });
    expect(one(counted)?.calendar).toEqual(CALENDAR);
    expect(one(regime({ id: 'law' }))?.calendar).toBeNull();
    expect(one({ ...counted, calendar: 'nowhere' })?.calendar).toBeNull();
  });
});
