// Judging what was seen: only what every view found closed on every layer is gone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { T0, verdicts } from '../../../test/support/fixtures.ts';
import type { Sight, Verdict } from '../content/copy.ts';
import { judge } from './judge.ts';

const ABSENT = verdicts('absent');
const seen = (
  result: Sight,
  view: Verdict['view'] = 'member',
  layer: Verdict['layer'] = 'blob',
): Verdict => ({
  view,
  layer,
  result,
  method: 'HEAD /media/:blob',
  at: T0,
  responseDigest: '',
});
const anyVerdict: fc.Arbitrary<Verdict> = fc
  .tuple(
    fc.constantFrom<Sight>('absent', 'present', 'restricted', 'unknown'),
    fc.constantFrom<Verdict['view']>('anonymous', 'member', 'admin', 'peerServer'),
    fc.constantFrom<Verdict['layer']>('reference', 'blob', 'thumbnail', 'container'),
  )
  .map((args) => seen(...args));

describe('a copy is judged', () => {
  test('gone when stranger and member found message and file absent', () => {
    expect(judge(ABSENT)).toBe('gone');
  });

  test('gone when they were kept out: what nobody reaches is closed', () => {
    expect(judge(verdicts('restricted'))).toBe('gone');
  });

  test.each(ABSENT.map(({ view, layer }) => [view, layer] as const))(
    'not gone when the look as %s at the %s is missing',
    (view, layer) => {
      expect(judge(ABSENT.filter((verdict) => verdict.view !== view || verdict.layer !== layer))).toBe(
        'cannot-tell',
      );
    },
  );

  test.each(ABSENT.map(({ view, layer }) => [view, layer] as const))(
    'not gone when the look as %s at the %s told nothing',
    (view, layer) => {
      const verdictsSeen = ABSENT.map((verdict) =>
        verdict.view === view && verdict.layer === layer
          ? { ...verdict, result: 'unknown' as const }
          : verdict,
      );
      expect(judge(verdictsSeen)).toBe('cannot-tell');
    },
  );

  test('nothing seen at all is not absence', () => {
    expect(judge([])).toBe('cannot-tell');
  });

  test("the platform's own word is no look: admin and peer views make nothing gone", () => {
    expect(judge([seen('absent', 'admin', 'reference'), seen('absent', 'admin', 'blob')])).toBe(
      'cannot-tell',
    );
  });

  test('a second look at the same place that told nothing takes the first one back, in either order', () => {
    expect(judge([...ABSENT, seen('unknown')])).toBe('cannot-tell');
    expect(judge([seen('unknown'), ...ABSENT])).toBe('cannot-tell');
  });

  test('still there as soon as anybody saw anything, whatever else was absent', () => {
    fc.assert(
      fc.property(fc.array(anyVerdict), fc.array(anyVerdict), anyVerdict, (before, behind, some) => {
        expect(judge([...before, { ...some, result: 'present' }, ...behind])).toBe('still-there');
      }),
    );
  });

  test('the same in whatever order the looks came', () => {
    fc.assert(
      fc.property(fc.array(anyVerdict, { maxLength: 8 }), (some) => {
        expect(judge(some.toReversed())).toBe(judge(some));
      }),
    );
  });
});
