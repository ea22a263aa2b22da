// Faults of a book: what is wrong, where in the file, and whether the desk may start all the same.
import { describe, expect, test } from 'vitest';
import { bookOf, days, duty, element, regime, SOURCED } from '../../../test/support/laws.ts';
import { faultsOf } from './faults.ts';
import type { Regime } from './regime.ts';

const UNSOURCED = { article: null, mark: 'A' } as const;
const pathsOf = (...regimes: readonly Regime[]): string[] =>
  faultsOf(bookOf(...regimes)).map(({ kind, regime: index, path }) => `${kind} ${index} ${path.join('.')}`);

const REMOVE = duty({ key: 'remove', from: 'awareness', ends: 'settled' });

describe('a book', () => {
  test('of sound laws has no fault', () => {
    expect(pathsOf(regime({ id: 'a' }), regime({ id: 'b' }))).toEqual([]);
  });

  test('may be used, with a warning, where a value has a mark and no article', () => {
    const law = regime({
      id: 'a',
      elements: [element({ key: 'contact', needs: ['contact'], ...UNSOURCED })],
      minorAge: { years: 18, ...UNSOURCED },
      pause: UNSOURCED,
    });
    expect(pathsOf(regime({ id: 'b' }), law)).toEqual([
      'warning 1 elements.0.mark',
      'warning 1 pause.mark',
      'warning 1 minor-age.mark',
    ]);
  });

  test('needs no article for what is marked as not verified', () => {
    expect(pathsOf(regime({ id: 'a', pause: { article: null, mark: 'M' } }))).toEqual([]);
  });

  test.each([
    ['zone', { zone: '+09:00' }],
    ['calendar', { calendar: 'toString' }],
    ['duties', { duties: [] }],
    ['invokers', { invokers: [] }],
    ['letters', { kind: 'preservation' }],
    ['use', { status: 'proposed' }],
    ['name.ko', { name: { ko: '  ', en: 'test' } }],
    ['duties.0.text.en', { duties: [{ ...REMOVE, text: { ko: '시험', en: '' } }] }],
    ['duties.0.ends', { duties: [{ ...REMOVE, ends: 'order-received' }] }],
    ['duties.1.key', { duties: [REMOVE, REMOVE] }],
    ['duties.0.ends', { duties: [duty({ key: 'a', from: 'decided', ends: 'decided' })] }],
  ] satisfies readonly (readonly [string, Partial<Regime>])[])(
    'is not used for a fault at %s',
    (path, changes) => {
      expect(pathsOf(regime({ id: 'a', ...changes }))).toEqual([`error 0 ${path}`]);
    },
  );

  test('lets a law that is not live lack what a live one needs', () => {
    const gone = {
      use: 'inactive',
      status: 'lapsed',
      duties: [],
      invokers: [],
      kind: 'authority-order',
    } as const;
    expect(pathsOf(regime({ id: 'a', ...gone }))).toEqual([]);
  });

  test('tells the later of two versions that hold on one day, and only of the same law', () => {
    const first = { year: 2027, month: 1, day: 1 };
    const early = regime({ id: 'a', inForceUntil: first });
    const late = regime({ id: 'a', inForceFrom: first });
    expect(pathsOf(early, late, regime({ id: 'b' }))).toEqual(['error 1 in-force-from']);
    expect(pathsOf(regime({ id: 'a', inForceUntil: { year: 2026, month: 12, day: 31 } }), late)).toEqual([]);
  });

  test('tells two versions that both have no end on the side of the other', () => {
    const on = { year: 2027, month: 1, day: 1 };
    expect(pathsOf(regime({ id: 'a' }), regime({ id: 'a', inForceFrom: on }))).toEqual([
      'error 1 in-force-from',
    ]);
    expect(pathsOf(regime({ id: 'a', inForceUntil: on }), regime({ id: 'a' }))).toEqual([
      'error 1 in-force-from',
    ]);
  });

  test('may hold a law of a single day', () => {
    const on = { year: 2027, month: 1, day: 1 };
    expect(pathsOf(regime({ id: 'a', inForceFrom: on, inForceUntil: on }))).toEqual([]);
  });

  test('lets a comparator keep its time, and an inactive law name a pace without one', () => {
    const timed = [{ ...REMOVE, pace: days(7) }];
    expect(pathsOf(regime({ id: 'a', use: 'comparator', duties: timed }))).toEqual([]);
    expect(pathsOf(regime({ id: 'a', use: 'inactive', duties: [REMOVE] }))).toEqual([]);
  });

  test.each(['authority-request', 'authority-order', 'police-request', 'preservation'] as const)(
    'asks which letters invoke a live law of kind %s, and is content with one',
    (kind) => {
      expect(pathsOf(regime({ id: 'a', kind }))).toEqual(['error 0 letters']);
      expect(pathsOf(regime({ id: 'a', kind, letters: ['order'] }))).toEqual([]);
    },
  );

  test('asks only for the texts of both languages, not for what nobody reads', () => {
    expect(pathsOf(regime({ id: 'a', source: '', notes: [''] }))).toEqual([]);
  });

  test('that goes nine levels deep is refused, so that no circle in it is walked for ever', () => {
    const deep = (levels: number): unknown => (levels === 0 ? {} : { deeper: deep(levels - 1) });
    const holding = (levels: number) =>
      ({ ...regime({ id: 'a' }), notes: deep(levels) }) as unknown as Regime;
    expect(pathsOf(holding(7))).toEqual([]);
    expect(() => pathsOf(holding(8))).toThrow('a regime deeper than any law');
  });
});

