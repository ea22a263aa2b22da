// The numbered invariants L64 to L71 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { after, DAY } from '../kernel/instant.ts';

describe('letters that join', () => {
  test('L64: once, and proven', () => kept('L64', twice('letter-joined')));
});

describe('withdrawals', () => {
  test('L65: once until undone, and by a letter only if it joined', () =>
    kept('L65', twice('item-withdrawn')));
  test('L66: settle exactly what waited', () =>
    kept(
      'L66',
      lost('item-settled', ({ result }) => result.word === 'withdrawn'),
    ));
  test('L67: are undone within a day, before an answer', () =>
    kept(
      'L67',
      rewritten('withdrawal-undone', ({ at }) => ({ at: after(at, 2 * DAY) })),
    ));
  test('L68: once undone, let their clocks run again', () =>
    kept(
      'L68',
      lost('clock-started', ({ clock }) => clock.key.includes('#')),
    ));
  test('L69: nothing is decided on what is withdrawn', () => kept('L69', lost('withdrawal-undone')));
});

describe('preservation', () => {
  test('L70: nothing is hidden by habit that was asked only to be kept', () =>
    kept(
      'L70',
      rewritten('item-decided', ({ decision: { although: _, ...decision } }) => ({ decision })),
    ));
  test('L71: is until a later moment, with the record of every copy', () =>
    kept(
      'L71',
      rewritten('item-preserved', () => ({ records: [] })),
    ));
});
