// Acts on the notice as a whole: by whom, once, and never by a machine where a person must judge.
import { describe, expect, test } from 'vitest';
import {
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
import { duty, FORTY_EIGHT, hours, lawOf, regime, SOURCED, STEPPED } from '../../../test/support/laws.ts';
import { lacking } from '../clock/law.ts';
import type { MILESTONES } from '../clock/occasion.ts';
import { HOUR } from '../kernel/instant.ts';
import type { Command } from './command.ts';

const open = opened({ level: 'L0', law: lawOf(FORTY_EIGHT, STEPPED) });
const judge = (id: string, ...missing: readonly ('signature' | 'locator' | 'non-consent')[]): Command => ({
  kind: 'judge-notice',
  missing,
  act: signed(id),
});

describe('what a notice lacks', () => {
  test('is found by a named person, who names something (C15)', () => {
    expect(answerTo(open, judge('j1'))).toBe('notice.nothing-missing');
    expect(answerTo(open, judge('j1', 'signature'))).toBe('allowed');
  });

  test('is asked for by the name of each element, law by law (C17)', () => {
    const state = play(open, judge('j1', 'non-consent', 'signature'));
    const [tida] = state.laws;
    expect(lacking(tida!, state.missing).map(({ key, text }) => [key, text.ko, text.en])).toEqual([
      ['signature', '시험', 'test'],
      ['good-faith-nonconsent', '시험', 'test'],
    ]);
    expect(lacking(tida!, ['date'])).toEqual([]);
  });

  test('is remembered once, and forgotten when it is stated', () => {
    const twice = play(open, judge('j1', 'signature'), judge('j2', 'signature', 'locator'));
    expect(twice.missing).toEqual(['signature', 'locator']);
    const stated: Command = { kind: 'complete-notice', stated: ['signature'], act: null };
    expect(play(twice, stated).missing).toEqual(['locator']);
  });

  test('cannot be stated where it was not missing', () => {
    const stated = (act: ReturnType<typeof signed> | null): Command => ({
      kind: 'complete-notice',
      stated: ['signature'],
      act,
    });
    expect(answerTo(open, stated(null))).toBe('notice.nothing-missing');
    const lacks = play(open, judge('j1', 'signature'));
    expect([answerTo(lacks, stated(null)), answerTo(lacks, stated(signed('new')))]).toEqual([
      'allowed',
      'allowed',
    ]);
    expect(answerTo(lacks, stated(signed('j1')))).toBe('decision.replayed');
  });

  test('is stated also beside what was never missing', () => {
    const lacks = play(open, judge('j1', 'signature'));
    const more: Command = { kind: 'complete-notice', stated: ['locator', 'signature'], act: null };
    expect(play(lacks, more).missing).toEqual([]);
  });
});

describe('a milestone', () => {
  const reach = (
    milestone: (typeof MILESTONES)[number],
    act: ReturnType<typeof signed> | null = null,
  ): Command => ({
    kind: 'record-milestone',
    milestone,
    act,
  });

  test.each([
    ['receipt-confirmed', 'milestone.already-reached'],
    ['status-told', 'allowed'],
    ['delay-known', 'allowed'],
    ['delay-told', 'allowed'],
    ['uploader-told', 'milestone.already-reached'],
    ['preserved', 'milestone.already-reached'],
    ['reported', 'milestone.already-reached'],
  ] as const)('%s recorded a second time is %s', (milestone, answer) => {
    expect(answerTo(open, reach(milestone))).toBe('allowed');
    expect(answerTo(play(open, reach(milestone)), reach(milestone))).toBe(answer);
  });

  test('is dated by the desk, and keeps who recorded it', () => {
    const state = playAt(later(HOUR), open, reach('reported', signed('m1')));
    expect(state.milestones).toEqual([{ milestone: 'reported', at: later(HOUR) }]);
    expect(state.acts).toEqual(['m1']);
  });

  test('is done between the receipt and its record', () => {
    const doneAt = (hour: number): Command => ({
      kind: 'record-milestone',
      milestone: 'reported',
      reachedAt: later(hour * HOUR),
      act: null,
    });
    const answers = [-1, 0, 3, 4].map((hour) => answerTo(open, doneAt(hour), later(3 * HOUR)));
    expect(answers).toEqual(['milestone.not-then', 'allowed', 'allowed', 'milestone.not-then']);
  });

  test('does not stand in the way of another', () => {
    expect(answerTo(play(open, reach('reported')), reach('preserved'))).toBe('allowed');
  });

  test('counts again only where a clock that began after it waits for it', () => {
    const waits = regime({
      id: 'law',
      duties: [
        duty({ key: 'remove', from: 'awareness', ends: 'settled' }),
        duty({ key: 'tell-again', from: 'delay-known', ends: 'uploader-told' }),
      ],
    });
    const told = play(opened({ level: 'L0', law: lawOf(waits) }), reach('uploader-told'));
    expect(answerTo(told, reach('uploader-told'))).toBe('milestone.already-reached');
    const late = playAt(later(HOUR), told, reach('delay-known'));
    expect(answerTo(late, reach('uploader-told'), later(HOUR))).toBe('allowed');
  });
});

describe('every signed act on a case', () => {
  const acts: readonly Command[] = [
    judge('used', 'signature'),
    { kind: 'withdraw-law', regime: 'us-tida', reason: 'not-this-law', act: signed('used') },
    { kind: 'record-milestone', milestone: 'reported', act: signed('used') },
  ];

  test.each(acts.map((act) => [act.kind, act] as const))('%s counts once', (_, act) => {
    const used = play(open, found(1, 'c1'), decides(1, 'refuse', { id: 'used' }));
    expect(answerTo(open, act)).toBe('allowed');
    expect(answerTo(used, act)).toBe('decision.replayed');
    expect(play(open, act).acts).toEqual(['used']);
  });

  test.each(acts.map((act) => [act.kind, act] as const))(
    '%s is never dated ahead of its record',
    (_, act) => {
      expect(answerTo(open, act, later(-1))).toBe('decision.stale');
      expect(answerTo(open, act, T0)).toBe('allowed');
    },
  );
});

describe('a pause and an extension', () => {
  const strict = regime({
    id: 'strict',
    duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24) })],
  });
  const lenient = regime({
    id: 'lenient',
    pause: SOURCED,
    duties: [
      duty({ key: 'report', from: 'awareness', ends: 'answered', pace: hours(24) }),
      duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(24), extension: SOURCED }),
    ],
  });
  const pause = (clock: string): Command => ({ kind: 'pause-clock', clock, act: signed('pause') });
  const extend = (clock: string): Command => ({
    kind: 'extend-clock',
    clock,
    due: later(30 * HOUR),
    act: signed('extend'),
  });

  test.each([[[strict, lenient]], [[lenient, strict]]])(
    'are allowed by the law and the duty of the clock itself, in whichever order laws stand',
    (regimes) => {
      const state = opened({ level: 'L0', law: lawOf(...regimes) });
      const answers = (command: (clock: string) => Command) =>
        ['strict/remove', 'lenient/report', 'lenient/remove'].map((clock) => answerTo(state, command(clock)));
      expect(answers(pause)).toEqual(['clock.no-pause', 'allowed', 'allowed']);
      expect(answers(extend)).toEqual(['clock.no-extension', 'clock.no-extension', 'allowed']);
    },
  );
});
