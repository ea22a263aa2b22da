// What is done again: the search before anything is called removed, a hide that failed, a destroy that did not happen,
// and the question who sent a letter. What answers an earlier time proves nothing.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  clocksOf,
  decides,
  found,
  hiddenCase,
  kindsOf,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  proven,
  replied,
  swept,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import type { Case } from './case.ts';
import { MAX_ROUNDS, MAX_SWEEPS } from './acting.ts';

const gone = (state: Case, id: string): Case => play(state, acted(1, id), looked(1, id, 'gone'));
const hidden = gone(play(opened(), found(1, 'c1'), decides(1, 'hide')), 'c1');
const resultOf = (state: Case) => state.items[0]?.result;

describe('the search before an item is called removed', () => {
  test('that finds only known copies settles the item', () => {
    expect(wordsOf(play(hidden, swept(1, ['c1'])))).toEqual(['removed']);
  });

  test('that finds a new copy hides it under the same decision, and is done again', () => {
    const more = play(hidden, swept(1, ['c1', 'c2']));
    expect(wordsOf(more)).toEqual(['none']);
    expect(answerTo(more, swept(1, [], 2))).toBe('action.not-asked');
    const all = gone(more, 'c2');
    expect(wordsOf(play(all, swept(1, ['c1', 'c2'], 2)))).toEqual(['removed']);
  });

  test('counts once: neither a repeat nor a later pass is taken for it', () => {
    expect(answerTo(hidden, swept(1, [], 2))).toBe('action.not-asked');
    const more = gone(play(hidden, swept(1, ['c2'])), 'c2');
    expect(answerTo(more, swept(1, [], 1))).toBe('action.not-asked');
  });

  test(`that finds new copies ${MAX_SWEEPS} times ends: it is posted again as fast as it is hidden`, () => {
    let state = hidden;
    for (let pass = 1; pass < MAX_SWEEPS; pass += 1)
      state = gone(play(state, swept(1, [`n${pass}`], pass)), `n${pass}`);
    expect(wordsOf(state)).toEqual(['none']);
    expect(wordsOf(play(state, swept(1, ['last'], MAX_SWEEPS)))).toEqual(['unremovable: keeps-coming-back']);
  });

  test('is not asked for after destroying', () => {
    const destroying = play(hiddenCase(), decides(1, 'destroy'));
    expect(answerTo(destroying, swept(1, [], 1, 2))).toBe('action.not-asked');
  });
});

describe('what could not be hidden', () => {
  const stuck = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1', 1, 'given-up'), swept(1));

  test('may be decided on again: platforms get well', () => {
    const again = play(stuck, decides(1, 'hide', { id: 'again' }));
    expect(wordsOf(again)).toEqual(['none']);
    const done = play(
      again,
      acted(1, 'c1', 1, 'accepted', 'hide', 2),
      looked(1, 'c1', 'gone', 1, 1, 2),
      swept(1, [], 1, 2),
    );
    expect(wordsOf(done)).toEqual(['removed']);
  });

  test('may not be refused afterwards', () => {
    expect(answerTo(stuck, decides(1, 'refuse'))).toBe('item.already-settled');
  });

  test('and answers that come late, from the first decision, count for nothing under the second', () => {
    const again = play(stuck, decides(1, 'hide', { id: 'again' }));
    expect(answerTo(again, acted(1, 'c1'))).toBe('action.not-asked');
    const accepted = play(again, acted(1, 'c1', 1, 'accepted', 'hide', 2));
    expect(answerTo(accepted, looked(1, 'c1', 'gone'))).toBe('action.not-asked');
    const verified = play(accepted, looked(1, 'c1', 'gone', 1, 1, 2));
    expect(answerTo(verified, swept(1))).toBe('action.not-asked');
  });
});

