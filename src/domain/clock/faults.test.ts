// Faults of a book: what is wrong, where in the file, and whether the desk may start all the same.
import { describe, expect, test } from 'vitest';
import { bookOf, duty, element, regime, SOURCED } from '../../../test/support/laws.ts';
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

  test('says what is wrong and the cure', () => {
    const law = regime({
      id: 'a',
      invokers: [
        { standing: 'self', ...SOURCED },
        { standing: 'self', ...SOURCED },
      ],
    });
    expect(faultsOf(bookOf(law))).toEqual([
      {
        kind: 'error',
        regime: 0,
        path: ['invokers', 1, 'standing'],
        says: 'self occurs twice',
        cure: 'give each its own name, or take one out',
      },
    ]);
  });
});
