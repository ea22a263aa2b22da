import { expect, test } from 'vitest';
import { lawWithin, openClocked } from '../../../test/support/clocked-case.ts';
import { alarmsThat } from '../../../test/support/fake-ports.ts';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { idOf } from '../../../test/support/open-case.ts';
import { memoryClocks, memoryDeskTime } from '../../adapters/store/memory/clocks.ts';
import { memoryStore } from '../../adapters/store/memory/memory-store.ts';
import { HOUR, type Instant } from '../../domain/kernel/instant.ts';
import type { Told } from '../../ports/alarms.ts';
import { startWatch } from './watch.ts';

const NEVER_BY_ITSELF_MS = 60_000;

/** A watch that looks when it is told to, at the time the test sets. */
async function watch(tells: () => readonly Told[] = () => []) {
  const { cases } = memoryStore();
  const [clocks, deskTime, alarms] = [memoryClocks(cases), memoryDeskTime(), alarmsThat(tells)];
  const id = await openClocked(cases, 'a', lawWithin(4));
  const time: { wall: Instant; monotonic: number } = { wall: T0, monotonic: 0 };
  const errors: unknown[] = [];
  const times: Instant[] = [];
  let breaks = false;
  let looked: () => void = () => undefined;
  const latest = async () => {
    if (breaks) throw new Error('no database');
    return deskTime.latest();
  };
  const loop = startWatch({
    ports: { cases, clocks, deskTime: { ...deskTime, latest }, alarms },
    reading: () => {
      queueMicrotask(() => looked());
      return { ...time };
    },
    lookMs: NEVER_BY_ITSELF_MS,
    onTime: ({ latest }) => times.push(latest),
    onRaised: () => undefined,
    onTrusted: () => undefined,
    onError: (error) => errors.push(error),
  });
  const look = async (): Promise<void> => {
    const began = new Promise<void>((resolve) => {
      looked = resolve;
    });
    loop.wake();
    await began;
    // Nothing here waits for the outside: the whole look is over before the event loop turns.
    await new Promise((turned) => setImmediate(turned));
  };
  const heard = async () => (await cases.load(id))?.clocks.flatMap((clock) => clock.alarms);
  return {
    time,
    times,
    errors,
    alarms,
    look,
    heard,
    stop: () => loop.stop(),
    break: (now: boolean) => (breaks = now),
    id,
  };
}

test('raises by the desk time, also when the wall was set back in between', async () => {
  const desk = await watch();
  await desk.look();
  Object.assign(desk.time, { wall: later(-48 * HOUR), monotonic: 3 * HOUR });
  await desk.look();
  await desk.stop();
  expect(await desk.heard()).toEqual(['near-breach']);
  expect(desk.alarms.messages).toMatchObject([{ kind: 'clock-step', code: 'clock.stepped-back' }]);
  expect(desk.times.at(-1)).toBe(later(3 * HOUR));
  expect(desk.id).toBe(idOf('a'));
});

test('tells of a step again while a channel fails, and not once it was told', async () => {
  let fails = true;
  const desk = await watch(() =>
    fails ? [{ channel: 'mail', kind: 'failed', permanent: false, code: 'mail.unreachable' }] : [],
  );
  await desk.look();
  desk.time.wall = later(-HOUR);
  await desk.look();
  await desk.look();
  fails = false;
  await desk.look();
  await desk.look();
  await desk.stop();
  expect(desk.alarms.messages).toHaveLength(3);
  expect(new Set(desk.alarms.messages.map(({ id }) => id)).size).toBe(1);
});

test('goes on when a look breaks', async () => {
  const desk = await watch();
  desk.break(true);
  await desk.look();
  desk.break(false);
  desk.time.wall = later(3 * HOUR);
  await desk.look();
  await desk.look();
  await desk.stop();
  expect(desk.errors.length).toBeGreaterThanOrEqual(1);
  expect(await desk.heard()).toEqual(['near-breach']);
});
