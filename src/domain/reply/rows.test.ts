// A row of the answer: the times of the copy that came last, what counts as removed, and places that name nobody.
import { describe, expect, test } from 'vitest';
import {
  acted,
  decides,
  found,
  hiddenCase,
  later,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  playAt,
  swept,
} from '../../../test/support/fixtures.ts';
import { MAX_ROUNDS } from '../case/acting.ts';
import type { Case } from '../case/case.ts';
import { HOUR } from '../kernel/instant.ts';
import { resultRows } from './rows.ts';

describe('the times of a row', () => {
  const asked = play(opened(), found(1, 'a', 'b', 'c'), decides(1, 'hide'));
  const hide = (state: Case, id: string, hour: number): Case =>
    playAt(later(hour * HOUR), state, acted(1, id), looked(1, id, 'gone'));
  const timesOf = (state: Case) =>
    resultRows(play(state, swept(1)))?.map(({ actedAt, verifiedAt }) => [actedAt, verifiedAt]);

  test.each([
    [3, 1, 2],
    [1, 3, 2],
    [2, 1, 3],
  ])('are those of the copy that came last, wherever it stands: %i, %i and %i hours', (a, b, c) => {
    const state = hide(hide(hide(asked, 'a', a), 'b', b), 'c', c);
    expect(timesOf(state)).toEqual([[later(3 * HOUR), later(3 * HOUR)]]);
  });

  test.each(['a', 'b', 'c'])('pass over a copy on which nobody could act: %s', (refused) => {
    const others = ['a', 'b', 'c'].filter((id) => id !== refused);
    const state = others.reduce((so, id) => hide(so, id, 2), play(asked, acted(1, refused, 1, 'given-up')));
    expect(timesOf(state)).toEqual([[later(2 * HOUR), later(2 * HOUR)]]);
  });
});

describe('the copies removed', () => {
  test('are also those that should have been destroyed and stay hidden', () => {
    const rounds = Array.from({ length: MAX_ROUNDS }, (_, at) => at + 1);
    const left = rounds.reduce(
      (so, round) =>
        play(
          so,
          acted(1, 'c1', round, 'accepted', 'destroy'),
          lookedAfter(1, 'c1', round < MAX_ROUNDS ? 'still-there' : 'hidden', round),
        ),
      play(hiddenCase(), decides(1, 'destroy')),
    );
    expect(left.items[0]?.copies[0]?.status).toBe('hidden');
    expect(resultRows(left)).toMatchObject([{ copiesFound: 1, copiesRemoved: 1, how: 'hide' }]);
  });
});

describe('the place of an item', () => {
  const placeOf = (link: string): string | undefined => {
    const items = [{ number: 1, locator: { platform: 'other' as const, link } }];
    return resultRows(play(opened({ items }), locatedAs(1, { kind: 'gone' })))?.[0]?.place;
  };

  test('keeps a number that ends the link, also where it is all of it', () => {
    expect(placeOf('https://elsewhere.example/12')).toBe('…/12');
  });

  test('keeps no number that a name follows', () => {
    expect(placeOf('https://elsewhere.example/12/maple')).toBe('…');
  });
});
