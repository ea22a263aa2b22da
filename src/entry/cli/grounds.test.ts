// The ground as it is named on the command line: one, with its article, or the law whose clock leads.
import { describe, expect, test } from 'vitest';
import { opened } from '../../../test/support/fixtures.ts';
import { bookOf, CORRECTION, duty, lawOf, regime } from '../../../test/support/laws.ts';
import { NO_CASE } from '../../domain/case/case.ts';
import { leadingClock } from '../../domain/case/clock-state.ts';
import type { Regime } from '../../domain/clock/regime.ts';
import { type GroundOptions, groundNamed, groundOf } from './grounds.ts';

/** As the files of this desk have them: the police ask in unclear letters, and want what is kept at once. */
const asked = (id: string, kind: Regime['kind'], pace: 'immediately' | 'not-stated'): Regime =>
  regime({
    ...{ id, kind, letters: ['correction-request', 'unclear'], invokers: CORRECTION.invokers },
    duties: [duty({ key: 'do', from: 'order-received', ends: 'answered', pace: { kind: pace } })],
  });
const KEEP = asked('kr-keep', 'preservation', 'immediately');
const POLICE = asked('kr-police', 'police-request', 'not-stated');
const BOOK = bookOf(KEEP, POLICE, CORRECTION);
const under = (...regimes: readonly Regime[]) =>
  opened({ kind: 'order', law: lawOf(...regimes.map((one) => ({ ...one, letters: ['order' as const] }))) });

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('a ground', () => {
  test.each<[GroundOptions, object]>([
    [{ law: 'us-tida' }, { kind: 'law', regime: 'us-tida' }],
    [
      { law: 'us-tida', article: 'sec. 3' },
      { kind: 'law', regime: 'us-tida', article: 'sec. 3' },
    ],
    [{ otherLaw: 'Criminal Act Art. 307' }, { kind: 'other-law', law: 'Criminal Act Art. 307' }],
    [{ terms: '3.2' }, { kind: 'terms', clause: '3.2' }],
  ])('of %o is %o', (options, ground) => {
    expect([groundOf(options, NO_CASE, BOOK), groundNamed(options)]).toEqual([ground, ground]);
  });

  test('that nobody names is the law whose clock leads, and its article may be named alone', () => {
    const law = { kind: 'law', regime: 'kr-kmcsc-correction' };
    expect(groundOf({}, opened(), BOOK)).toEqual(law);
    expect(groundOf({ article: 'Art. 1' }, opened(), BOOK)).toEqual({ ...law, article: 'Art. 1' });
  });

  test('that nobody names is never the law by which the police have something kept, though its clock leads', () => {
    const state = under(KEEP, POLICE, CORRECTION);
    expect(leadingClock(state.clocks)?.regime).toBe('kr-keep');
    expect(groundOf({}, state, BOOK)).toEqual({ kind: 'law', regime: 'kr-kmcsc-correction' });
    expect(groundOf({}, under(KEEP, POLICE), BOOK)).toEqual({ kind: 'law', regime: 'kr-police' });
    expect(codeOf(() => groundOf({}, under(KEEP), BOOK))).toBe('usage');
  });

  test('that nobody names may be told before it is one that tells of the police, though its clock leads', () => {
    const hurried = asked('kr-police', 'police-request', 'immediately');
    const state = under(hurried, CORRECTION);
    expect(leadingClock(state.clocks)?.regime).toBe('kr-police');
    expect(groundOf({}, state, bookOf(hurried, CORRECTION))).toMatchObject({ regime: 'kr-kmcsc-correction' });
  });

  test('that nobody names is that law where something is kept', () => {
    expect(groundOf({}, under(KEEP, POLICE, CORRECTION), null)).toEqual({ kind: 'law', regime: 'kr-keep' });
  });

  test.each<[GroundOptions]>([
    [{ law: 'us-tida', terms: '3' }],
    [{ law: 'us-tida', otherLaw: 'Criminal Act Art. 307' }],
    [{ terms: '3', article: 'Art. 1' }],
    [{ otherLaw: 'Criminal Act Art. 307', article: 'Art. 1' }],
  ])('is one: %o is refused', (options) => {
    expect(codeOf(() => groundOf(options, opened(), BOOK))).toBe('usage');
    expect(codeOf(() => groundNamed(options))).toBe('usage');
  });

  test('is named by whoever answers an appeal, and by whoever decides where no law runs', () => {
    expect([codeOf(() => groundNamed({})), codeOf(() => groundOf({}, NO_CASE, BOOK))]).toEqual([
      'usage',
      'usage',
    ]);
  });
});
