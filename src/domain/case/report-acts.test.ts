// What a platform should say of a report follows from the case: "acted" rests on looks, "declined" on a person.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  decides,
  found,
  kindsOf,
  locatedAs,
  looked,
  opened,
  play,
  REPORT,
  signed,
  swept,
} from '../../../test/support/fixtures.ts';
import type { ReportState } from '../notice/report.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import { reportState } from './report-acts.ts';

const reported = opened({ report: REPORT });
const told = (state: ReportState): Command => ({ kind: 'record-report-told', state });
const byHand: Command = { kind: 'answer-by-hand', act: signed('by-hand') };
const close: Command = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close') };
const hidden = play(reported, found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'));
const removed = play(hidden, looked(1, 'c1', 'gone'), swept(1));

describe('what the platform should say', () => {
  test.each<[string, Case, ReportState | null]>([
    ['of a letter: nothing', opened(), null],
    ['of what came: that somebody looks', reported, 'looking'],
    [
      'of what a person decided to hide: that somebody looks',
      play(reported, found(1, 'c1'), decides(1, 'hide')),
      'looking',
    ],
    ['of what the platform said yes to: that somebody looks', hidden, 'looking'],
    [
      'of what was seen gone, before the search was done again: that somebody looks',
      play(hidden, looked(1, 'c1', 'gone')),
      'looking',
    ],
    ['of what is removed: that something was done', removed, 'acted'],
    ['of what is destroyed after that: the same', play(removed, decides(1, 'destroy')), 'acted'],
    [
      'of what a person refused: that nothing was done',
      play(reported, found(1, 'c1'), decides(1, 'refuse')),
      'declined',
    ],
    [
      'of what only a machine found gone: that somebody looks',
      play(reported, locatedAs(1, { kind: 'gone' })),
      'looking',
    ],
    ['of a room: that somebody looks', play(reported, locatedAs(1, { kind: 'container' })), 'looking'],
    [
      'of a room, once a person told the result: that nothing was done',
      play(reported, locatedAs(1, { kind: 'container' }), byHand),
      'declined',
    ],
    [
      'of what was not found, once a person closed the case: the same',
      play(reported, locatedAs(1, { kind: 'not-found' }), close),
      'declined',
    ],
    [
      'of what cannot be removed: that somebody looks',
      play(reported, found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1', 1, 'given-up'), swept(1), byHand),
      'looking',
    ],
  ])('%s', (_, state, expected) => {
    expect(reportState(state)).toBe(expected);
  });

  test('of two items of which one is removed and one is still looked at, waits for both', () => {
    const two = play(opened({ report: REPORT, count: 2 }), found(1, 'c1'), found(2, 'c2'));
    const one = play(two, decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1));
    expect(reportState(one)).toBe('looking');
    expect(reportState(play(one, decides(2, 'refuse')))).toBe('acted');
  });
});

describe('what it says is recorded', () => {
  test('the first time as the receipt that a law asks for, and never twice', () => {
    expect(kindsOf(reported, told('looking')).slice(0, 2)).toEqual(['report-told', 'milestone-reached']);
    expect(answerTo(play(reported, told('looking')), told('looking'))).toBe('report.already-told');
  });

  test('only as it should be, and only of a report', () => {
    expect(answerTo(reported, told('acted'))).toBe('report.other-state');
    expect(answerTo(opened(), told('looking'))).toBe('report.none');
  });

  test('as the answer, where one is owed', () => {
    const answered = play(removed, told('acted'));
    expect(answered).toMatchObject({ status: 'answered', replies: 1, replyDue: false, told: 'acted' });
    expect(removed).toMatchObject({ status: 'open', withheld: true });
  });

  test('not as a second answer after a person gave one, nor in a closed case', () => {
    const room = play(reported, locatedAs(1, { kind: 'container' }));
    expect(play(room, byHand, told('declined'))).toMatchObject({ replies: 1, told: 'declined' });
    expect(play(room, close, told('declined'))).toMatchObject({
      status: 'closed',
      replies: 0,
      told: 'declined',
    });
  });
});
