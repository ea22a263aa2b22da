import { describe, expect, test } from 'vitest';
import { lawWithin, lawWithoutHour, openClocked } from '../../test/support/clocked-case.ts';
import { later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { clockOf } from '../domain/case/clock-state.ts';
import type { AlarmMessage } from '../domain/clock/alarm-message.ts';
import { alarmSubject, alarmText } from '../domain/clock/alarm-words.ts';
import type { Alarm } from '../domain/clock/clock.ts';
import type { Law } from '../domain/clock/facts.ts';
import { DAY, HOUR, type Instant } from '../domain/kernel/instant.ts';
import type { AlarmLedger, RaisedAlarm } from '../ports/alarm-ledger.ts';
import { tellNext } from './tell-alarms.ts';

/** What people are told of a case of this law when these alarms are owed. */
async function toldOf(
  law: Law,
  owed: readonly (readonly [Alarm, Instant])[],
  more = 0,
): Promise<AlarmMessage> {
  const { cases } = memoryStore();
  const id = await openClocked(cases, 'a', law);
  const key = (await cases.load(id))?.clocks[0]?.clock.key ?? '';
  expect(clockOf((await cases.load(id))?.clocks ?? [], key)).toBeDefined();
  const alarms: RaisedAlarm[] = owed.map(([alarm, moment]) => ({ case: id, key, alarm, moment }));
  const untold = { alarms, more, upTo: 9 };
  const ledger: AlarmLedger = {
    inOrder: async () => untold,
    pressing: async () => untold,
    told: async () => undefined,
    setBacks: async () => [],
    toldSetBack: async () => undefined,
    undelivered: async () => [],
    days: async () => [],
    toldDay: async () => undefined,
    toldUndelivered: async () => undefined,
  };
  let heard: AlarmMessage | undefined;
  const tell = async (message: AlarmMessage) => {
    heard = message;
    return { kind: 'told' as const };
  };
  await tellNext({ name: 'mail-a', each: false, tell }, { cases, ledger });
  if (heard === undefined) throw new Error('nobody was told');
  return heard;
}

const BREACH = [['breach', later(4 * HOUR + 1)]] as const;
const wordsOf = (message: AlarmMessage): string => `${alarmSubject(message)}\n${alarmText(message)}`;

describe('the words of an alarm', () => {
  test('are Korean and English, with the deadline in UTC and as the wall shows it where the law holds', async () => {
    const text = wordsOf(await toldOf(lawWithin(4), BREACH));
    expect(text).toContain('The deadline in law has passed.');
    expect(text).toContain('법정 기한이 지났습니다.');
    expect(text).toContain('due: 2026-11-20 13:00:00 Asia/Seoul (2026-11-20T04:00:00Z)');
    expect(text).toContain(
      'started: 2026-11-20 09:00:00 Asia/Seoul (2026-11-20T00:00:00Z): the platform knew',
    );
    expect(text).toContain('law: Hour Test Act, Test Act (Art. 1)');
  });

  test('name the deadline that was missed, not one it was moved to since', async () => {
    const message = await toldOf(lawWithin(90), BREACH);
    expect(message).toMatchObject({ clock: { due: later(4 * HOUR), startedAt: T0 } });
  });

  test('never call a missed target a breach, or its moment a deadline', async () => {
    const text = wordsOf(await toldOf(lawWithoutHour, [['target-missed', later(DAY)]]));
    expect(text).toContain('A target was missed. It is a goal, no deadline in law.');
    expect(text).toContain('due: no hour in law: without delay');
    expect(text).toContain('target (not law): 2026-11-21');
    expect(text).not.toMatch(/breach|has passed|위반|기한이 지/);
  });

  test('hold no link, no room and no person, and their subject tells a stranger nothing', async () => {
    const text = wordsOf(await toldOf(lawWithin(4), BREACH));
    for (const secret of [ORIGIN, 'maple', 'hanbit', '한빛', 'uploader']) expect(text).not.toContain(secret);
    expect(text.split('\n')[0]).toBe('Redress R-26-0001: please look / 확인 바랍니다');
  });

  test('say when nobody has verified a value, and when a law does not bind', async () => {
    const message = await toldOf(lawWithin(4), BREACH);
    if (message.kind !== 'breach') throw new Error('a breach was expected');
    const clock = { ...message.clock, mark: 'M' as const, binding: false };
    const doubted = wordsOf({ ...message, clock });
    for (const words of ['not verified', '미확인', 'this law does not bind', '구속력 없는 법령'])
      expect(doubted).toContain(words);
    expect(wordsOf({ ...message, clock: { ...clock, mark: 'B', binding: true } })).not.toMatch(
      /not verified|does not bind/,
    );
  });

  test('of several are a line each, and how many more there are', async () => {
    const text = wordsOf(await toldOf(lawWithin(4), [...BREACH, ['near-breach', later(3 * HOUR)]], 7));
    expect(text).toContain('9 clocks need you, the most pressing first:');
    expect(text).toContain('- deadline passed 2026-11-20 13:00:00 Asia/Seoul');
    expect(text).toContain('and 7 more: redress clocks');
    expect(text).toContain('그 밖에 7건: redress clocks');
  });
});
