// A clock as programs see it, the same on the command line and over HTTP: pure functions from the fold. What is law and what is a wish is said.
import type { Case } from '../case/case.ts';
import { clockOf, type ClockState } from '../case/clock-state.ts';
import { type ClockFacts, clockFacts } from '../clock/alarm-message.ts';
import { alarmMoments, type ClockKey } from '../clock/clock.ts';
import { localText } from '../clock/clock-words.ts';
import { type Instant, utc } from '../kernel/instant.ts';

type Risk = 'breached' | 'near-breach' | 'dated' | 'no-hour' | 'paused' | 'stopped';

export interface ClockView {
  readonly held: ClockState;
  readonly facts: ClockFacts;
  readonly risk: Risk;
  /** Until the deadline in law, negative when late; null where there is none. Milliseconds. */
  readonly left: number | null;
  readonly now: Instant;
}

/** A clock of a case at `now`; undefined where the case has none of that key. */
export function viewOf(state: Case | undefined, key: ClockKey, now: Instant): ClockView | undefined {
  const held = clockOf(state?.clocks ?? [], key);
  if (state === undefined || state.number === null || held === undefined) return undefined;
  const law = state.laws.find(({ regime }) => regime === held.clock.regime);
  const facts = clockFacts(state.number, held.clock, law);
  const until = held.status === 'running' ? now : (held.since ?? now);
  return { held, facts, risk: riskOf(held, now), left: facts.due === null ? null : facts.due - until, now };
}

function riskOf({ clock, status }: ClockState, now: Instant): Risk {
  if (status !== 'running') return status;
  if (clock.due === null) return 'no-hour';
  if (clock.due < now) return 'breached';
  const near = alarmMoments(clock).some(({ alarm, at }) => alarm === 'near-breach' && at <= now);
  return near ? 'near-breach' : 'dated';
}

/** Times in ISO 8601 UTC. */
export function clockViewJson({ held, facts, risk, left }: ClockView): object {
  const { clock, status, since, why, alarms } = held;
  return {
    case: facts.number,
    clock: clock.key,
    regime: facts.regime,
    law: facts.law,
    instrument: facts.instrument,
    article: facts.article,
    duty: facts.duty,
    risk,
    status,
    since: moment(since),
    why,
    startedAt: utc(facts.startedAt),
    occasion: facts.from,
    pace: facts.pace,
    due: moment(facts.due),
    dueLocal: facts.due === null ? null : localText(facts.due, facts.zone),
    zone: facts.zone,
    leftMs: left,
    target: moment(facts.target),
    targetOf: facts.targetOf,
    targetIsLaw: false,
    provisional: facts.provisional,
    mark: facts.mark,
    binding: facts.binding,
    calendarKnown: clock.calendarKnown,
    alarms,
  };
}

const moment = (at: Instant | null): string | null => (at === null ? null : utc(at));
