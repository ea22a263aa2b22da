// The inbox as a second way in: looks into it again and again, waits there for news, and comes back when the connection is
// lost, after pauses that grow. When nobody could look for long, people are told: a letter may wait there and its clock run.
import { setTimeout as rest } from 'node:timers/promises';
import { MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { InboxSession } from './imap-session.ts';
import { emptyMemory, type Memory, takeRound, type TakingPorts, type TakingSettings } from './round.ts';

export interface InboxJob {
  readonly open: () => Promise<InboxSession>;
  readonly settings: TakingSettings;
  readonly ports: TakingPorts;
  /** At most so long between two looks, whether the server tells of news or not. */
  readonly pollMs: number;
  /** After a first failure; doubled after each more. */
  readonly pauseMs?: number;
  readonly silentAfterMs?: number;
}

export interface Inbox {
  /** Finishes the mail in hand, takes no other. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = 5 * MINUTE;
const SILENT_AFTER_MS = 10 * MINUTE;
/** For the mail in hand when the desk stops; what is cut off comes again. */
const GRACE_MS = 5 * SECOND;

export function startInbox(job: InboxJob): Inbox {
  const stopping = new AbortController();
  const memory = emptyMemory();
  const silence = silenceWatch(job);
  let session: InboxSession | undefined;
  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      try {
        session = await job.open();
        await lookUntilLost(session, memory, job, stopping.signal, () => {
          failures = 0;
          silence.broken();
        });
      } catch (error) {
        if (!stopping.signal.aborted) job.ports.onError(error);
      }
      session?.close();
      await silence.tellIfLong();
      await pause((job.pauseMs ?? FIRST_PAUSE_MS) * 2 ** failures, stopping.signal);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => session?.close(), GRACE_MS);
      await running;
      clearTimeout(timer);
    },
  };
}

/** Ends only with the connection, or when told to stop. */
async function lookUntilLost(
  session: InboxSession,
  memory: Memory,
  { settings, ports, pollMs }: InboxJob,
  stop: AbortSignal,
  onLooked: () => void,
): Promise<void> {
  const stopped = (): boolean => stop.aborted;
  while (!stopped()) {
    const more = await takeRound({ session, memory, settings, ports, stopped });
    onLooked();
    if (!more && !stopped()) await session.news(pollMs, stop);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  rest(Math.min(ms, LONGEST_PAUSE_MS), undefined, { signal }).catch(() => undefined);

/** Counts since the last whole look; tells once until there is another. */
function silenceWatch({ ports, silentAfterMs = SILENT_AFTER_MS }: InboxJob) {
  let since = ports.clock();
  let told = false;
  return {
    broken() {
      since = ports.clock();
      told = false;
    },
    async tellIfLong() {
      if (told || ports.clock() - since < silentAfterMs) return;
      told = await ports.tell({ code: 'imap.silent', id: `inbox/silent/${since}`, count: 1, since });
    },
  };
}
