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
  /** Alarms were raised: their tasks wait. */
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
  const look = async (): Promise<boolean> => {
    const looked = await keepTime(job.reading(), kept, job.ports.deskTime);
    kept = looked.kept;
    job.onTime(kept.known);
    if (looked.trusted) job.onTrusted();
    if (looked.alarm !== null) untold = [...untold, looked.alarm].slice(-MOST_UNTOLD);
    const { raised, more } = await raiseAlarms(looked.now, job.ports, job.onError);
    if (raised > 0) job.onRaised(raised);
    untold = await stillUntold(untold, job.ports.alarms);
    return more;
  };
  return startLoop(look, job.lookMs, job.onError);
}

async function stillUntold(
  messages: readonly AlarmMessage[],
  alarms: Alarms,
): Promise<readonly AlarmMessage[]> {
  const results = await Promise.all(messages.map((message) => alarms.tell(message)));
  return messages.filter((_, at) => results[at]?.some(({ kind }) => kind === 'failed'));
}
