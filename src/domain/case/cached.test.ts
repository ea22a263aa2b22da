// A cache that still shows a copy, and another server that keeps one: neither is acted on again, and each is said as what it is.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  decides,
  found,
  looked,
  opened,
  play,
  signed,
  swept,
  wordsOf,
} from '../../../test/support/fixtures.ts';
import { MAX_LOOKS } from './acting.ts';
import { needsReferral } from './item.ts';

const ACCEPTED = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'));

describe('a stale cache', () => {
  test('leaves the copy as it is, and a later look settles it', () => {
    const waits = play(ACCEPTED, looked(1, 'c1', 'cached'));
    expect(waits.items[0]?.copies[0]).toMatchObject({ status: 'accepted', round: 1, exposed: true });
    expect(answerTo(waits, acted(1, 'c1', 2))).toBe('action.not-asked');
    expect(wordsOf(play(waits, looked(1, 'c1', 'gone', 1, 2), swept(1)))).toEqual(['removed']);
  });

  test('that never runs out is the reason that is given', () => {
    const state = play(ACCEPTED, looked(1, 'c1', 'cached', 1, MAX_LOOKS), swept(1));
    expect(wordsOf(state)).toEqual(['unremovable: cache-keeps-showing']);
  });
});

test('a copy at another server is the reason that is given, at once', () => {
  const state = play(ACCEPTED, looked(1, 'c1', 'at-peer'), swept(1));
  expect(wordsOf(state)).toEqual(['unremovable: peer-keeps-it']);
  expect(state.items[0]?.copies[0]).toMatchObject({ status: 'unremovable', exposed: true });
});

describe('what cannot be removed', () => {
  const state = play(ACCEPTED, looked(1, 'c1', 'at-peer'), swept(1));
  const referred = { kind: 'record-referral', of: 1, act: signed('referral-1') } as const;

  test('is work for a person until she signs that she saw to it, once, and stays what it is', () => {
    expect(state.items.map(needsReferral)).toEqual([true]);
    const done = play(state, referred);
    expect(done.items.map(needsReferral)).toEqual([false]);
    expect(wordsOf(done)).toEqual(['unremovable: peer-keeps-it']);
    expect(answerTo(done, { ...referred, act: signed('referral-2') })).toBe('action.not-asked');
  });

  test('and only that is', () => {
    expect(answerTo(ACCEPTED, referred)).toBe('action.not-asked');
    expect(answerTo(state, { ...referred, of: 2 })).toBe('item.unknown');
  });
});
