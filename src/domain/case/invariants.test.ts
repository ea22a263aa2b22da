// The numbered invariants L1 to L36 and L63 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { againAtTheEnd, asked, kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { NUMBER } from '../../../test/support/fixtures.ts';
import { decisionId, personId } from '../kernel/ids.ts';
import type { Decision, ItemResult } from './event.ts';
import type { Decided } from './item.ts';

/** Every decision says something else. */
const decidedAs = (change: Partial<Decision>) =>
  rewritten('item-decided', ({ decision }) => ({ decision: { ...decision, ...change } }));
const settledAs = (result: ItemResult) =>
  rewritten(
    'item-settled',
    () => ({ result }),
    ({ result: { word } }) => word === 'removed',
  );
const ara = personId('ara');

describe('decisions and actions', () => {
  test('L1: nothing is done to a copy but what the last decision on its item says', () =>
    kept('L1', decidedAs({ act: 'refuse' })));
  test('L2: every signed act bears a name and a signature, and is not dated ahead', () =>
    kept('L2', decidedAs({ signature: '' })));
  test('L3: the first decision to act on an item is to hide it', () =>
    kept('L3', decidedAs({ act: 'destroy' })));
  test('L4: destroying is decided only on what is hidden and is not to be restored', () =>
    kept('L4', lost('item-settled')));
  test('L5: destroying is decided by another person than hiding', () => kept('L5', decidedAs({ by: ara })));
  test('L6: nothing is destroyed while an appeal is open', () => kept('L6', lost('appeal-decided')));
  test('L7: a signed act counts once', () => kept('L7', decidedAs({ id: decisionId('one') })));
  test('L8: a late answer to an earlier decision changes nothing', () =>
    kept(
      'L8',
      asked((command) => ('turn' in command ? { ...command, turn: command.turn + 1 } : command)),
    ));
  test('L9: rounds are counted without a gap, each after a look', () =>
    kept(
      'L9',
      rewritten('action-recorded', ({ round }) => ({ round: round + 1 })),
    ));
  test('L10: a look is recorded only after an accepted action of its round', () =>
    kept('L10', lost('action-recorded')));
  test('L11: of a copy that is done with nothing more is recorded', () =>
    kept('L11', twice('copy-verified')));
  test('L12: a copy is known before anything is recorded of it', () => kept('L12', lost('item-located')));
});

describe('results', () => {
  test('L13: removed by hiding is said only when every known copy was seen gone', () =>
    kept(
      'L13',
      rewritten('copy-verified', () => ({ judgement: 'cannot-tell' })),
    ));
  test('L14: removed by hiding is said only after a last search that found nothing new', () =>
    kept('L14', lost('item-swept')));
  test('L15: nothing is called removed that people were seen to see', () =>
    kept(
      'L15',
      rewritten('copy-verified', () => ({ judgement: 'still-there' })),
    ));
  test('L16: removed by destroying is said only when the record agrees', () =>
    kept('L16', settledAs({ word: 'removed', how: 'destroy' })));
  test('L17: refused is said only by a decision, on its ground', () =>
    kept('L17', settledAs({ word: 'refused', ground: { kind: 'terms', clause: '0' } })));
  test('L18: unremovable is said only for a reason on record', () =>
    kept('L18', settledAs({ word: 'unremovable', reason: 'platform-refused' })));
  test('L19: not found is said only where nothing was found', () =>
    kept('L19', settledAs({ word: 'not_found' })));
  test('L20: an item with its result changes only by a new decision', () =>
    kept('L20', twice('item-settled')));
});

describe('appeals', () => {
  test('L21: an appeal is decided once, after it was received', () => kept('L21', lost('appeal-received')));
  test('L22: an appeal is never decided by anybody who decided on the item before', () =>
    kept(
      'L22',
      rewritten('appeal-decided', ({ ruling }, { state }) => ({
        ruling: { ...ruling, by: state.items.flatMap(({ deciders }) => deciders)[0] ?? ruling.by },
      })),
    ));
  test('L23: restoring that an appeal brings comes from whoever upheld it', () =>
    kept(
      'L23',
      rewritten('appeal-decided', ({ ruling }) => ({ ruling: { ...ruling, by: personId('a stranger') } })),
    ));
  test('L24: an appeal that is upheld turns the decision round, one that is dismissed does not', () =>
    kept(
      'L24',
      rewritten('appeal-decided', ({ ruling }) => ({ ruling: { ...ruling, upheld: !ruling.upheld } })),
    ));
  test('L25: at most one appeal on an item is open', () => kept('L25', twice('appeal-received')));
  test('L26: an appeal comes from whom the present decision went against', () =>
    kept(
      'L26',
      rewritten('appeal-received', ({ appeal }) => ({
        appeal: { ...appeal, by: appeal.by === 'uploader' ? 'notifier' : 'uploader' },
      })),
    ));
});

describe('replies and the case', () => {
  test('L27: no reply is sent while it is withheld', () => kept('L27', lost('reply-released')));
  test('L28: no reply is sent to a sender nobody could prove', () =>
    kept(
      'L28',
      rewritten('notice-received', ({ notice }) => ({
        notice: { ...notice, sender: { ...notice.sender, level: 'L0' } },
      })),
    ));
  test('L29: an edition of a reply is sent once', () =>
    kept(
      'L29',
      rewritten('reply-sent', () => ({ edition: 0 })),
    ));
  test('L29: also where a person gave it', () =>
    kept(
      'L29',
      rewritten('answered-by-hand', () => ({ edition: 0 })),
    ));
  test('L30: a reply is sent only once every item had its result', () => kept('L30', lost('item-settled')));
  test('L30: nor does a person give one twice', () => kept('L30', againAtTheEnd('answered-by-hand')));
  test('L31: a case begins with its notice, and has one', () => kept('L31', twice('notice-received')));
  test('L32: events are numbered without a gap', () => kept('L32', lost('clock-started')));
  test('L33: folding the events again gives the same view', () => kept('L33', lost('item-settled')));
  test('L34: a closed case answers nothing but a proof and an appeal', () =>
    kept('L34', lost('sender-proven')));
  test('L35: a case is closed only when nobody waits for anything', () =>
    kept('L35', lost('reply-withheld')));
  test('L35: nor for want of proof where there is one', () =>
    kept(
      'L35',
      rewritten(
        'case-closed',
        () => ({ reason: 'sender-never-proven' }),
        ({ reason }) => reason !== 'sender-never-proven',
      ),
    ));
  test('L36: a sender is proven once', () => kept('L36', againAtTheEnd('sender-proven')));
});

describe('joined cases', () => {
  const takenOver = (change: (decided: Decided) => Partial<Decided>) =>
    rewritten('item-decided', change, ({ from }) => from !== null);

  test('L63: a decision taken over names another case', () =>
    kept(
      'L63',
      takenOver(({ from }) => ({ from: from && { ...from, number: NUMBER } })),
    ));
  test('L63: and the act that was signed there', () =>
    kept(
      'L63',
      takenOver(({ decision }) => ({ decision: { ...decision, id: decisionId('another') } })),
    ));
  test('L63: and never refuses', () =>
    kept(
      'L63',
      takenOver(({ decision }) => ({ decision: { ...decision, act: 'refuse' } })),
    ));
});
