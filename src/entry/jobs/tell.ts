// Tells one channel of alarms in a loop of its own: neither another channel nor the outbox ever waits for it. The first message goes
// at once, then at most one a minute; what fails for now is tried again at growing pauses, what fails for good once an hour.
import { HOUR, MINUTE, SECOND } from '../../domain/kernel/instant.ts';
import type { Channel } from '../../ports/alarms.ts';
import { type TellAlarmsPorts, type Telling, tellNext } from '../../workflow/tell-alarms.ts';
import { type Loop, startLoop } from './loop.ts';

export interface TellJob {
  readonly channel: Channel;
  readonly ports: TellAlarmsPorts;
  /** Milliseconds of a clock that only runs on. */
  readonly running: () => number;
  readonly lookMs: number;
  /** Said once for each new kind of trouble, not for each try. */
  readonly onTrouble: (channel: string, code: string, permanent: boolean) => void;
  readonly onError: (error: unknown) => void;
}

const BETWEEN_MESSAGES = MINUTE;
const FIRST_RETRY = 5 * SECOND;
const LONGEST_RETRY = 10 * MINUTE;
const AFTER_PERMANENT = HOUR;

/** What a channel has gone through. */
interface Pace {
  /** Not before this. */
  readonly next: number;
  readonly failures: number;
  readonly trouble: string | null;
}

export function startTelling(job: TellJob): Loop {
  let pace: Pace = { next: 0, failures: 0, trouble: null };
  const work = async (): Promise<boolean> => {
    if (job.running() < pace.next) return false;
    const telling = await tellNext(job.channel, job.ports);
    const trouble = telling.kind === 'failed' ? `${telling.code} ${telling.permanent}` : null;
    if (telling.kind === 'failed' && trouble !== pace.trouble)
      job.onTrouble(job.channel.name, telling.code, telling.permanent);
    const failures = telling.kind === 'failed' ? pace.failures + 1 : 0;
    pace = { next: job.running() + pauseAfter(telling, failures, job.channel.each), failures, trouble };
    return telling.kind === 'more';
  };
  return startLoop(work, job.lookMs, job.onError);
}

/** Milliseconds until the channel may be told again. */
function pauseAfter(telling: Telling, failures: number, each: boolean): number {
  if (telling.kind === 'told') return each ? 0 : BETWEEN_MESSAGES;
  if (telling.kind !== 'failed') return 0;
  return telling.permanent
    ? AFTER_PERMANENT
    : Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 20), LONGEST_RETRY);
}
