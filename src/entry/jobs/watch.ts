// Watches the clocks: keeps the desk's time, raises what is owed, and tells of steps of the machine's clock.
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import type { KnownTime, TimeReading } from '../../domain/clock/desk-time.ts';
import type { Alarms } from '../../ports/alarms.ts';
import type { DeskTime } from '../../ports/desk-time.ts';
import { keepTime, type TimeKept } from '../../workflow/keep-time.ts';
import { raiseAlarms, type RaiseAlarmsPorts } from '../../workflow/raise-alarms.ts';
import { type Loop, startLoop } from './loop.ts';

export interface WatchJob {
  readonly ports: RaiseAlarmsPorts & { readonly deskTime: DeskTime; readonly alarms: Alarms };
  readonly reading: () => TimeReading;
  readonly lookMs: number;
  /** What the desk knows of time since this look. */
  readonly onTime: (known: KnownTime) => void;
  /** Alarms were raised: people are to be told. */
  readonly onRaised: (count: number) => void;
  /** A person said that the wall clock is right. */
  readonly onTrusted: () => void;
  readonly onError: (error: unknown) => void;
}

/** Steps that could not be told on every channel yet; a clock that steps more often is told of by its newest. */
const MOST_UNTOLD = 10;

export function startWatch(job: WatchJob): Loop {
  let kept: TimeKept | undefined;
  let untold: readonly AlarmMessage[] = [];
  let telling: Promise<void> | undefined;
  const tellSteps = async (): Promise<void> => {
    const messages = untold;
    const still = await stillUntold(messages, job.ports.alarms);
    untold = untold.filter((message) => still.includes(message) || !messages.includes(message));
  };
  const look = async (): Promise<boolean> => {
    const looked = await keepTime(job.reading(), kept, job.ports.deskTime);
    kept = looked.kept;
    job.onTime(kept.known);
    if (looked.trusted) job.onTrusted();
    if (looked.alarm !== null) untold = [...untold, looked.alarm].slice(-MOST_UNTOLD);
    const { raised, more } = await raiseAlarms(looked.now, job.ports, job.onError);
    if (raised > 0) job.onRaised(raised);
    // No look waits for a slow channel.
    telling ??= tellSteps()
      .catch(job.onError)
      .finally(() => {
        telling = undefined;
      });
    return more;
  };
  return startLoop(look, job.lookMs, job.onError);
}

/** What a channel refuses for good is in the log, and is not told to it for ever. */
async function stillUntold(
  messages: readonly AlarmMessage[],
  alarms: Alarms,
): Promise<readonly AlarmMessage[]> {
  const results = await Promise.all(messages.map((message) => alarms.tell(message)));
  return messages.filter((_, at) => results[at]?.some((one) => one.kind === 'failed' && !one.permanent));
}
