// Clocks that were late when something else happened to them: no breach is silent, none is told twice, none is made up.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  appeals,
  clocksOf,
  decides,
  found,
  kindsOf,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  proven,
  recordedIn,
  signed,
  claimUnder,
} from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  duty,
  FORTY_EIGHT,
  hours,
  lawOf,
  regime,
  SOURCED,
  STEPPED,
} from '../../../test/support/laws.ts';

import { DAY, HOUR } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import { alarmsOwed } from './clock-state.ts';
import type { Command } from './command.ts';

const PATIENT = regime({
  id: 'law',
  pause: SOURCED,
  duties: [
    duty({
      key: 'remove',
      from: 'awareness',
      ends: 'settled',
      pace: hours(24),
      targetHours: 2,
      extension: SOURCED,
    }),
  ],
});
const clock = 'law/remove';
const pause: Command = { kind: 'pause-clock', clock, act: signed('pause') };
const resume: Command = { kind: 'resume-clock', clock, act: signed('resume') };
const extend = (hour: number): Command => ({
  kind: 'extend-clock',
  clock,
  due: later(hour * HOUR),
  act: signed('extend'),
});
const gone = locatedAs(1, { kind: 'gone' });
const close: Command = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close') };
const alarmsIn = (state: Case): readonly string[] => state.clocks[0]?.alarms ?? [];

describe('a deadline that passed before anybody looked', () => {
  const open = opened(claimUnder(PATIENT));

  test('is heard of before the clock stands still, and once', () => {
    const paused = playAt(later(25 * HOUR), open, pause);
    expect(alarmsIn(paused)).toEqual(['breach']);
    const ended = recordedIn(paused, gone, later(90 * HOUR));
    expect(ended.map(({ kind }) => kind)).toEqual(['item-settled', 'clock-stopped']);
  });

  test('is heard of before an extension takes it out of sight', () => {
    const events = recordedIn(open, extend(72), later(25 * HOUR));
    expect(events).toMatchObject([
      { kind: 'clock-alarm', alarm: 'breach', moment: later(24 * HOUR + 1) },
      { kind: 'clock-extended' },
    ]);
  });

  test('is no breach where the clock was stopped or moved in time', () => {
    expect(kindsOf(open, extend(72))).toEqual(['clock-extended']);
    expect(kindsOf(open, pause)).toEqual(['clock-paused']);
  });

  test('starts no notice of a delay that is over: there is nothing left to be late with', () => {
    const late = playAt(later(70 * DAY), opened(claimUnder(STEPPED)), gone);
    expect(late.clocks.flatMap(({ alarms }) => alarms)).toContain('breach');
    expect(clocksOf(late).filter((one) => one.includes('notify-delay'))).toEqual([]);
  });
});

describe('an alarm that was raised', () => {
  const missed: Command = { kind: 'raise-alarm', clock, alarm: 'target-missed' };
  const heard = playAt(later(3 * HOUR), opened(claimUnder(PATIENT)), missed);

  test('for a target is not raised again when the deadline moves: the target does not', () => {
    const moved = playAt(later(4 * HOUR), playAt(later(3 * HOUR), heard, pause), resume);
    expect(alarmsIn(moved)).toEqual(['target-missed']);
    expect(alarmsIn(playAt(later(3 * HOUR), heard, extend(72)))).toEqual(['target-missed']);
  });

  test('for a deadline is not raised again when the clock stood still for no time', () => {
    const near = playAt(later(20 * HOUR), heard, { kind: 'raise-alarm', clock, alarm: 'near-breach' });
    const moved = playAt(later(20 * HOUR), near, pause, resume);
    expect(moved.clocks.map((held) => alarmsOwed(held).map(({ alarm }) => alarm))).toEqual([['breach']]);
  });
});

describe('what is asked for beside removal', () => {
  const ORDER = regime({
    id: 'order',
    kind: 'preservation',
    invokers: [{ standing: 'agency', ...SOURCED }],
    letters: ['order'],
    duties: [duty({ key: 'preserve', from: 'order-received', ends: 'preserved', pace: hours(6) })],
    hold: { period: { unit: 'months', count: 1 }, extension: null, secret: true, ...SOURCED },
  });

  test('a hold and its secrecy stop no clock and delay no hiding (C36)', () => {
    const ordered = opened({ kind: 'order', law: lawOf(ORDER, AWARENESS) });
    expect(clocksOf(ordered)).toEqual(['order/preserve running', 'kr-tba-22-5/remove running']);
    expect(answerTo(play(ordered, found(1, 'c1')), decides(1, 'hide'))).toBe('allowed');
    expect(clocksOf(play(ordered, found(1, 'c1'), decides(1, 'hide')))).toEqual(clocksOf(ordered));
  });

  test('an appeal and a counter-notice stop no clock and delay no hiding (C36)', () => {
    const two = play(opened({ count: 2 }), found(1, 'c1'), found(2, 'c2'), decides(1, 'refuse'));
    const appealed = play(two, appeals(1, 'refuse-1', 'notifier'));
    expect(clocksOf(appealed)).toEqual(clocksOf(two));
    expect(answerTo(appealed, decides(2, 'hide'))).toBe('allowed');
  });
});

describe('proof that comes after the case was closed', () => {
  const law = lawOf(AWARENESS, FORTY_EIGHT);

  test('starts nothing again that was done in time: there was no breach', () => {
    const closed = play(opened({ level: 'L0', law: lawOf(AWARENESS) }), gone, close);
    expect(clocksOf(playAt(later(90 * DAY), closed, proven({ law: lawOf(AWARENESS) })))).toEqual([
      'kr-tba-22-5/remove done',
    ]);
  });

  test('starts from the receipt what closing interrupted', () => {
    const closed = play(opened({ level: 'L0', law, items: [] }), close);
    expect(clocksOf(closed)).toEqual(['kr-tba-22-5/remove case-closed', 'us-tida/remove case-closed']);
    const again = playAt(later(DAY), closed, proven({ law: lawOf(AWARENESS) }));
    expect(clocksOf(again)).toContain('kr-tba-22-5/remove#2 running');
  });
});
