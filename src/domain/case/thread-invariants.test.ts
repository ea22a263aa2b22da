// The numbered invariants L64 to L73 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, lost, rewritten, type Spoil, twice } from '../../../test/walks/lifecycle-kept.ts';
import { letterId } from '../kernel/ids.ts';
import { after, DAY } from '../kernel/instant.ts';

describe('letters that join', () => {
  test('L64: once, and proven', () => kept('L64', twice('letter-joined')));
  test('L72: are told of only by the leave that came with them', () =>
    kept(
      'L72',
      rewritten('letter-joined', ({ joined: { acknowledge: _, ...joined } }) => ({ joined })),
    ));
  test('L73: are told of to nobody while five wait for a person', () => kept('L73', nobodyLooks));
});

/** The first letter that joined and was to be told of comes six times more at the very end, each time as another, and nobody looks. */
const nobodyLooks: Spoil = ({ steps }) => {
  const first = steps
    .flatMap(({ events }) => events)
    .find((event) => event.kind === 'letter-joined' && event.joined.acknowledge?.kind === 'yes');
  const last = steps.at(-1);
  if (first?.kind !== 'letter-joined' || last === undefined) return steps;
  const from = last.events.at(-1)?.seq ?? 0;
  const more = Array.from({ length: 6 }, (_, at) => ({
    ...first,
    seq: from + at + 1,
    joined: { ...first.joined, letter: letterId(`more-${at}`) },
  }));
  return [...steps.slice(0, -1), { ...last, events: [...last.events, ...more] }];
};

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
