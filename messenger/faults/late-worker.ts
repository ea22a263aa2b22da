// The one loop that does what waits: late effects, caches whose time is over, and what the peer copies and removes.
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../context.ts';
import type { Faults } from './faults.ts';
import { copyToPeer } from '../peer/copies.ts';
import { doRemovals } from '../peer/removals.ts';
import { doWhatIsDue } from './late.ts';
import { dropOldCopies, type Stale } from './stale.ts';

/** How often it looks while something waits, and while nothing does. */
const SOON_MS = 100;
const IDLE_MS = 1_000;

export interface Worker {
  close(): Promise<void>;
}

/** Starts the loop. `close` waits for what is being done. */
export function startLateWorker(context: Context, log: FastifyBaseLogger): Worker {
  const { database, feed, faults } = context;
  const ended = new AbortController();
  async function round(): Promise<number> {
    const late = await doWhatIsDue(database, () => drawStale(faults));
    await dropOldCopies(database);
    const copied = await copyToPeer(context);
    const removals = await doRemovals(database);
    const waiting = late || copied || removals;
    if (waiting) feed.wake();
    return waiting ? SOON_MS : IDLE_MS;
  }
  async function loop(): Promise<void> {
    while (!ended.signal.aborted) {
      const pause = await round().catch((error: unknown) => {
        if (!ended.signal.aborted) log.error({ err: error }, 'late effects stay undone');
        return IDLE_MS;
      });
      await wait(pause, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  }
  const running = loop();
  return {
    async close() {
      ended.abort();
      await running;
    },
  };
}

/** Whether and how long caches keep what the next order hides. */
export function drawStale(faults: Faults): Stale | undefined {
  const { staleThumbMs: thumbMs, staleCdnMs: cdnMs } = faults.read();
  return faults.hits('staleShare', 'order') && thumbMs + cdnMs > 0 ? { thumbMs, cdnMs } : undefined;
}
