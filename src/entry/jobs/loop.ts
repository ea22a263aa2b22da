// A loop that works until nothing is left, sleeps, and is woken: by a hint, or by its own slow sweep when a hint was lost.

export interface Loop {
  /** There may be work. Cheap, callable any time, never queues up. */
  wake(): void;
  /** Finishes what is being done and takes nothing new. */
  stop(): Promise<void>;
}

/** After an error the loop waits this long, so that a dead database is not asked a thousand times a second. */
const PAUSE_AFTER_ERROR_MS = 500;

/**
 * @param work does a bounded amount and answers whether there may be more
 * @param sweepMs at most this long between two looks
 */
export function startLoop(
  work: () => Promise<boolean>,
  sweepMs: number,
  onError: (error: unknown) => void,
): Loop {
  let stopped = false;
  let woken = true;
  let rouse: (() => void) | undefined;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const more = await work().catch(async (error: unknown) => {
        onError(error);
        await sleep(PAUSE_AFTER_ERROR_MS);
        return false;
      });
      if (!more && !woken && !stopped) await sleep(sweepMs);
    }
  };
  const running = run();
  return {
    wake() {
      woken = true;
      rouse?.();
    },
    async stop() {
      stopped = true;
      rouse?.();
      await running;
    },
  };
}
