// pg-boss wakes the workers: at once through LISTEN/NOTIFY, later through a job that starts at the right time.
// It carries no work: a lost or doubled wake-up costs a look at the outbox, never a task.
import type { PgBoss } from 'pg-boss';
import type { Hint } from './write-change.ts';

const QUEUE = 'outbox';
const SCHEMA = 'redress_wake';
/** The slow look that finds what no wake-up told of. */
const SWEEP_SECONDS = 10;
/** pg-boss may wait for ever for a database that died under it (prove/kill.ts saw it); nobody waits longer for it than this. */
const HINT_LIMIT_MS = 3_000;
const STOP_LIMIT_MS = 10_000;
/** Wake-ups that came together are taken together: a hundred of them still mean one look. */
const WORK = { batchSize: 100, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: SWEEP_SECONDS };

export interface Waker {
  readonly hint: Hint;
  /** Calls `onWake` after wake-ups, several at once counting as one, until stopped. */
  start(onWake: () => void): Promise<void>;
  stop(): Promise<void>;
}

/** @param listen false for short commands: pg-boss is opened with their first hint, and never by a mere look */
export function lazyWaker(url: string, listen: boolean, onError: (error: Error) => void): Waker {
  let opened: Promise<PgBoss> | undefined;
  const boss = (): Promise<PgBoss> => {
    opened ??= openBoss(url, listen, onError);
    return opened;
  };
  return {
    hint: (at) =>
      atMost(HINT_LIMIT_MS, async () => {
        await (await boss()).send(QUEUE, {}, { startAfter: new Date(at) });
      }),
    start: async (onWake) => {
      await (await boss()).work(QUEUE, WORK, async () => {
        onWake();
      });
    },
    stop: () =>
      atMost(STOP_LIMIT_MS, async () => {
        // What never opened needs no stop: its failure was told to whoever gave the hint.
        await (await opened?.catch(() => undefined))?.stop({ graceful: listen, timeout: 5_000 });
      }),
  };
}

/** Waits for `work`, but no longer than `ms`. */
async function atMost(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function openBoss(url: string, listen: boolean, onError: (error: Error) => void): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 3,
    application_name: 'redress-wake',
    useListenNotify: listen,
    supervise: listen,
    schedule: false,
  });
  boss.on('error', onError);
  try {
    await boss.start();
    await boss.createQueue(QUEUE, { notify: true, retryLimit: 0, deleteAfterSeconds: 600 });
    return boss;
  } catch (error) {
    // Half started, its timers run on: a command whose database died at this moment never ended (prove/kill.ts).
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}
