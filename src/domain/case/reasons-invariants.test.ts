// The numbered invariants L85 to L87 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { againAtTheEnd, kept, lost, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';
import { decisionId } from '../kernel/ids.ts';

describe('statements of reasons', () => {
  test('L85: nobody is told of a decision before the item had its result', () =>
    kept('L85', lost('item-settled')));
  test('L85: nor of one that does not stand', () =>
    kept(
      'L85',
      rewritten('reasons-sent', () => ({ decision: decisionId('another') })),
    ));
  test('L85: nor that an appeal was dismissed which was another', () =>
    kept(
      'L85',
      rewritten(
        'reasons-sent',
        () => ({ account: 'stranger' }),
        ({ done }) => done === 'kept',
      ),
    ));
  test('L86: nobody is told twice', () => kept('L86', twice('reasons-sent')));
  test('L86: nor a stranger', () =>
    kept(
      'L86',
      rewritten('reasons-sent', () => ({ account: 'stranger' })),
    ));
  test('L86: nor of what no look found', () => kept('L86', lost('copy-verified')));
  test('L86: nor anything else than what was done', () =>
    kept(
      'L86',
      rewritten('reasons-sent', ({ done }) => ({ done: done === 'hidden' ? 'restored' : 'hidden' })),
    ));
  test('L87: a letter that asks for secrecy holds the telling', () => kept('L87', lost('reasons-held')));
  test('L87: until a person releases it', () => kept('L87', lost('reasons-released')));
  test('L87: once', () => kept('L87', againAtTheEnd('reasons-released')));
});
