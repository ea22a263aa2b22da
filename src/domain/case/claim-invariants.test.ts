// The numbered invariants L82 to L86 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { againAtTheEnd, kept, rewritten } from '../../../test/walks/lifecycle-kept.ts';
import { personId } from '../kernel/ids.ts';
import { after, DAY } from '../kernel/instant.ts';

const STRANGER = personId('nobody-of-these');

describe('claims', () => {
  test('L82: a case is held by one person at a time', () =>
    kept(
      'L82',
      rewritten('claim-released', ({ act }) => ({ act: { ...act, by: STRANGER } })),
    ));
  test('L82: nor is let go of where nobody holds it', () => kept('L82', againAtTheEnd('claim-released')));
  test('L83: only whoever holds a case decides on its items', () =>
    kept(
      'L83',
      rewritten('case-claimed', ({ act, until }) => ({
        until: after(until, 90 * DAY),
        act: { ...act, by: STRANGER },
      })),
    ));
  test('L85: only a lead lets go of another’s claim', () =>
    kept(
      'L85',
      rewritten('claim-released', ({ act }) => ({ act, lead: true as const })),
    ));
  test('L86: nobody holds a case for ever by claiming it anew', () =>
    kept(
      'L86',
      rewritten('case-claimed', ({ until }) => ({ until: after(until, DAY) })),
    ));
  test('L84: nobody holds a case longer than two hours', () =>
    kept(
      'L84',
      rewritten('case-claimed', ({ until }) => ({ until: after(until, DAY) })),
    ));
});
