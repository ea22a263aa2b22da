// What people read when a clock needs them, word for word in both languages: the page in test/vectors/ was read by a person.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { later, NUMBER, T0 } from '../../../test/support/fixtures.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant.ts';
import type { AlarmMessage, ClockFacts } from './alarm-message.ts';
import { alarmSubject, alarmText } from './alarm-words.ts';
import { localText, momentText, noHourText, OCCASION_WORDS, spanText } from './clock-words.ts';
import { ALARMS } from './clock.ts';
import { ARRIVALS, MILESTONES, type Occasion, OCCASIONS, OUTCOMES } from './occasion.ts';

const PAGE = path.resolve(import.meta.dirname, '../../../test/vectors/alarms.txt');
const CLOCK: ClockFacts = {
  number: NUMBER,
  regime: 'us-tida',
  law: { ko: '가상의 법', en: 'Invented Act' },
  instrument: 'Invented Act, secs 1-2',
  article: 'sec. 2(a)',
  duty: { ko: '삭제', en: 'remove' },
  startedAt: T0,
  from: 'valid-request-received',
  due: later(48 * HOUR),
  target: null,
  targetOf: null,
  pace: 'within',
  zone: 'Asia/Seoul',
  provisional: false,
  mark: 'A',
  binding: true,
};
const ALL_IN_DOUBT: ClockFacts = {
  ...CLOCK,
  instrument: null,
  article: null,
  due: null,
  target: later(24 * HOUR),
  pace: 'without-delay',
  zone: 'UTC',
  provisional: true,
  mark: 'M',
  binding: false,
};
const alarms = ALARMS.flatMap((kind) =>
  [CLOCK, ALL_IN_DOUBT].map((clock) => ({ kind, id: 'id', clock, moment: later(36 * HOUR) })),
);
const watchdog = { kind: 'watchdog', id: 'id', zone: 'Asia/Seoul' } as const;
const nothing = { count: 1, number: null, clock: null, due: null } as const;
const setBack = { kind: 'time-set-back', id: 'id', at: T0, believed: later(2 * DAY) } as const;
const early = [{ number: 'R-26-0001', clock: 'us-tida/remove' }];
const MESSAGES: readonly AlarmMessage[] = [
  ...alarms,
  { kind: 'digest', id: 'id', alarms, more: 0 },
  { kind: 'digest', id: 'id', alarms: alarms.slice(0, 1), more: 7 },
  { ...setBack, letters: 0, early: [], earlyMore: 0 },
  { ...setBack, letters: 3, early, earlyMore: 0 },
  { ...setBack, letters: 3, early, earlyMore: 2 },
  { kind: 'clock-step', id: 'id', code: 'clock.stepped-back', wall: T0, now: later(2 * DAY) },
  { kind: 'clock-step', id: 'id', code: 'clock.stepped-ahead', wall: later(2 * DAY), now: T0 },
  { ...watchdog, code: 'watchdog.unheard', count: 1, number: NUMBER, clock: 'us-tida/remove', due: T0 },
  { ...watchdog, code: 'watchdog.contradiction', ...nothing, number: NUMBER, clock: 'us-tida/remove' },
  { ...watchdog, code: 'watchdog.blind', ...nothing },
  { ...watchdog, code: 'watchdog.mail-waiting', ...nothing, count: 12 },
  { ...watchdog, code: 'watchdog.mail-aside', ...nothing, count: 2 },
];

const page = (): string =>
  MESSAGES.map((message) => `### ${alarmSubject(message)}\n${alarmText(message)}\n`).join('\n');

describe('the words of an alarm', () => {
  test('are those of the page, in Korean and English, and no target is called a deadline (C30, C38)', () => {
    expect(page()).toBe(readFileSync(PAGE, 'utf8'));
  });

  test('say that what was told too early will not be told again, whether or not there is more of it', () => {
    const text = (list: typeof early, earlyMore: number) =>
      alarmText({ ...setBack, letters: 0, early: list, earlyMore });
    for (const earlyMore of [0, 1, 2])
      expect(text(early, earlyMore)).toContain('These were told early and will not be told again');
    expect(text([], 0)).not.toContain('These were told early');
  });

  test('never hold a link', () => {
    expect(page()).not.toMatch(/https?:|\/r\/|\/m\//);
  });
});

describe('the words of clocks', () => {
  test('name every occasion in both languages, each its own', () => {
    const all = Object.keys(OCCASION_WORDS) as readonly Occasion[];
    expect(all).toEqual([...ARRIVALS, ...MILESTONES, ...OUTCOMES]);
    for (const language of ['ko', 'en'] as const) {
      const words = all.map((occasion) => OCCASION_WORDS[occasion][language]);
      expect(words.every((word) => word.length > 0)).toBe(true);
      expect(new Set(words).size).toBe(all.length);
    }
  });

  test('of what only a person finds are no occasion that a law may name (C42)', () => {
    const all = Object.keys(OCCASION_WORDS);
    expect(all.filter((one) => !(OCCASIONS as readonly string[]).includes(one))).toEqual(['nobody-to-tell']);
  });

  test.each([
    ['within', '법정 시각 없음: 기간 안에', 'no hour in law: within its period'],
    [
      'stated',
      '법정 시각 없음: 명령에서 시각을 읽지 못함',
      'no hour in law: no moment was read from the order',
    ],
    ['immediately', '법정 시각 없음: 즉시', 'no hour in law: immediately'],
    ['without-delay', '법정 시각 없음: 지체 없이', 'no hour in law: without delay'],
    ['timely', '법정 시각 없음: 적시에', 'no hour in law: in good time'],
    ['not-stated', '법정 기한의 정함 없음', 'no hour in law: no time is stated'],
    ['none', '법정 기한의 정함 없음', 'no hour in law: no time at all'],
  ] as const)('of the pace %s say that the law dates nothing (C28)', (pace, korean, english) => {
    expect([noHourText(pace, 'ko'), noHourText(pace, 'en')]).toEqual([korean, english]);
  });

  test('write a moment in the zone of the law and in UTC, and once where they are one', () => {
    expect(momentText(later(5 * SECOND), 'Asia/Seoul')).toBe(
      '2026-11-20 09:00:05 Asia/Seoul (2026-11-20T00:00:05Z)',
    );
    expect(momentText(T0, 'UTC')).toBe('2026-11-20T00:00:00Z');
    expect(localText(later(15 * HOUR + 7 * MINUTE + 9 * SECOND), 'Asia/Seoul')).toBe('2026-11-21 00:07:09');
  });

  test.each([
    [0, '0초', '0 s'],
    [59 * SECOND + 999, '59초', '59 s'],
    [MINUTE, '1분', '1 min'],
    [HOUR - 1, '59분', '59 min'],
    [HOUR, '1시간 0분', '1 h 0 min'],
    [2 * HOUR + 5 * MINUTE, '2시간 5분', '2 h 5 min'],
    [DAY - 1, '23시간 59분', '23 h 59 min'],
    [DAY, '1일 0시간', '1 d 0 h'],
    [-(3 * DAY + 4 * HOUR + 59 * MINUTE), '3일 4시간', '3 d 4 h'],
  ] as const)('write a span of %i ms as %s, %s', (span, korean, english) => {
    expect([spanText(span, 'ko'), spanText(span, 'en')]).toEqual([korean, english]);
  });
});
