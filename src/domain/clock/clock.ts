// A legal clock: which law, from when, until when. Time left is computed from it, never stored.
import { after, HOUR, type Instant } from '../kernel/instant.ts';
import type { Level } from '../notice/authority.ts';
import { type Regime, regimeById } from './regimes.ts';

export interface Clock {
  readonly regime: string;
  readonly startedAt: Instant;
  /** The moment set by law, or null where the law names no hour. */
  readonly due: Instant | null;
  /** The authority's target, kept apart from law. */
  readonly target: Instant | null;
  /** True while the sender is only a claim: the time runs, the proof is outstanding. */
  readonly provisional: boolean;
  readonly ends: Regime['ends'];
}

/** Starts the clock of a regime at the moment the desk received the notice. */
export function startClock(regime: Regime, at: Instant, level: Level): Clock {
  return {
    regime: regime.id,
    startedAt: at,
    due: regime.deadline.kind === 'hours' ? after(at, regime.deadline.hours * HOUR) : null,
    target: regime.targetHours === null ? null : after(at, regime.targetHours * HOUR),
    provisional: level === 'L0',
    ends: regime.ends,
  };
}

/** A claim waits at most this long behind letters whose sender is proven, however many claims there are. */
const CLAIM_WAITS = HOUR;

/** The moment to order work by: the hour in law; the start where law says `without delay`; else the authority's target. */
export function urgency(clock: Clock): Instant {
  const withoutDelay = regimeById(clock.regime).deadline.kind === 'without-delay';
  const moment = clock.due ?? (withoutDelay ? clock.startedAt : (clock.target ?? clock.startedAt));
  return clock.provisional ? after(moment, CLAIM_WAITS) : moment;
}
