// A legal clock: which duty of which law, from when, until when. Time left is computed from it, never stored.
import { after, DAY, HOUR, type Instant } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { AppliedLaw } from './law.ts';
import type { Occasion } from './occasion.ts';
import { dueBy } from './period.ts';
import { type Duty, markOf, type Mark, type Pace } from './regime.ts';

/** `us-tida/remove`; a second start of the same duty in a case is `us-tida/remove#2`. */
export type ClockKey = string;

export interface Clock {
  readonly key: ClockKey;
  readonly regime: string;
  readonly duty: string;
  readonly from: Occasion;
  readonly startedAt: Instant;
  readonly pace: Pace['kind'];
  /** The moment set by law, or null where the law names no hour. */
  readonly due: Instant | null;
  /** A goal, kept apart from law: the authority's own, else this desk's. */
  readonly target: Instant | null;
  readonly targetOf: 'authority' | 'desk' | null;
  readonly ends: Occasion;
  /** True while the sender is only a claim: the time runs, the proof is outstanding. */
  readonly provisional: boolean;
  readonly article: string | null;
  readonly mark: Mark;
  /** False where a day beyond the last known year of a calendar was counted as a working day. */
  readonly calendarKnown: boolean;
}

/** Hours this desk gives itself where the law names none and the authority no target. Not law, and never shown as law. */
const GOAL_HOURS: Record<Exclude<Pace['kind'], 'within'>, number> = {
  immediately: 1,
  'without-delay': 24,
  timely: 48,
  stated: 24,
  'not-stated': 48,
  none: 24,
};

/** Where a duty is not counted in working days, no calendar is asked. */
export const NO_CALENDAR: Calendar = {
  country: '',
  weekend: [],
  holidays: {},
  firstKnownYear: 0,
  lastKnownYear: 9999,
};

/**
 * Starts the clock of a duty.
 * @param at the occasion, at most as early as the desk's receipt
 * @param stated the moment the letter itself names; counts only where the law leaves it to the order
 * @param nth which start of this duty in its case, from 1
 */
export function startClock(law: AppliedLaw, duty: Duty, at: Instant, stated: Instant | null, nth = 1): Clock {
  const { due, known } = dueOf(law, duty, at, stated);
  const key = `${law.regime}/${duty.key}`;
  return {
    key: nth === 1 ? key : `${key}#${nth}`,
    regime: law.regime,
    duty: duty.key,
    from: duty.from,
    startedAt: at,
    pace: duty.pace.kind,
    due,
    ...targetOf(duty, at, due),
    ends: duty.ends,
    provisional: law.provisional,
    article: duty.article,
    mark: markOf(duty),
    calendarKnown: known,
  };
}

function dueOf(
  { zone, calendar }: AppliedLaw,
  { pace }: Duty,
  at: Instant,
  stated: Instant | null,
): { readonly due: Instant | null; readonly known: boolean } {
  if (pace.kind === 'stated') return { due: stated, known: true };
  if (pace.kind !== 'within') return { due: null, known: true };
  const due = dueBy(at, pace.period, zone, calendar ?? NO_CALENDAR);
  return { due: due.at, known: due.known };
}

/** The authority's target stands beside any deadline; the desk gives itself a goal only where the law dates nothing. */
function targetOf(
  { pace, targetHours }: Duty,
  at: Instant,
  due: Instant | null,
): Pick<Clock, 'target' | 'targetOf'> {
  if (targetHours !== null) return { target: after(at, targetHours * HOUR), targetOf: 'authority' };
  if (pace.kind === 'within' || due !== null) return { target: null, targetOf: null };
  return { target: after(at, GOAL_HOURS[pace.kind] * HOUR), targetOf: 'desk' };
}

/** A claim waits at most this long behind letters whose sender is proven, however many claims there are. */
const CLAIM_WAITS = HOUR;

/** The moment to order work by: the hour in law; the start where law wants it at once; else the target. */
export function urgency(clock: Clock): Instant {
  const atOnce = clock.pace === 'immediately' || clock.pace === 'without-delay';
  const moment = clock.due ?? (atOnce ? clock.startedAt : (clock.target ?? clock.startedAt));
  return clock.provisional ? after(moment, CLAIM_WAITS) : moment;
}

/** Nearest first: what the law dates, by its date; then what it does not, by urgency. */
export function byNearness(a: Clock, b: Clock): number {
  if (a.due !== null && b.due !== null) return a.due - b.due;
  if (a.due !== null) return -1;
  return b.due !== null ? 1 : urgency(a) - urgency(b);
}

export const ALARMS = ['near-breach', 'breach', 'target-missed'] as const;
export type Alarm = (typeof ALARMS)[number];

export interface AlarmMoment {
  readonly alarm: Alarm;
  readonly at: Instant;
}

/** A deadline is near when this share of its time is left, and at most a day before it. */
const NEAR_SHARE = 4;
const NEAR_AT_MOST = DAY;

/** When a clock that still runs must be heard of, in order: what is done at `due` is in time. A missed target is never called a breach. */
export function alarmMoments({
  startedAt,
  due,
  target,
}: Pick<Clock, 'startedAt' | 'due' | 'target'>): readonly AlarmMoment[] {
  const missed: AlarmMoment[] = target === null ? [] : [{ alarm: 'target-missed', at: target }];
  if (due === null) return missed;
  const ahead = Math.min(Math.max(due - startedAt, 0) / NEAR_SHARE, NEAR_AT_MOST);
  const dated: AlarmMoment[] = [
    { alarm: 'near-breach', at: after(due, -ahead) },
    { alarm: 'breach', at: after(due, 1) },
  ];
  return [...missed, ...dated].sort((a, b) => a.at - b.at);
}
