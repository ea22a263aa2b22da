// The numbered invariants L87 to L89 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { againAtTheEnd, kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { decisionId } from '../kernel/ids.ts';

describe('statements of reasons', () => {
  test('L87: nobody is told of a decision before the item had its result', () =>
    kept('L87', lost('item-settled')));
  test('L87: nor of one that does not stand', () =>
    kept(
      'L87',
      rewritten('reasons-sent', () => ({ decision: decisionId('another') })),
    ));
  test('L87: nor that an appeal was dismissed which was another', () =>
    kept(
      'L87',
      rewritten(
        'reasons-sent',
        () => ({ account: 'stranger' }),
        ({ done }) => done === 'kept',
      ),
    ));
  test('L88: nobody is told twice', () => kept('L88', twice('reasons-sent')));
  test('L88: nor a stranger', () =>
    kept(
      'L88',
      rewritten('reasons-sent', () => ({ account: 'stranger' })),
    ));
  test('L88: nor of what no look found', () => kept('L88', lost('copy-verified')));
  test('L88: nor anything else than what was done', () =>
    kept(
      'L88',
      rewritten('reasons-sent', ({ done }) => ({ done: done === 'hidden' ? 'restored' : 'hidden' })),
    ));
  test('L89: a letter that asks for secrecy holds the telling', () => kept('L89', lost('reasons-held')));
  test('L89: until a person releases it', () => kept('L89', lost('reasons-released')));
  test('L89: once', () => kept('L89', againAtTheEnd('reasons-released')));
});
