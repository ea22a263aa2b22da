// The ground as it is named on the command line: one, with its article, or the law whose clock leads.
import { describe, expect, test } from 'vitest';
import { opened } from '../../../test/support/fixtures.ts';
import { NO_CASE } from '../../domain/case/case.ts';
import { type GroundOptions, groundNamed, groundOf } from './grounds.ts';

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
    expect([groundOf(options, NO_CASE), groundNamed(options)]).toEqual([ground, ground]);
  });

  test('that nobody names is the law whose clock leads, and its article may be named alone', () => {
    const law = { kind: 'law', regime: 'kr-kmcsc-correction' };
    expect(groundOf({}, opened())).toEqual(law);
    expect(groundOf({ article: 'Art. 1' }, opened())).toEqual({ ...law, article: 'Art. 1' });
  });

  test.each<[GroundOptions]>([
    [{ law: 'us-tida', terms: '3' }],
    [{ law: 'us-tida', otherLaw: 'Criminal Act Art. 307' }],
    [{ terms: '3', article: 'Art. 1' }],
    [{ otherLaw: 'Criminal Act Art. 307', article: 'Art. 1' }],
  ])('is one: %o is refused', (options) => {
    expect(codeOf(() => groundOf(options, opened()))).toBe('usage');
    expect(codeOf(() => groundNamed(options))).toBe('usage');
  });

  test('is named by whoever answers an appeal, and by whoever decides where no law runs', () => {
    expect([codeOf(() => groundNamed({})), codeOf(() => groundOf({}, NO_CASE))]).toEqual(['usage', 'usage']);
  });
});
