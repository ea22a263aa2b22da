import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOCK, lawWithin, lawWithoutHour, openClocked } from '../../test/support/clocked-case.ts';
import { later, T0 } from '../../test/support/fixtures.ts';
import { idOf } from '../../test/support/open-case.ts';
import { memoryClocks, memoryDeskTime } from '../adapters/store/memory/clocks.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import { DAY, HOUR, instant, MINUTE } from '../domain/kernel/instant.ts';
import { refuse } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import { keepTime, type TimeKept } from './keep-time.ts';
import { raiseAlarms } from './raise-alarms.ts';

function world() {
  const { cases, outbox } = memoryStore();
  return { cases, outbox, clocks: memoryClocks(cases), deskTime: memoryDeskTime() };
}
const none = (error: unknown): never => {
  throw new Error(`not expected: ${String(error)}`);
};
const alarmsOf = async (cases: Cases, id: CaseId) =>
  (await cases.load(id))?.clocks.flatMap(({ alarms }) => alarms);

describe('raising alarms', () => {
  test('raises near-breach and breach each at its moment', async () => {
    const desk = world();
    const id = await openClocked(desk.cases, 'a', lawWithin(4));
    await raiseAlarms(later(3 * HOUR), desk, none);
    expect(await alarmsOf(desk.cases, id)).toEqual(['near-breach']);
    await raiseAlarms(later(4 * HOUR), desk, none);
    expect(await alarmsOf(desk.cases, id)).toEqual(['near-breach']);
    await raiseAlarms(later(4 * HOUR + 1), desk, none);
    expect(await alarmsOf(desk.cases, id)).toEqual(['near-breach', 'breach']);
    const alarms = (await desk.cases.history(id)).filter(({ kind }) => kind === 'clock-alarm');
    expect(alarms).toMatchObject([
      { clock: CLOCK, alarm: 'near-breach', moment: later(3 * HOUR) },
      { clock: CLOCK, alarm: 'breach', moment: later(4 * HOUR + 1) },
    ]);
  });

  test('gives the workers of the outbox nothing that stands before a removal: only a word to a proven notifier, behind it', async () => {
    const desk = world();
    await openClocked(desk.cases, 'a', lawWithin(1));
    await raiseAlarms(later(24 * HOUR), desk, none);
    const tasks = await desk.outbox.claim(later(24 * HOUR), 99, 0);
    expect(tasks.map(({ work }) => work.kind)).toEqual(['locate', 'further-letter']);
  });

  test('calls a missed target a missed target, and never a breach', async () => {
    const desk = world();
    const id = await openClocked(desk.cases, 'a', lawWithoutHour);
    await raiseAlarms(later(40 * DAY), desk, none);
    expect(await alarmsOf(desk.cases, id)).toEqual(['target-missed']);
  });

  test('goes on when a case cannot be written, and comes back to it', async () => {
    const desk = world();
    for (const key of ['a', 'b', 'c']) await openClocked(desk.cases, key, lawWithin(4));
    const errors: unknown[] = [];
    const update: Cases['update'] = (id, ...rest) =>
      id === idOf('b') ? Promise.reject(new Error('sick disk')) : desk.cases.update(id, ...rest);
    const sick = { ...desk, cases: { ...desk.cases, update } };
    const look = await raiseAlarms(later(3 * HOUR), sick, (error) => errors.push(error));
    expect([look.raised, errors.length]).toEqual([2, 1]);
    expect((await raiseAlarms(later(3 * HOUR), desk, none)).raised).toBe(1);
  });

  test('tells of a refusal nobody expected, and not of a clock that somebody else was faster with', async () => {
    const desk = world();
    await openClocked(desk.cases, 'a', lawWithin(4));
    const errors: unknown[] = [];
    const answering = (code: 'clock.no-alarm' | 'case.closed'): Cases => ({
      ...desk.cases,
      update: async () => refuse(code, ''),
    });
    for (const code of ['clock.no-alarm', 'case.closed'] as const)
      await raiseAlarms(later(3 * HOUR), { ...desk, cases: answering(code) }, (error) => errors.push(error));
    expect(errors).toMatchObject([{ code: 'case.closed' }]);
  });

  test('takes more clocks than fit into one piece', async () => {
    const desk = world();
    await Promise.all(
      Array.from({ length: 250 }, (_, at) => openClocked(desk.cases, `k${at}`, lawWithin(4))),
    );
    expect(await raiseAlarms(later(9 * HOUR), desk, none)).toEqual({ raised: 250, more: false });
  });
});

/** Between two looks time runs, the wall is set, and the process begins again, as often as it likes. */
const happening = fc.record({
  ran: fc.integer({ min: 0, max: 90 * MINUTE }),
  step: fc.oneof(fc.constant(0), fc.integer({ min: -48 * HOUR, max: 48 * HOUR })),
  restart: fc.boolean(),
});

test('no deadline passed by the wall or by the time that ran stays unheard, whatever is done to the clock', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 72 }),
      fc.array(happening, { minLength: 1, maxLength: 20 }),
      async (hours, happenings) => {
        const desk = world();
        const id = await openClocked(desk.cases, 'a', lawWithin(hours));
        let kept: TimeKept | undefined;
        let [wall, monotonic, passed, running] = [T0 as number, 0, T0 as number, T0 as number];
        const look = async (): Promise<void> => {
          const looked = await keepTime({ wall: instant(wall), monotonic }, kept, desk.deskTime);
          kept = looked.kept;
          await raiseAlarms(looked.now, desk, none);
        };
        await look();
        for (const { ran, step, restart } of happenings) {
          wall += ran + step;
          running = restart ? running : running + ran;
          monotonic = restart ? 0 : monotonic + ran;
          if (restart) kept = undefined;
          passed = Math.max(passed, wall, running);
          await look();
          const heard = (await alarmsOf(desk.cases, id)) ?? [];
          if (passed > T0 + hours * HOUR) expect(heard).toContain('breach');
          running = Math.max(running, wall);
        }
      },
    ),
    { numRuns: 200, seed: 5 },
  );
});
