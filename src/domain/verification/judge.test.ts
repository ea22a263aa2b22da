// Judging what was seen: only what every view found closed on every layer is gone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, T0, verdicts } from '../../../test/support/fixtures.ts';
import type { Power } from '../case/event.ts';
import { type Layer, layersOf, type Sight, type Verdict, type View } from '../content/copy.ts';
import { judge, pauseAsked, reachedPlatform, REQUIRED_VIEWS } from './judge.ts';

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

const power = fc.constantFrom<Power>('hide', 'destroy');

describe('a copy is judged', () => {
  test('gone when stranger and member found message and file absent', () => {
    expect(judge(ABSENT, 'hide')).toBe('gone');
  });

  test('gone when a stranger was kept out of the room and a member saw it gone', () => {
    const outside = verdicts('restricted', ['anonymous']);
    expect(judge([...outside, ...verdicts('absent', ['member'])], 'hide')).toBe('gone');
    expect(judge([...outside, ...verdicts('restricted', ['member'])], 'hide')).toBe('cannot-tell');
    expect(judge(verdicts('restricted'), 'hide')).toBe('cannot-tell');
  });

  test.each(ABSENT.map(({ view, layer }) => [view, layer] as const))(
    'not gone when the look as %s at the %s is missing',
    (view, layer) => {
      expect(
        judge(
          ABSENT.filter((verdict) => verdict.view !== view || verdict.layer !== layer),
          'hide',
        ),
      ).toBe('cannot-tell');
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
      expect(judge(verdictsSeen, 'hide')).toBe('cannot-tell');
    },
  );

  test('nothing seen at all is not absence', () => {
    expect(judge([], 'hide')).toBe('cannot-tell');
  });

  test("the platform's own word is no look: admin and peer views make nothing gone", () => {
    expect(judge([seen('absent', 'admin', 'reference'), seen('absent', 'admin', 'blob')], 'hide')).toBe(
      'cannot-tell',
    );
  });

  test('a second look at the same place that told nothing takes the first one back, in either order', () => {
    expect(judge([...ABSENT, seen('unknown')], 'hide')).toBe('cannot-tell');
    expect(judge([seen('unknown'), ...ABSENT], 'hide')).toBe('cannot-tell');
  });

  test('still there as soon as a stranger or a member saw anything at its source, whatever else was absent', () => {
    fc.assert(
      fc.property(
        fc.array(anyVerdict),
        fc.array(anyVerdict),
        anyVerdict,
        power,
        (before, behind, some, act) => {
          fc.pre(some.view === 'anonymous' || some.view === 'member');
          expect(judge([...before, { ...some, result: 'present' }, ...behind], act)).toBe('still-there');
        },
      ),
    );
  });

  test('the same in whatever order the looks came', () => {
    fc.assert(
      fc.property(fc.array(anyVerdict, { maxLength: 12 }), power, (some, act) => {
        expect(judge(some.toReversed(), act)).toBe(judge(some, act));
      }),
    );
  });
});

describe('a copy that nobody sees, and that the platform has as open,', () => {
  const open: Verdict = { ...seen('present', 'admin', 'blob'), open: true };

  test('is still there: a yes to the order may have been none', () => {
    expect(judge([...ABSENT, open], 'hide')).toBe('still-there');
    expect(judge([open, ...ABSENT], 'hide')).toBe('still-there');
  });

  test('cannot be told of while that record cannot be read', () => {
    const unread = (['reference', 'blob'] as const).map((layer) => seen('unknown', 'admin', layer));
    expect(judge([...ABSENT, ...unread], 'hide')).toBe('cannot-tell');
    expect(
      judge([...ABSENT, seen('absent', 'admin', 'reference'), seen('unknown', 'admin', 'blob')], 'hide'),
    ).toBe('gone');
  });

  test('is hidden where it was to be destroyed, and nobody can tell where it was to be shown', () => {
    expect(judge([...ABSENT, open], 'destroy')).toBe('hidden');
    expect(judge([...ABSENT, open], 'restore')).toBe('cannot-tell');
  });
});

