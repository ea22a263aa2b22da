import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import { caseId } from '../../domain/kernel/ids.ts';
import type { AlarmLedger } from '../../ports/alarm-ledger.ts';
import type { Answer } from '../../ports/alarms.ts';
import { later, T0 } from '../../../test/support/fixtures.ts';
import { lawWithin, openClocked } from '../../../test/support/clocked-case.ts';
import { memoryStore } from '../../adapters/store/memory/memory-store.ts';
import type { Loop } from './loop.ts';
import { startTelling } from './tell.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A channel to which something new is owed whenever it looks. */
async function telling(answer: () => Answer) {
  const { cases } = memoryStore();
  const id = await openClocked(cases, 'a', lawWithin(4));
  const alarms = [
    { case: caseId(id), key: 'kr-hours/remove', alarm: 'near-breach' as const, moment: later(3 * HOUR) },
  ];
  const ledger: AlarmLedger = {
    inOrder: async () => ({ alarms, more: 0, upTo: 1 }),
    pressing: async () => ({ alarms, more: 0, upTo: 1 }),
    told: async () => undefined,
    setBacks: async () => [],
    toldSetBack: async () => undefined,
    undelivered: async () => [],
    days: async () => [],
    toldDay: async () => undefined,
    toldUndelivered: async () => undefined,
  };
  const times: number[] = [];
  const troubles: string[] = [];
  const began = Date.now();
  const loop: Loop = startTelling({
    channel: {
      name: 'mail-a',
      each: false,
      tell: async () => {
        times.push(Math.round((Date.now() - began) / SECOND));
        return answer();
      },
    },
    ports: { cases, ledger },
    running: () => Date.now() - began,
    lookMs: 5 * SECOND,
    onTrouble: (_, code, permanent) => troubles.push(`${code} ${permanent}`),
    onError: (error) => {
      throw error;
    },
  });
  const run = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    const stopped = loop.stop();
    await vi.advanceTimersByTimeAsync(1);
    await stopped;
  };
  return { times, troubles, run, began: T0 };
}

test('two messages go at once, a near breach and its breach, and then at most one a minute, however much is owed', async () => {
  const { times, run } = await telling(() => ({ kind: 'told' }));
  await run(5 * MINUTE - SECOND);
  expect(times).toEqual([0, 5, 60, 120, 180, 240]);
});

test('a channel that refuses for good is said to once and tried again each hour', async () => {
  const { times, troubles, run } = await telling(() => ({
    kind: 'failed',
    permanent: true,
    code: 'alarm.webhook-refused',
  }));
  await run(3 * HOUR - MINUTE);
  expect(times).toHaveLength(3);
  expect(troubles).toEqual(['alarm.webhook-refused true']);
});

test('a channel that fails for now is tried at growing pauses', async () => {
  const { times, troubles, run } = await telling(() => ({
    kind: 'failed',
    permanent: false,
    code: 'mail.unreachable',
  }));
  await run(MINUTE);
  expect(times).toEqual([0, 5, 15, 35]);
  expect(troubles).toEqual(['mail.unreachable false']);
});