describe('a fault says what is wrong and the cure', () => {
  const on = (month: number) => ({ year: 2027, month, day: 1 });
  const twice = [
    { standing: 'self', ...SOURCED },
    { standing: 'self', ...SOURCED },
  ] as const;
  const signed = element({ key: 'signature', needs: ['signature'] });
  const REPEATED = 'occurs twice: give each its own name, or take one out';
  const sentences = (...regimes: readonly Regime[]): string[] =>
    faultsOf(bookOf(...regimes)).map(({ path, says, cure }) => `${path.join('.')} ${says}: ${cure}`);

  test.each([
    [{ zone: '+09:00' }, 'zone no such time zone: +09:00: name an IANA zone, such as Asia/Seoul'],
    [
      { calendar: 'toString' },
      'calendar no such calendar: toString: name a file of the calendars folder, without its ending',
    ],
    [
      { inForceFrom: on(2), inForceUntil: on(1) },
      'in-force-until the law ends before it begins: put the two dates right',
    ],
    [{ duties: [REMOVE, REMOVE] }, `duties.1.key remove ${REPEATED}`],
    [{ elements: [signed, signed] }, `elements.1.key signature ${REPEATED}`],
    [{ invokers: twice }, `invokers.1.standing self ${REPEATED}`],
    [
      { use: 'inactive', duties: [REMOVE, { ...REMOVE, key: 'b', pace: days(7) }] },
      'duties.1.within a law that is inactive owes nobody a time: write its former time into the notes, or `use: comparator`',
    ],
    [
      { duties: [{ ...REMOVE, ends: 'order-received' }] },
      'duties.0.ends a duty ends with what the desk does, and order-received is what comes in: name a milestone or an outcome, such as settled',
    ],
    [
      { duties: [duty({ key: 'a', from: 'decided', ends: 'decided' })] },
      'duties.0.ends the duty ends with what starts it: decided: name another occasion',
    ],
    [{ duties: [] }, 'duties a live law without a duty: write the duty, or `use: inactive`'],
    [{ invokers: [] }, 'invokers nobody can invoke it: name who may, or `use: inactive`'],
    [{ kind: 'preservation' }, 'letters no letter invokes it: name the kinds of letter that do'],
    [{ status: 'proposed' }, 'use live, although its status is proposed: write `use: inactive`'],
    [{ status: 'lapsed' }, 'use live, although its status is lapsed: write `use: inactive`'],
    [{ name: { ko: '', en: 'test' } }, 'name.ko an empty text: write it in both languages'],
    [{ pause: UNSOURCED }, 'pause.mark A without an article counts as M: name the article, or write M'],
  ] satisfies readonly (readonly [Partial<Regime>, string])[])('of %j', (changes, sentence) => {
    expect(sentences(regime({ id: 'a', ...changes }))).toEqual([sentence]);
  });

  test.each([
    [null, 'always'],
    [on(1), '2027-01-01'],
  ])('of two versions on one day, naming the first day of the earlier: %j', (inForceFrom, first) => {
    expect(sentences(regime({ id: 'a', inForceFrom }), regime({ id: 'a', inForceFrom: on(2) }))).toEqual([
      `in-force-from another version of a, from ${first}, holds on some of these days: end the earlier version on the day before this one begins`,
    ]);
  });
});