describe('a copy that should be destroyed is judged', () => {
  const ofPlatform = (result: Sight): readonly Verdict[] => verdicts(result, ['admin']);

  test('gone when the platform has no record of it either', () => {
    expect(judge([...ABSENT, ...ofPlatform('absent')], 'destroy')).toBe('gone');
  });

  test('hidden, not gone, when the platform still has it: to people both look the same', () => {
    expect(judge([...ABSENT, ...ofPlatform('present')], 'destroy')).toBe('hidden');
    expect(judge([...ABSENT, ...ofPlatform('present')], 'hide')).toBe('gone');
  });

  test('not gone when the record was not looked at, or told nothing, or only of the message', () => {
    const half = ofPlatform('absent').filter(({ layer }) => layer === 'reference');
    for (const record of [[], ofPlatform('unknown'), half])
      expect(judge([...ABSENT, ...record], 'destroy')).toBe('cannot-tell');
  });

  test('not gone when the desk was kept out of the record: that says nothing about what is in it', () => {
    expect(judge([...ABSENT, ...ofPlatform('restricted')], 'destroy')).toBe('cannot-tell');
    const outside = [...verdicts('restricted', ['anonymous']), ...verdicts('absent', ['member'])];
    expect(judge([...outside, ...ofPlatform('absent')], 'destroy')).toBe('gone');
  });

  test('by what people see first: the record alone proves nothing', () => {
    expect(judge(ofPlatform('absent'), 'destroy')).toBe('cannot-tell');
  });
});

describe('a copy that should be shown again is judged', () => {
  const by = (anonymous: Sight, member: Sight): readonly Verdict[] => [
    ...verdicts(anonymous, ['anonymous']),
    ...verdicts(member, ['member']),
  ];
  const shown = by('absent', 'present');

  test('back when members see the message and the file, whatever strangers see', () => {
    for (const anonymous of ['present', 'absent', 'restricted', 'unknown'] as const)
      expect(judge(by(anonymous, 'present'), 'restore')).toBe('still-there');
  });

  test('still hidden only when nobody sees anything of it', () => {
    expect(judge(by('absent', 'absent'), 'restore')).toBe('gone');
    expect(judge(by('restricted', 'absent'), 'restore')).toBe('gone');
    for (const [anonymous, member] of [
      ['present', 'absent'],
      ['unknown', 'absent'],
      ['absent', 'unknown'],
      ['unknown', 'unknown'],
    ] as const)
      expect(judge(by(anonymous, member), 'restore')).toBe('cannot-tell');
  });

  test.each(['reference', 'blob'] as const)('neither when members see it but for the %s', (layer) => {
    const part = (result: Sight) =>
      shown.map((verdict) =>
        verdict.view === 'member' && verdict.layer === layer ? { ...verdict, result } : verdict,
      );
    for (const result of ['absent', 'restricted', 'unknown'] as const)
      expect(judge(part(result), 'restore')).toBe('cannot-tell');
    const withoutLook = shown.filter((verdict) => verdict.view !== 'member' || verdict.layer !== layer);
    expect(judge(withoutLook, 'restore')).toBe('cannot-tell');
  });

  test('by its own parts alone: what is no part of it cannot come back', () => {
    const onlyThe = (layer: Verdict['layer']) =>
      shown.map((verdict) => (verdict.layer === layer ? verdict : { ...verdict, result: 'absent' as const }));
    for (const layer of ['reference', 'blob'] as const) {
      expect(judge(onlyThe(layer), 'restore', [layer])).toBe('still-there');
      expect(judge(onlyThe(layer), 'restore')).toBe('cannot-tell');
      expect(judge(by('absent', 'absent'), 'restore', [layer])).toBe('gone');
    }
    expect(judge(shown, 'restore', [])).toBe('cannot-tell');
  });

  test('never hidden and shown at once, and hidden exactly when hiding would call it gone', () => {
    fc.assert(
      fc.property(fc.array(anyVerdict, { maxLength: 12 }), (some) => {
        const judged = judge(some, 'restore');
        expect(judged === 'gone').toBe(judge(some, 'hide') === 'gone');
        if (judged === 'still-there') expect(judge(some, 'hide')).toBe('still-there');
      }),
    );
  });

  test('the same in whatever order the looks came', () => {
    fc.assert(
      fc.property(fc.array(anyVerdict, { maxLength: 12 }), (some) => {
        expect(judge(some.toReversed(), 'restore')).toBe(judge(some, 'restore'));
      }),
    );
  });
});

