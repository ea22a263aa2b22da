// The numbered invariants L98 to L103 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import type { Of } from '../../../test/walks/lifecycle-history.ts';
import { againAtTheEnd, kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { appealId, letterId, personId } from '../kernel/ids.ts';

const byLetter = ({ appeal }: Of<'appeal-received'>): boolean => appeal.letter !== undefined;

describe('objections by letter', () => {
  test('L101: are of a letter that joined', () =>
    kept(
      'L101',
      rewritten(
        'appeal-received',
        ({ appeal }) => ({ appeal: { ...appeal, letter: letterId('none') } }),
        byLetter,
      ),
    ));
  test('L101: and never the uploader’s', () =>
    kept(
      'L101',
      rewritten('appeal-received', ({ appeal }) => ({ appeal: { ...appeal, by: 'uploader' } }), byLetter),
    ));
});

describe('what is kept', () => {
  test('L102: is kept longer once', () => kept('L102', twice('preservation-extended')));
  test('L102: and only to a later day', () =>
    kept(
      'L102',
      rewritten('preservation-extended', ({ at }) => ({ until: at })),
    ));
  test('L102: of a letter that joined', () =>
    kept(
      'L102',
      rewritten('preservation-extended', () => ({ letter: letterId('nobody') })),
    ));
  test('L103: is let go of once', () => kept('L103', againAtTheEnd('preservation-released')));
  test('L103: by somebody else', () =>
    kept(
      'L103',
      rewritten('item-preserved', ({ act }) => ({ act: { ...act, by: ARA } })),
    ));
  test('L103: while it runs', () => kept('L103', lost('item-preserved')));
});

const ARA = personId('ara');

describe('further letters', () => {
  test('L98: say a thing once', () => kept('L98', twice('further-letter-sent')));
  test('L99: say to a claim that it takes longer, and nothing else', () =>
    kept(
      'L99',
      rewritten('further-letter-sent', () => ({
        says: { kind: 'end', why: 'nothing-to-answer', edition: 0 },
      })),
    ));
  test('L99: where she was told that her letter came', () => kept('L99', lost('receipt-acknowledged')));
  test('L100: say what happened', () =>
    kept(
      'L100',
      rewritten('further-letter-sent', () => ({
        says: { kind: 'objection-kept', appeal: appealId('none') },
      })),
    ));
  test('L100: of a copy that is back', () => kept('L100', lost('item-reopened')));
  test('L100: and a delay that was told is a step of the law', () =>
    kept(
      'L100',
      lost('milestone-reached', ({ milestone }) => milestone === 'delay-told'),
    ));
});
