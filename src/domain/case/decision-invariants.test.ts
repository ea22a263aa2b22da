// The numbered invariants L92 and L99 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, lost, rewritten } from '../../../test/walks/lifecycle-kept.ts';
import { personId } from '../kernel/ids.ts';

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
