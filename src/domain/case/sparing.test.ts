// Copies that a hide leaves alone, and a hide that another person undoes.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  copy,
  COVERAGE,
  decides,
  decision,
  hiddenCase,
  locatedAs,
  looked,
  opened,
  play,
  swept,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import { copyId, personId } from '../kernel/ids.ts';
import { hiddenCopies } from './case.ts';
import type { Command } from './command.ts';
import { needOf } from './need.ts';

const THEIRS = { ...copy('c2'), via: 'hash' as const };
const found = play(
  opened(),
  locatedAs(1, { kind: 'found', copies: [copy('c1'), THEIRS], coverage: COVERAGE }),
);
const hides = (...spared: readonly string[]): Command => ({
  kind: 'decide',
  item: 1,
  decision: {
    ...decision('hide'),
    spares: spared.map((id) => ({ copy: copyId(id), why: 'own-copy' as const })),
  },
});

describe('a copy that a decision leaves alone', () => {
  test('is not acted on, not kept from anybody, and not waited for', () => {
    const after = play(found, hides('c2'));
    expect(hiddenCopies(after).map(({ id }) => id)).toEqual(['c1']);
    const done = play(after, acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1, ['c1', 'c2']));
    expect(wordsOf(done)).toEqual(['unremovable: kept-by-decision']);
    expect([
      needOf(done),
      done.clocks.every(({ clock, status }) => clock.ends !== 'settled' || status === 'stopped'),
    ]).toEqual(['nothing', true]);
  });

  test('never lets the item be called removed, nor hides that something else stays up', () => {
    const theirsFirst = play(
      opened(),
      locatedAs(1, { kind: 'found', copies: [THEIRS, copy('c1')], coverage: COVERAGE }),
    );
    const after = play(theirsFirst, hides('c2'));
    const done = play(after, acted(1, 'c1', 1, 'given-up'), swept(1, ['c1', 'c2']));
    expect(wordsOf(done)).toEqual(['unremovable: platform-refused']);
    expect(needOf(done)).toBe('referral');
  });

  test('is none that the notice links to, and never all there is', () => {
    expect(answerTo(found, hides('c1'))).toBe('decision.cannot-spare');
    expect(answerTo(found, hides('c1', 'c2'))).toBe('decision.cannot-spare');
    const searched = play(opened(), locatedAs(1, { kind: 'found', copies: [THEIRS], coverage: COVERAGE }));
    expect(answerTo(searched, hides('c2'))).toBe('decision.cannot-spare');
  });

  test('is hidden after all by the next decision to hide', () => {
    const done = play(found, hides('c2'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1, ['c1', 'c2']));
    const again = play(done, decides(1, 'hide', { id: 'hide-2' }));
    expect(again.items[0]?.copies.map(({ status }) => status)).toEqual(['asked', 'asked']);
  });
});

describe('a hide that was wrong', () => {
  const undoes = (by: string): Command => decides(1, 'restore', { id: `${by}-undoes`, by: personId(by) });
  const hidden = hiddenCase();

  test('is undone by another person, and every copy is to be shown again', () => {
    expect(answerTo(hidden, undoes('ara'))).toBe('decision.same-person');
    const undone = play(hidden, undoes('bora'));
    expect(undone.items[0]).toMatchObject({ status: 'acting', decision: { act: 'restore' } });
    const shown = play(
      undone,
      acted(1, 'c1', 1, 'accepted', 'restore'),
      looked(1, 'c1', 'still-there', 1, 1, 2),
    );
    expect(wordsOf(shown)).toEqual(['refused']);
    expect(shown.replyDue).toBe(true);
    expect(answerTo(shown, undoes('chan'))).toBe('decision.nothing-hidden');
  });

  test('is left to the appeal where somebody appealed, and nothing is undone that was not hidden', () => {
    expect(answerTo(play(hidden, appeals(1, 'hide-1')), undoes('bora'))).toBe('appeal.open');
    expect(answerTo(found, undoes('bora'))).toBe('decision.nothing-hidden');
  });
});
