// Tells one channel of alarms in a loop of its own: neither another channel nor the outbox ever waits for it. Two messages go at
// once, so that a breach does not wait for the near breach before it, then one a minute; what fails for now is tried again at
// growing pauses, what fails for good once an hour.
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
/** So many may come at once after a quiet time; a flood has one a minute. */
const AT_ONCE = 2;
const FIRST_RETRY = 5 * SECOND;
const LONGEST_RETRY = 10 * MINUTE;
const AFTER_PERMANENT = HOUR;

/** What a channel has gone through. */
interface Pace {
  /** Not before this. */
  readonly next: number;
  /** When all messages sent so far are paid for, at one a minute. */
  readonly paid: number;
  readonly failures: number;
  readonly trouble: string | null;
}

export function startTelling(job: TellJob): Loop {
  let pace: Pace = { next: 0, paid: 0, failures: 0, trouble: null };
  const work = async (): Promise<boolean> => {
    if (job.running() < pace.next) return false;
    const telling = await tellNext(job.channel, job.ports);
    const trouble = telling.kind === 'failed' ? `${telling.code} ${telling.permanent}` : null;
    if (telling.kind === 'failed' && trouble !== pace.trouble)
      job.onTrouble(job.channel.name, telling.code, telling.permanent);
    const failures = telling.kind === 'failed' ? pace.failures + 1 : 0;
    const now = job.running();
    const paid =
      spends(telling) && !job.channel.each ? Math.max(now, pace.paid) + BETWEEN_MESSAGES : pace.paid;
    const calm = job.channel.each ? 0 : paid - (AT_ONCE - 1) * BETWEEN_MESSAGES;
    pace = { next: Math.max(calm, now + pauseAfter(telling, failures)), paid, failures, trouble };
    return telling.kind === 'more';
  };
  return startLoop(work, job.lookMs, job.onError);
}

const spends = ({ kind }: Telling): boolean => kind === 'told' || kind === 'more';

/** Milliseconds until a channel that failed is tried again. */
function pauseAfter(telling: Telling, failures: number): number {
  if (telling.kind !== 'failed') return 0;
  if (telling.permanent) return AFTER_PERMANENT;
  return Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 20), LONGEST_RETRY);
}
