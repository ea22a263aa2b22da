// What is recorded of one copy: each answer in its turn, and what is said of a copy when the desk gives up.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  decides,
  found,
  hiddenCase,
  looked,
  lookedAfter,
  opened,
  play,
  rules,
  swept,
} from '../../../test/support/fixtures.ts';
import { MAX_LOOKS } from './acting.ts';
import type { Case } from './case.ts';

const acting = play(opened(), found(1, 'c1'), decides(1, 'hide'));
const copyIn = (state: Case, at = 0) => state.items[0]?.copies[at];

describe('a round', () => {
  test('begins with the first, and with the next only after a look that found the copy still there', () => {
    expect(answerTo(acting, acted(1, 'c1', 2))).toBe('action.not-asked');
    const accepted = play(acting, acted(1, 'c1'));
    expect(answerTo(accepted, acted(1, 'c1', 2))).toBe('action.not-asked');
    const still = play(accepted, looked(1, 'c1', 'still-there'));
    expect(answerTo(still, acted(1, 'c1', 2))).toBe('allowed');
  });
});

describe('a look', () => {
  test('that finds a copy only hidden answers a decision to destroy, and no decision to hide', () => {
    const hiding = play(acting, acted(1, 'c1'));
    const destroying = play(hiddenCase(), decides(1, 'destroy'), acted(1, 'c1', 1, 'accepted', 'destroy'));
    expect(answerTo(hiding, looked(1, 'c1', 'hidden'))).toBe('action.not-asked');
    expect(answerTo(destroying, lookedAfter(1, 'c1', 'hidden'))).toBe('allowed');
  });
});

describe('a copy that the desk gives up', () => {
  test('is not called hidden where it was to be hidden again, however it was seen before', () => {
    const again = play(
      opened(),
      found(1, 'c1', 'c2'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
      acted(1, 'c2', 1, 'given-up'),
      swept(1),
      decides(1, 'hide', { id: 'again' }),
      acted(1, 'c1', 1, 'given-up', 'hide', 2),
    );
    expect(copyIn(again)).toMatchObject({ status: 'unremovable', stays: 'platform-refused' });
  });

  test('is not called hidden where it was to be destroyed and nobody could look', () => {
    const destroying = play(hiddenCase(), decides(1, 'destroy'), acted(1, 'c1', 1, 'accepted', 'destroy'));
    const blind = play(destroying, lookedAfter(1, 'c1', 'cannot-tell', 1, MAX_LOOKS));
    expect(copyIn(blind)).toMatchObject({ status: 'unremovable', stays: 'could-not-verify' });
  });
});

describe('what people may see of a copy', () => {
  const restoring = play(hiddenCase(), appeals(1, 'hide-1'), rules(true));

  test('is taken for all of it as soon as the platform says that it restores', () => {
    expect(copyIn(restoring)?.exposed).toBe(false);
    const restored = play(restoring, acted(1, 'c1', 1, 'accepted', 'restore', 2));
    expect(copyIn(restored)?.exposed).toBe(true);
  });

  test('is not changed by the word of a platform that it hides or destroys', () => {
    expect(copyIn(play(acting, acted(1, 'c1')))?.exposed).toBe(true);
    const destroying = play(hiddenCase(), decides(1, 'destroy'), acted(1, 'c1', 1, 'accepted', 'destroy'));
    expect(copyIn(destroying)?.exposed).toBe(false);
  });
});
