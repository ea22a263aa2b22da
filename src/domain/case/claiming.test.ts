// Who may work on a case while somebody else does, and for how long.
import { describe, expect, test } from 'vitest';
import {
  adopts,
  answerTo,
  decides,
  found,
  later,
  opened,
  play,
  playAt,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { personId } from '../kernel/ids.ts';
import { HOUR } from '../kernel/instant.ts';
import { claimAt } from './claiming.ts';
import type { Command } from './command.ts';

const claims = (name: string, hours = 1, id = `${name}-claims`): Command => ({
  kind: 'claim-case',
  until: later(hours * HOUR),
  act: signed(id, name),
});
const releases = (name: string): Command => ({
  kind: 'release-claim',
  act: signed(`${name}-releases`, name),
});
const hides = (name: string): Command => decides(1, 'hide', { id: `${name}-hides`, by: personId(name) });

const waiting = play(opened(), found(1, 'c1'));
const held = play(waiting, claims('ara'));

describe('while somebody works on a case', () => {
  test('nobody else decides on its items, and nobody else claims it or lets go of it', () => {
    for (const command of [hides('bora'), claims('bora'), releases('bora')])
      expect(answerTo(held, command)).toBe('claim.held');
  });

  test('she decides, and may claim it for longer', () => {
    expect(play(held, hides('ara')).items[0]?.status).toBe('acting');
    expect(play(held, claims('ara', 2, 'again')).claim?.until).toBe(later(2 * HOUR));
  });

  test('what was signed in a joined case counts here all the same: nobody decides anew', () => {
    expect(play(held, adopts(1, 'hide')).items[0]?.status).toBe('acting');
  });

  test('her claim runs out by itself, and then anybody may', () => {
    expect([T0, later(HOUR - 1), later(HOUR)].map((at) => claimAt(held, at)?.by ?? null)).toEqual([
      'ara',
      'ara',
      null,
    ]);
    expect(answerTo(held, hides('bora'), later(HOUR))).toBe('allowed');
  });

  test('she lets go of it, once', () => {
    const free = play(held, releases('ara'));
    expect(answerTo(free, hides('bora'))).toBe('allowed');
    expect(answerTo(free, { kind: 'release-claim', act: signed('once-more') })).toBe('claim.none');
  });
});

test('a claim begins now and ends within two hours', () => {
  expect(answerTo(waiting, claims('ara', 2))).toBe('allowed');
  expect(answerTo(waiting, claims('ara', 2.1))).toBe('claim.too-long');
  expect(answerTo(waiting, claims('ara', 0))).toBe('claim.over');
});

test('whoever leads the desk lets go of somebody else’s claim, and says so', () => {
  const frees: Command = { kind: 'release-claim', lead: true, act: signed('frees', 'bora') };
  const free = play(held, frees);
  expect(free.claim).toBeNull();
  expect(answerTo(free, claims('bora'))).toBe('allowed');
  expect(answerTo(waiting, frees)).toBe('claim.none');
});

describe('nobody holds a case for ever', () => {
  /** Claims it for two hours at each of these hours. */
  const claimedAt = (...hours: readonly number[]) =>
    hours.reduce(
      (state, hour) => playAt(later(hour * HOUR), state, claims('ara', hour + 2, `at ${hour}`)),
      waiting,
    );
  test('renewing ends eight hours after the first claim, also with breaks of less than an hour', () => {
    const renewed = claimedAt(0, 2, 4, 6);
    expect(answerTo(renewed, claims('ara', 8, 'to the end'), later(7 * HOUR))).toBe('allowed');
    expect(answerTo(renewed, claims('ara', 8.5, 'longer'), later(7 * HOUR))).toBe('claim.too-often');
    expect(answerTo(renewed, claims('ara', 9.5, 'after half an hour'), later(8.5 * HOUR))).toBe(
      'claim.too-often',
    );
    expect(answerTo(renewed, claims('bora', 9.5), later(8.5 * HOUR))).toBe('allowed');
    expect(answerTo(renewed, claims('ara', 10, 'after an hour'), later(9 * HOUR))).toBe('allowed');
  });
  test('handing it back and taking it again is renewing; another’s claim between ends it', () => {
    const renewed = claimedAt(0, 2, 4, 6);
    const back = playAt(later(7 * HOUR), renewed, releases('ara'));
    expect(answerTo(back, claims('ara', 9, 'again'), later(7.5 * HOUR))).toBe('claim.too-often');
    const between = playAt(later(7.2 * HOUR), back, claims('bora', 7.5));
    expect(answerTo(between, claims('ara', 9, 'again'), later(7.5 * HOUR))).toBe('allowed');
  });
});
