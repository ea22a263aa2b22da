// Tells people of an alarm that was raised, on every channel there is; comes back while any of them failed.
import type { Case } from '../domain/case/case.ts';
import { clockOf } from '../domain/case/clock-state.ts';
import type { Work } from '../domain/action/plan.ts';
import { type AlarmMessage, clockFacts } from '../domain/clock/alarm-message.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { Outcome } from './outcome.ts';

export type AlarmWork = Extract<Work, { kind: 'alarm' }>;

/** @param id equal on every repeat: the case and the task's key */
export async function tellAlarm(state: Case, work: AlarmWork, id: string, alarms: Alarms): Promise<Outcome> {
  const message = messageOf(state, work, id);
  if (message === undefined) return { kind: 'hopeless', code: 'clock.unknown' };
  const told = await alarms.tell(message);
  const failed = told.find((one) => one.kind === 'failed');
  if (failed?.kind === 'failed') return { kind: 'retry', code: failed.code, afterMs: null };
  return { kind: 'nothing-to-do' };
}

function messageOf(
  state: Case,
  { clock: key, alarm, moment }: AlarmWork,
  id: string,
): AlarmMessage | undefined {
  const clock = clockOf(state.clocks, key)?.clock;
  if (clock === undefined || state.number === null) return undefined;
  const law = state.laws.find(({ regime }) => regime === clock.regime);
  return { kind: alarm, id, moment, clock: clockFacts(state.number, clock, law) };
}