describe('a destroy that did not happen', () => {
  const destroying = play(hiddenCase(), decides(1, 'destroy'));

  test('because the platform refused leaves the item what it was: hidden and checked', () => {
    const refused = play(destroying, acted(1, 'c1', 1, 'given-up', 'destroy'));
    expect(resultOf(refused)).toEqual({ word: 'removed', how: 'hide' });
  });

  test('because the platform refused once people saw it again is not called hidden', () => {
    const seen = play(
      destroying,
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'still-there'),
    );
    const refused = acted(1, 'c1', 2, 'given-up', 'destroy');
    expect(wordsOf(play(seen, refused))).toEqual(['unremovable: platform-refused']);
    const closed = play(seen, acted(1, 'c1', 2, 'accepted', 'destroy'), lookedAfter(1, 'c1', 'hidden', 2));
    expect(resultOf(play(closed, acted(1, 'c1', 3, 'given-up', 'destroy')))).toEqual({
      word: 'removed',
      how: 'hide',
    });
  });

  test(`because it only stayed hidden, ${MAX_ROUNDS} times, is never called destroyed`, () => {
    let state = destroying;
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      expect(wordsOf(state)).toEqual(['none']);
      state = play(
        state,
        acted(1, 'c1', round, 'accepted', 'destroy'),
        lookedAfter(1, 'c1', 'hidden', round),
      );
    }
    expect(resultOf(state)).toEqual({ word: 'removed', how: 'hide' });
  });

  test('for one copy of two leaves the item hidden, not destroyed', () => {
    const two = gone(gone(play(opened(), found(1, 'c1', 'c2'), decides(1, 'hide')), 'c1'), 'c2');
    const state = play(
      two,
      swept(1),
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
      acted(1, 'c2', 1, 'given-up', 'destroy'),
    );
    expect(resultOf(state)).toEqual({ word: 'removed', how: 'hide' });
  });

  test('that everybody sees again is unremovable, for the reason that it was seen', () => {
    let state = destroying;
    for (let round = 1; round <= MAX_ROUNDS; round += 1)
      state = play(
        state,
        acted(1, 'c1', round, 'accepted', 'destroy'),
        lookedAfter(1, 'c1', 'still-there', round),
      );
    expect(wordsOf(state)).toEqual(['unremovable: platform-did-nothing']);
  });

  test('gives whoever decided to hide no right to destroy, and everybody else has it', () => {
    const refused = play(destroying, acted(1, 'c1', 1, 'given-up', 'destroy'));
    expect(answerTo(refused, decides(1, 'destroy', { id: 'again', by: 'ara' }))).toBe('decision.same-person');
    expect(answerTo(refused, decides(1, 'destroy', { id: 'again', by: 'bora' }))).toBe('allowed');
    expect(answerTo(refused, decides(1, 'destroy', { id: 'again', by: 'chan' }))).toBe('allowed');
  });

  test('"hidden" is no judgement of a hide: it would call removed what nobody found gone', () => {
    const accepted = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1', 1));
    const last = Array.from({ length: MAX_ROUNDS - 1 }, (_, at) => at + 1).reduce(
      (so, round) => play(so, looked(1, 'c1', 'still-there', round), acted(1, 'c1', round + 1)),
      accepted,
    );
    const seen = looked(1, 'c1', 'hidden', MAX_ROUNDS);
    expect(answerTo(last, seen) === 'allowed' ? wordsOf(play(last, seen, swept(1))) : ['none']).not.toEqual([
      'removed',
    ]);
  });
});

describe('a sender proven after all', () => {
  const claim = opened({ level: 'L0' });

  test('gives the case what proof at once would have given: its clock from the receipt, and an answer', () => {
    expect(kindsOf(claim, proven())).toEqual([
      'sender-proven',
      'law-applied',
      'law-applied',
      'clock-started',
      'clock-confirmed',
    ]);
    const state = play(claim, proven());
    const atOnce = opened();
    expect(state).toMatchObject({ withheld: false, notice: { sender: { level: 'L1' } } });
    expect(state.clocks.toSorted((a, b) => a.clock.key.localeCompare(b.clock.key))).toEqual(atOnce.clocks);
  });

  test('is proven once', () => {
    expect(answerTo(play(claim, proven()), proven())).toBe('sender.already-proven');
    expect(answerTo(opened(), proven())).toBe('sender.already-proven');
  });

  test('is not proven by another claim', () => {
    const again = { ...proven(), sender: { level: 'L0' as const, authority: null, reasons: [] } };
    expect(answerTo(claim, again as ReturnType<typeof proven>)).toBe('sender.not-proven');
  });

  test('is answered even when every item was settled before', () => {
    const settled = play(claim, locatedAs(1, { kind: 'gone' }));
    expect(clocksOf(settled)).toEqual(['kr-tba-22-5/remove done']);
    expect(clocksOf(play(settled, proven()))).toEqual([
      'kr-tba-22-5/remove done',
      'kr-kmcsc-correction/report-result running',
    ]);
    expect(answerTo(play(settled, proven()), replied(1))).toBe('allowed');
  });

  test('does not make up for a letter that was not read whole', () => {
    const unread = opened({ level: 'L0', unread: ['reading.attachment'] });
    expect(kindsOf(unread, proven())).toContain('reply-withheld');
    expect(play(unread, proven()).withheld).toBe(true);
  });
});