describe('the layers of a copy', () => {
  test('are its message and its file, unless it has no file, or the message shows others too', () => {
    expect(layersOf({ whole: true, blob: 'b' })).toEqual(['reference', 'blob']);
    expect(layersOf({ whole: true, blob: '' })).toEqual(['reference']);
    expect(layersOf({ whole: false, blob: 'b' })).toEqual(['blob']);
  });
});

describe('a look', () => {
  test('that reached nothing is no look at all', () => {
    expect([[], verdicts('unknown')].map(reachedPlatform)).toEqual([false, false]);
    expect([ABSENT, verdicts('present'), verdicts('restricted')].map(reachedPlatform)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('asks the platform too, but where it is shown again', () => {
    expect(REQUIRED_VIEWS).toEqual({
      hide: ['anonymous', 'member', 'peerServer', 'admin'],
      destroy: ['anonymous', 'member', 'peerServer', 'admin'],
      restore: ['anonymous', 'member'],
    });
  });
});

describe('a look at more than the source', () => {
  const one = (view: View, layer: Layer, result: Sight, cached = false): Verdict => ({
    ...{ view, layer, result, method: 'HEAD /thumb/:blob', at: T0, responseDigest: '' },
    ...(cached ? { cached: true } : {}),
  });

  test('finds a cache that still shows it: neither gone nor to be acted on again', () => {
    for (const view of ['anonymous', 'member'] as const)
      expect(judge([...ABSENT, one(view, 'thumbnail', 'present', true)], 'hide')).toBe('cached');
    expect(judge([...ABSENT, one('anonymous', 'blob', 'present', true)], 'destroy')).toBe('cached');
    expect(judge([...ABSENT, one('member', 'thumbnail', 'absent', true)], 'hide')).toBe('gone');
  });

  test('still finds the copy itself first', () => {
    const seen = [...verdicts('present'), one('anonymous', 'thumbnail', 'present', true)];
    expect(judge(seen, 'hide')).toBe('still-there');
  });

  test.each(['unknown', 'restricted'] as const)(
    'counts what is %s of a thumbnail as no absence',
    (result) => {
      expect(judge([...ABSENT, one('member', 'thumbnail', result, true)], 'hide')).toBe('cannot-tell');
    },
  );

  test('finds what another server keeps, which is not ours to hide', () => {
    expect(judge([...ABSENT, one('peerServer', 'blob', 'present')], 'hide')).toBe('at-peer');
    expect(judge([...ABSENT, one('peerServer', 'blob', 'absent')], 'hide')).toBe('gone');
    expect(judge([...ABSENT, one('peerServer', 'blob', 'unknown')], 'hide')).toBe('cannot-tell');
    expect(judge([...verdicts('present'), one('peerServer', 'blob', 'present')], 'hide')).toBe('still-there');
  });

  test('says how long the platform wants to be left alone: the longest of what it asked for', () => {
    const asked = [3, 7, 5].map((seconds) => ({
      ...one('member', 'blob', 'unknown'),
      retryAt: later(seconds * 1_000),
    }));
    expect(pauseAsked([...ABSENT, ...asked], T0)).toBe(7_000);
    expect(pauseAsked(asked, later(9_000))).toBe(0);
    expect(pauseAsked(ABSENT, T0)).toBeNull();
  });
});
