// The numbered invariants L100 to L105 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import type { Of } from '../../../test/walks/lifecycle-history.ts';
import { againAtTheEnd, kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { appealId, letterId, personId } from '../kernel/ids.ts';

const byLetter = ({ appeal }: Of<'appeal-received'>): boolean => appeal.letter !== undefined;

describe('objections by letter', () => {
  test('L103: are of a letter that joined', () =>
    kept(
      'L103',
      rewritten(
        'appeal-received',
        ({ appeal }) => ({ appeal: { ...appeal, letter: letterId('none') } }),
        byLetter,
      ),
    ));
  test('L103: and never the uploader’s', () =>
    kept(
      'L103',
      rewritten('appeal-received', ({ appeal }) => ({ appeal: { ...appeal, by: 'uploader' } }), byLetter),
    ));
});

describe('what is kept', () => {
  test('L104: is kept longer once', () => kept('L104', twice('preservation-extended')));
  test('L104: and only to a later day', () =>
    kept(
      'L104',
      rewritten('preservation-extended', ({ at }) => ({ until: at })),
    ));
  test('L104: of a letter that joined', () =>
    kept(
      'L104',
      rewritten('preservation-extended', () => ({ letter: letterId('nobody') })),
    ));
  test('L105: is let go of once', () => kept('L105', againAtTheEnd('preservation-released')));
  test('L105: by somebody else', () =>
    kept(
      'L105',
      rewritten('item-preserved', ({ act }) => ({ act: { ...act, by: ARA } })),
    ));
  test('L105: while it runs', () => kept('L105', lost('item-preserved')));
});

const ARA = personId('ara');

describe('further letters', () => {
  test('L100: say a thing once', () => kept('L100', twice('further-letter-sent')));
  test('L101: say to a claim that it takes longer, and nothing else', () =>
    kept(
      'L101',
      rewritten('further-letter-sent', () => ({
        says: { kind: 'end', why: 'nothing-to-answer', edition: 0 },
      })),
    ));
  test('L101: where she was told that her letter came', () => kept('L101', lost('receipt-acknowledged')));
  test('L102: say what happened', () =>
    kept(
      'L102',
      rewritten('further-letter-sent', () => ({
        says: { kind: 'objection-kept', appeal: appealId('none') },
      })),
    ));
  test('L102: of a copy that is back', () => kept('L102', lost('item-reopened')));
  test('L102: and a delay that was told is a step of the law', () =>
    kept(
      'L102',
      lost('milestone-reached', ({ milestone }) => milestone === 'delay-told'),
    ));
});
