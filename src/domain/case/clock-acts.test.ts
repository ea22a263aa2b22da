// Clocks that people move, and when they are heard of: standing still, going on, more time, alarms. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  recordedIn,
  signed,
  heldClock,
  claimUnder,
  alarmOf,
} from '../../../test/support/fixtures.ts';
import { duty, FORTY_EIGHT, hours, regime, SOURCED } from '../../../test/support/laws.ts';

import { DAY, HOUR } from '../kernel/instant.ts';

import { alarmsOwed } from './clock-state.ts';
import type { Command } from './command.ts';

const REMOVE = 'us-tida/remove';
const gone = locatedAs(1, { kind: 'gone' });

describe('time that stands still', () => {
  const pausing = regime({ ...FORTY_EIGHT, id: 'law', pause: SOURCED });
  const pause: Command = { kind: 'pause-clock', clock: 'law/remove', act: signed('pause') };
  const resume: Command = { kind: 'resume-clock', clock: 'law/remove', act: signed('resume') };
  const open = opened(claimUnder(pausing));

  test('does so only by an article of its own law, and moves the deadline by as long as it stood (C33)', () => {
    expect(answerTo(opened(claimUnder(FORTY_EIGHT)), { ...pause, clock: REMOVE })).toBe('clock.no-pause');
    const paused = playAt(later(10 * HOUR), open, pause);
    expect(heldClock(paused, 'law/remove')).toMatchObject({ status: 'paused', since: later(10 * HOUR) });
    const resumed = playAt(later(35 * HOUR), paused, resume);
    expect(heldClock(resumed, 'law/remove')).toMatchObject({ status: 'running', since: null });
    expect(heldClock(resumed, 'law/remove').clock.due).toBe(later(73 * HOUR));
  });

  test('owes no alarm, and ends like any other (C39)', () => {
    const paused = playAt(later(10 * HOUR), open, pause);
    expect(alarmsOwed(heldClock(paused, 'law/remove'))).toEqual([]);
    expect(answerTo(paused, alarmOf('law/remove', 'breach'), later(90 * HOUR))).toBe('clock.not-running');
    const ended = playAt(later(90 * HOUR), paused, gone);
    expect(ended.clocks[0]).toMatchObject({ status: 'stopped', why: 'done', alarms: [] });
  });

  test('has no deadline to move where the law dates nothing', () => {
    const undated = regime({ id: 'law', pause: SOURCED });
    const state = play(opened(claimUnder(undated)), pause);
    expect(heldClock(playAt(later(DAY), state, resume), 'law/remove').clock.due).toBeNull();
  });

  test('is refused twice, and so is going on without having stood still', () => {
    expect(answerTo(open, resume)).toBe('clock.not-paused');
    expect(answerTo(play(open, pause), { ...pause, act: signed('p2') })).toBe('clock.not-running');
    expect(answerTo(play(open, gone), pause)).toBe('clock.stopped');
    expect(answerTo(open, { ...pause, clock: 'law/other' })).toBe('clock.unknown');
  });
});

describe('an extension', () => {
  const extensible = regime({
    id: 'law',
    duties: [
      duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24), extension: SOURCED }),
    ],
  });
  const extend = (hour: number, id = 'extend'): Command => ({
    kind: 'extend-clock',
    clock: 'law/remove',
    due: later(hour * HOUR),
    act: signed(id),
  });
  const open = opened(claimUnder(extensible));

  test('moves the deadline later, and is heard of anew (C34)', () => {
    const near = playAt(later(20 * HOUR), open, alarmOf('law/remove', 'near-breach'));
    const extended = playAt(later(20 * HOUR), near, extend(72));
    expect(heldClock(extended, 'law/remove')).toMatchObject({ alarms: [], clock: { due: later(72 * HOUR) } });
    expect(alarmsOwed(heldClock(extended, 'law/remove')).map(({ alarm: kind }) => kind)).toEqual([
      'near-breach',
      'breach',
    ]);
  });

  test('never moves it earlier, nor to the same moment, nor without an article (C34)', () => {
    expect([23, 24, 25].map((hour) => answerTo(open, extend(hour)))).toEqual([
      'clock.not-later',
      'clock.not-later',
      'allowed',
    ]);
    expect(answerTo(opened(claimUnder(regime({ id: 'law' }))), extend(72))).toBe('clock.no-extension');
    const plain = regime({
      id: 'law',
      duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24) })],
    });
    expect(answerTo(opened(claimUnder(plain)), extend(72))).toBe('clock.no-extension');
  });

  test('needs a date in law to extend', () => {
    const undated = regime({
      id: 'law',
      duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled', extension: SOURCED })],
    });
    expect(answerTo(opened(claimUnder(undated)), extend(72))).toBe('clock.no-extension');
  });
});

describe('an alarm', () => {
  const open = opened(claimUnder(FORTY_EIGHT));

  test('is raised at its moment, not before, and once for each deadline (C39)', () => {
    const owed = (hour: number) => answerTo(open, alarmOf(REMOVE, 'near-breach'), later(hour));
    expect([owed(36 * HOUR - 1), owed(36 * HOUR)]).toEqual(['clock.no-alarm', 'allowed']);
    const raised = playAt(later(36 * HOUR), open, alarmOf(REMOVE, 'near-breach'));
    expect(answerTo(raised, alarmOf(REMOVE, 'near-breach'), later(40 * HOUR))).toBe('clock.no-alarm');
    expect(answerTo(raised, alarmOf(REMOVE, 'target-missed'), later(90 * HOUR))).toBe('clock.no-alarm');
    expect(answerTo(raised, alarmOf('law/none', 'breach'), later(90 * HOUR))).toBe('clock.unknown');
  });

  test('says the moment it was owed, however late it was seen', () => {
    const [event] = recordedIn(open, alarmOf(REMOVE, 'breach'), later(60 * HOUR));
    expect(event).toMatchObject({ kind: 'clock-alarm', alarm: 'breach', moment: later(48 * HOUR + 1) });
  });
});

describe('more time', () => {
  const stated = regime({
    id: 'law',
    duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: { kind: 'stated' } })],
  });
  const ask = (due: number, id = 'moment'): Command => ({
    kind: 'extend-clock',
    clock: 'law/remove',
    due: later(due),
    act: signed(id),
  });

  test('enters the moment of an order that the machine could not read, and nothing before its start (C34)', () => {
    const state = play(opened(claimUnder(stated)), ask(5 * HOUR));
    expect(heldClock(state, 'law/remove').clock.due).toBe(later(5 * HOUR));
    expect(answerTo(opened(claimUnder(stated)), ask(0))).toBe('clock.not-later');
    expect(answerTo(state, ask(6 * HOUR, 'later'))).toBe('clock.no-extension');
  });

  test('is of 90 days at most at a time, and rests on a verified article (C34)', () => {
    const allowed = { key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24) } as const;
    const open = (extension: { article: string | null; mark: 'A' | 'M' }) =>
      opened(claimUnder(regime({ id: 'law', duties: [duty({ ...allowed, extension })] })));
    const longest = 24 * HOUR + 90 * DAY;
    expect(answerTo(open(SOURCED), ask(longest))).toBe('allowed');
    expect(answerTo(open(SOURCED), ask(longest + 1))).toBe('clock.too-late');
    expect(answerTo(open({ ...SOURCED, mark: 'M' }), ask(longest))).toBe('clock.no-extension');
    expect(answerTo(open({ ...SOURCED, article: null }), ask(longest))).toBe('clock.no-extension');
  });
});
