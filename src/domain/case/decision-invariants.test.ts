// The numbered invariants L92 to L99 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { personId } from '../kernel/ids.ts';
import { after, DAY } from '../kernel/instant.ts';

const ARA = personId('ara');

describe('undoing a hide', () => {
  test('L92: is decided by another person than hiding', () =>
    kept(
      'L92',
      rewritten('item-decided', ({ decision }) => ({ decision: { ...decision, by: ARA } })),
    ));
  test('L92: and only of what is hidden', () => kept('L92', lost('item-settled')));
  test('L92: and not while an appeal is open', () => kept('L92', lost('appeal-decided')));
});

describe('hiding for now', () => {
  test('L93: is the first decision on an item, and where a law allows it', () =>
    kept(
      'L93',
      rewritten('law-applied', ({ law: { block: _, ...law } }) => ({ law })),
    ));
  test('L93: for the time that the law allows', () =>
    kept(
      'L93',
      rewritten(
        'item-decided',
        ({ decision }) => ({
          decision: { ...decision, provisional: { until: after(decision.at, 31 * DAY) } },
        }),
        ({ decision }) => decision.provisional !== undefined,
      ),
    ));
  test('L93: and no case is closed while it is', () =>
    kept(
      'L93',
      rewritten(
        'item-decided',
        ({ decision }) => ({ decision: { ...decision, provisional: { until: after(decision.at, DAY) } } }),
        ({ decision: { act } }) => act === 'hide',
      ),
    ));
});

describe('holds, days and handing on', () => {
  test('L94: what a person held another person releases', () =>
    kept(
      'L94',
      rewritten('reasons-released', ({ act }, { steps }) => {
        const held = steps.flatMap(({ events }) => events).findLast(({ kind }) => kind === 'reasons-held');
        return { act: held?.kind === 'reasons-held' && held.act !== undefined ? held.act : act };
      }),
    ));
  test('L94: a hold has a day', () =>
    kept(
      'L94',
      rewritten('reasons-held', ({ until: _, ...held }) => ({ ...held, until: undefined }) as object),
    ));
  test('L95: people hear of a day once', () => kept('L95', twice('term-heard')));
  test('L95: and of none that does not stand', () => kept('L95', lost('reasons-held')));
  test('L95: and not before its moment', () =>
    kept(
      'L95',
      rewritten('reasons-held', ({ until, at }) => ({ until: after(until ?? at, 30 * DAY) })),
    ));
  test('L96: what somebody handed on is decided by somebody else', () =>
    kept(
      'L96',
      rewritten('case-escalated', ({ act }) => ({ act: { ...act, by: ARA }, items: [] })),
    ));
});

describe('a question to the notifier', () => {
  test('L97: is asked once at a time', () => kept('L97', lost('asking-ended')));
  test('L97: and each of its mails goes once', () => kept('L97', twice('asking-sent')));
  test('L97: of nothing that was decided', () =>
    kept(
      'L97',
      rewritten('notifier-asked', () => ({ items: [1] })),
    ));
  test('L98: what stood still for it goes on when it ends', () => kept('L98', lost('clock-resumed')));
  test('L98: its day ends it, and not before', () =>
    kept(
      'L98',
      rewritten('notifier-asked', ({ until }) => ({ until: after(until, DAY) })),
    ));
  test('L98: only what it names stands still for it', () =>
    kept(
      'L98',
      rewritten('notifier-asked', () => ({ clocks: ['nowhere/nothing'] })),
    ));
});

describe('a copy that is left alone', () => {
  test('L99: is named by the decision', () =>
    kept(
      'L99',
      rewritten('item-decided', ({ decision: { spares: _, ...decision } }) => ({ decision })),
    ));
  test('L99: is none that the notice links to', () =>
    kept(
      'L99',
      rewritten('item-located', ({ copies }) => ({
        copies: copies.map((copy) => ({ ...copy, via: 'link' as const })),
      })),
    ));
});
