// Raises every alarm that is owed: an event, its row and its task in one transaction. A case that fails does not stop the others.
import { alarmsOwed, clockOf, type ClockState } from '../domain/case/clock-state.ts';
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { ClockKey } from '../domain/clock/clock.ts';
import type { Refusal } from '../domain/kernel/errors.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import type { Clocks, OwingClock } from '../ports/clocks.ts';
import { DESK, step } from './step.ts';

export interface RaiseAlarmsPorts {
  readonly cases: Cases;
  readonly clocks: Clocks;
}

export interface Raised {
  /** Clocks whose alarms were raised. */
  readonly raised: number;
  /** True when the look ended before the rows did. */
  readonly more: boolean;
}

/** Clocks taken at a time. */
const BATCH = 100;
/** After so many batches the caller looks up whether it shall stop. */
const MAX_BATCHES = 50;

/** Somebody else was faster, or the row is behind its events: no errors. */
const NOT_OWED: readonly Refusal['code'][] = ['clock.no-alarm', 'clock.stopped', 'clock.not-running'];

/**
 * Goes through the owing clocks once.
 * @param onError told of every clock that could not be raised; it is met again at the next look
 */
export async function raiseAlarms(
  now: Instant,
  ports: RaiseAlarmsPorts,
  onError: (error: unknown) => void,
): Promise<Raised> {
  let raised = 0;
  let last: OwingClock | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const owing = await ports.clocks.owing(now, BATCH, last);
    for (const clock of owing) {
      if (await raiseOne(clock, now, ports, onError)) raised += 1;
    }
    last = owing.at(-1);
    if (owing.length < BATCH) return { raised, more: false };
  }
  return { raised, more: true };
}

async function raiseOne(
  owing: OwingClock,
  now: Instant,
  { cases, clocks }: RaiseAlarmsPorts,
  onError: (error: unknown) => void,
): Promise<boolean> {
  try {
    const written = await cases.update(owing.case, (state) => {
      const commands = owedCommands(state, owing.key, now);
      return commands.ok ? step(state, commands.value, DESK, now) : commands;
    });
    if (written.ok) return true;
    if (!NOT_OWED.includes(written.error.code)) onError(written.error);
    else await mendRow(owing, now, cases, clocks);
    return false;
  } catch (error) {
    onError(error);
    return false;
  }
}

/** A row behind its events would be asked again at every look, for ever. */
async function mendRow(owing: OwingClock, now: Instant, cases: Cases, clocks: Clocks): Promise<void> {
  const held = clockOf((await cases.load(owing.case))?.clocks ?? [], owing.key);
  if (held !== undefined && !owesAt(held, now)) await clocks.mend(owing, held);
}

const owesAt = (held: ClockState, now: Instant): boolean => alarmsOwed(held).some(({ at }) => at <= now);

/** All that is owed, in order: after a long sleep a deadline may be near and past at once. */
function owedCommands(state: Case, clock: ClockKey, now: Instant): Result<readonly Command[]> {
  const held = clockOf(state.clocks, clock);
  const owed = held === undefined ? [] : alarmsOwed(held).filter(({ at }) => at <= now);
  if (owed.length === 0) return refuse('clock.no-alarm', 'nothing is owed on this clock');
  return { ok: true, value: owed.map(({ alarm }) => ({ kind: 'raise-alarm' as const, clock, alarm })) };
}
