// What an alarm says of a clock and of the desk's own time: facts, and never the name of a case's people or places.
import { describe, expect, test } from 'vitest';
import { heldClock, later, NUMBER, opened, T0 } from '../../../test/support/fixtures.ts';
import { duty, lawOf, regime } from '../../../test/support/laws.ts';
import { HOUR } from '../kernel/instant.ts';
import { clockFacts, stepAlarm } from './alarm-message.ts';
import type { Regime } from './regime.ts';

const DUTIES = [
  duty({ key: 'tell', from: 'notice-given', ends: 'answered', text: { ko: '알림', en: 'tell' } }),
  duty({ key: 'hide', from: 'awareness', ends: 'settled', text: { ko: '숨김', en: 'hide' } }),
];
const KNOWN: Partial<Regime> = {
  name: { ko: '가상법', en: 'Invented Act' },
  instrument: 'Invented Act, s. 3',
  zone: 'Asia/Tokyo',
  binding: false,
  duties: DUTIES,
};
const state = opened({ level: 'L0', law: lawOf(regime({ id: 'law', ...KNOWN })) });
const { clock } = heldClock(state, 'law/hide');

describe('the facts of a clock', () => {
  test('name its law and its own duty in the words of the law, in both languages', () => {
    expect(clockFacts(NUMBER, clock, state.laws[0])).toMatchObject({
      law: { ko: '가상법', en: 'Invented Act' },
      instrument: 'Invented Act, s. 3',
      duty: { ko: '숨김', en: 'hide' },
    });
  });

  test('take the zone and whether it binds from the law, and the rest from the clock as it stands', () => {
    expect(clockFacts(NUMBER, clock, state.laws[0])).toMatchObject({
      number: NUMBER,
      regime: 'law',
      zone: 'Asia/Tokyo',
      binding: false,
      startedAt: T0,
      from: 'awareness',
      due: null,
      target: later(24 * HOUR),
      targetOf: 'desk',
      pace: 'without-delay',
      provisional: true,
      article: 'Art. 1',
      mark: 'A',
    });
  });

  test('of a law taken back meanwhile fall back to its id, to UTC, and to taking it as binding', () => {
    expect(clockFacts(NUMBER, clock, undefined)).toMatchObject({
      law: { ko: 'law', en: 'law' },
      instrument: null,
      duty: { ko: 'hide', en: 'hide' },
      zone: 'UTC',
      binding: true,
    });
  });

  test('of a duty that the law no longer has fall back to its key, and keep the name of the law', () => {
    const [law] = state.laws;
    const emptied = law && { ...law, duties: [] };
    expect(clockFacts(NUMBER, clock, emptied)).toMatchObject({
      law: { en: 'Invented Act' },
      duty: { ko: 'hide', en: 'hide' },
    });
  });
});

describe('the alarm of a step of the wall clock', () => {
  test.each([
    ['back', 'clock.stepped-back'],
    ['ahead', 'clock.stepped-ahead'],
  ] as const)('%s has a code of its own, and both times', (stepped, code) => {
    expect(stepAlarm(stepped, T0, later(HOUR))).toMatchObject({
      kind: 'clock-step',
      code,
      wall: T0,
      now: later(HOUR),
    });
  });

  test('has the same id whenever it is repeated, and another for another step', () => {
    const id = (...of: Parameters<typeof stepAlarm>) => stepAlarm(...of).id;
    const one = id('back', T0, later(HOUR));
    expect(id('back', T0, later(HOUR))).toBe(one);
    const others = [
      id('ahead', T0, later(HOUR)),
      id('back', later(1), later(HOUR)),
      id('back', T0, later(HOUR + 1)),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });
});
