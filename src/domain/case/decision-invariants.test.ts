// The numbered invariants L90 to L97 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { personId } from '../kernel/ids.ts';
import { after, DAY } from '../kernel/instant.ts';

const ARA = personId('ara');

describe('undoing a hide', () => {
  test('L90: is decided by another person than hiding', () =>
    kept(
      'L90',
      rewritten('item-decided', ({ decision }) => ({ decision: { ...decision, by: ARA } })),
    ));
  test('L90: and only of what is hidden', () => kept('L90', lost('item-settled')));
  test('L90: and not while an appeal is open', () => kept('L90', lost('appeal-decided')));
});

describe('hiding for now', () => {
  test('L91: is the first decision on an item, and where a law allows it', () =>
    kept(
      'L91',
      rewritten('law-applied', ({ law: { block: _, ...law } }) => ({ law })),
    ));
  test('L91: for the time that the law allows', () =>
    kept(
      'L91',
      rewritten(
        'item-decided',
        ({ decision }) => ({
          decision: { ...decision, provisional: { until: after(decision.at, 31 * DAY) } },
        }),
        ({ decision }) => decision.provisional !== undefined,
      ),
    ));
  test('L91: and no case is closed while it is', () =>
    kept(
      'L91',
      rewritten(
        'item-decided',
        ({ decision }) => ({ decision: { ...decision, provisional: { until: after(decision.at, DAY) } } }),
        ({ decision: { act } }) => act === 'hide',
      ),
    ));
});

describe('holds, days and handing on', () => {
  test('L92: what a person held another person releases', () =>
    kept(
      'L92',
      rewritten('reasons-released', ({ act }, { steps }) => {
        const held = steps.flatMap(({ events }) => events).findLast(({ kind }) => kind === 'reasons-held');
        return { act: held?.kind === 'reasons-held' && held.act !== undefined ? held.act : act };
      }),
    ));
  test('L92: a hold has a day', () =>
    kept(
      'L92',
      rewritten('reasons-held', ({ until: _, ...held }) => ({ ...held, until: undefined }) as object),
    ));
  test('L93: people hear of a day once', () => kept('L93', twice('term-heard')));
  test('L93: and of none that does not stand', () => kept('L93', lost('reasons-held')));
  test('L93: and not before its moment', () =>
    kept(
      'L93',
      rewritten('reasons-held', ({ until, at }) => ({ until: after(until ?? at, 30 * DAY) })),
    ));
  test('L94: what somebody handed on is decided by somebody else', () =>
    kept(
      'L94',
      rewritten('case-escalated', ({ act }) => ({ act: { ...act, by: ARA }, items: [] })),
    ));
});

describe('a question to the notifier', () => {
  test('L95: is asked once at a time', () => kept('L95', lost('asking-ended')));
  test('L95: and each of its mails goes once', () => kept('L95', twice('asking-sent')));
  test('L95: of nothing that was decided', () =>
    kept(
      'L95',
      rewritten('notifier-asked', () => ({ items: [1] })),
    ));
  test('L96: what stood still for it goes on when it ends', () => kept('L96', lost('clock-resumed')));
  test('L96: its day ends it, and not before', () =>
    kept(
      'L96',
      rewritten('notifier-asked', ({ until }) => ({ until: after(until, DAY) })),
    ));
  test('L96: only what it names stands still for it', () =>
    kept(
      'L96',
      rewritten('notifier-asked', () => ({ clocks: ['nowhere/nothing'] })),
    ));
});

describe('a copy that is left alone', () => {
  test('L97: is named by the decision', () =>
    kept(
      'L97',
      rewritten('item-decided', ({ decision: { spares: _, ...decision } }) => ({ decision })),
    ));
  test('L97: is none that the notice links to', () =>
    kept(
      'L97',
      rewritten('item-located', ({ copies }) => ({
        copies: copies.map((copy) => ({ ...copy, via: 'link' as const })),
      })),
    ));
});
