import { describe, expect, test } from 'vitest';
import { lawWithin, lawWithoutHour, openClocked } from '../../test/support/clocked-case.ts';
import {
  alarmsThat,
  type FakeAlarms,
  jsonMailReader,
  memoryVault,
  sends,
  SETTINGS,
} from '../../test/support/fake-ports.ts';
import { later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { memoryClocks } from '../adapters/store/memory/clocks.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { alarmSubject, alarmText } from '../domain/clock/alarm-words.ts';
import type { Law } from '../domain/clock/facts.ts';
import { DAY, HOUR, type Instant } from '../domain/kernel/instant.ts';
import { raiseAlarms } from './raise-alarms.ts';
import { runTask } from './run-task.ts';

/** A desk whose case owes alarms at `now`; `run` does the alarm tasks that are ready. */
async function owing(law: Law, now: Instant, alarms: FakeAlarms) {
  const store = memoryStore();
  await openClocked(store.cases, 'a', law);
  await raiseAlarms(now, { cases: store.cases, clocks: memoryClocks(store.cases) }, () => undefined);
  const ports = {
    ...store,
    alarms,
    mailer: sends(),
    vault: memoryVault(),
    mail: jsonMailReader,
    connectors: { for: () => undefined },
  };
  const run = async (at: Instant) => {
    const tasks = (await store.outbox.claim(at, 99, 0)).filter(({ work }) => work.kind === 'alarm');
    return Promise.all(tasks.map((task) => runTask(task, () => at, SETTINGS, ports)));
  };
  return { run };
}

describe('telling an alarm', () => {
  test('says which case, which law, which duty, since when, until when, and why', async () => {
    const alarms = alarmsThat();
    const { run } = await owing(lawWithin(4), later(3 * HOUR), alarms);
    expect(await run(later(3 * HOUR))).toEqual(['nothing-to-do']);
    expect(alarms.messages).toMatchObject([
      {
        kind: 'near-breach',
        moment: later(3 * HOUR),
        clock: {
          number: 'R-26-0001',
          law: { en: 'Hour Test Act' },
          article: 'Art. 1',
          duty: { en: 'test', ko: '시험' },
          startedAt: T0,
          from: 'awareness',
          due: later(4 * HOUR),
          zone: 'Asia/Seoul',
        },
      },
    ]);
  });

  test('comes back with the same id while one channel fails, however finally', async () => {
    let broken = true;
    const alarms = alarmsThat(() => [
      { channel: 'log', kind: 'told' },
      broken
        ? { channel: 'mail', kind: 'failed', permanent: true, code: 'mail.refused' }
        : { channel: 'mail', kind: 'told' },
    ]);
    const { run } = await owing(lawWithin(4), later(3 * HOUR), alarms);
    expect(await run(later(3 * HOUR))).toEqual(['retried']);
    broken = false;
    expect(await run(later(4 * HOUR))).toEqual(['nothing-to-do']);
    expect(await run(later(9 * HOUR))).toEqual([]);
    expect(new Set(alarms.messages.map(({ id }) => id)).size).toBe(1);
    expect(alarms.messages).toHaveLength(2);
  });
});

describe('the words of an alarm', () => {
  const textOf = async (law: Law, now: Instant): Promise<string> => {
    const alarms = alarmsThat();
    await (await owing(law, now, alarms)).run(now);
    const last = alarms.messages.at(-1);
    return last === undefined ? '' : `${alarmSubject(last)}\n${alarmText(last)}`;
  };

  test('are Korean and English, with the deadline in UTC and as the wall shows it where the law holds', async () => {
    const text = await textOf(lawWithin(4), later(4 * HOUR + 1));
    expect(text).toContain('The deadline in law has passed.');
    expect(text).toContain('법정 기한이 지났습니다.');
    expect(text).toContain('due: 2026-11-20 13:00:00 Asia/Seoul (2026-11-20T04:00:00Z)');
    expect(text).toContain(
      'started: 2026-11-20 09:00:00 Asia/Seoul (2026-11-20T00:00:00Z): the platform knew',
    );
    expect(text).toContain('law: Hour Test Act, Test Act (Art. 1)');
  });

  test('never call a missed target a breach, or its moment a deadline', async () => {
    const text = await textOf(lawWithoutHour, later(2 * DAY));
    expect(text).toContain('A target was missed. It is a goal, no deadline in law.');
    expect(text).toContain('due: no hour in law: without delay');
    expect(text).toContain('target (not law): 2026-11-21');
    expect(text).not.toMatch(/breach|has passed|위반|기한이 지/);
  });

  test('hold no link, no room and no person, and their subject tells a stranger nothing', async () => {
    const text = await textOf(lawWithin(4), later(4 * HOUR + 1));
    for (const secret of [ORIGIN, 'maple', 'hanbit', '한빛', 'uploader']) expect(text).not.toContain(secret);
    expect(text.split('\n')[0]).toBe('Redress R-26-0001: please look / 확인 바랍니다');
  });
});
