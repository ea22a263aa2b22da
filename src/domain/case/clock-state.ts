// A clock of a case as it stands: running, standing still or stopped, and what it was heard of. Folded from its events.
import {
  type Alarm,
  alarmMoments,
  type AlarmMoment,
  byNearness,
  type Clock,
  type ClockKey,
} from '../clock/clock.ts';
import type { Instant } from '../kernel/instant.ts';
import type { CaseEvent, Recorded, StopReason } from './event.ts';

export interface ClockState {
  /** With the deadline as it is now: a pause or an extension moves it. */
  readonly clock: Clock;
  readonly status: 'running' | 'paused' | 'stopped';
  /** When it was paused or stopped; null while it runs. */
  readonly since: Instant | null;
  readonly why: StopReason | null;
  /** Alarms raised for the present deadline. */
  readonly alarms: readonly Alarm[];
}

export type ClockEvent = Extract<CaseEvent, { readonly kind: `clock-${string}` }>;

/** One step of the fold of all clocks of a case. */
export function applyToClocks(
  clocks: readonly ClockState[],
  event: Recorded<ClockEvent>,
): readonly ClockState[] {
  if (event.kind === 'clock-started') {
    const started: ClockState = { clock: event.clock, status: 'running', since: null, why: null, alarms: [] };
    return [...clocks, started];
  }
  return clocks.map((held) => (held.clock.key === event.clock ? { ...held, ...changed(held, event) } : held));
}

function changed(
  held: ClockState,
  event: Recorded<Exclude<ClockEvent, { kind: 'clock-started' }>>,
): Partial<ClockState> {
  switch (event.kind) {
    case 'clock-confirmed':
      return { clock: { ...held.clock, provisional: false } };
    case 'clock-paused':
      return { status: 'paused', since: event.at };
    case 'clock-resumed':
      return { status: 'running', since: null, ...movedTo(held, event.due) };
    case 'clock-extended':
      return movedTo(held, event.due);
    case 'clock-alarm':
      return { alarms: [...held.alarms, event.alarm] };
    case 'clock-stopped':
      return { status: 'stopped', since: event.at, why: event.why };
  }
}

/** Another deadline is heard of anew; a target does not move with it. */
const movedTo = ({ clock, alarms }: ClockState, due: Instant | null): Partial<ClockState> => ({
  clock: { ...clock, due },
  alarms: due === clock.due ? alarms : alarms.filter((alarm) => alarm === 'target-missed'),
});

/** The clock of a key, or undefined. */
export function clockOf(clocks: readonly ClockState[], key: ClockKey): ClockState | undefined {
  return clocks.find(({ clock }) => clock.key === key);
}

export const isOpen = ({ status }: ClockState): boolean => status !== 'stopped';

/** Alarms that a running clock still owes, in order; one that stands still owes none. */
export function alarmsOwed(held: ClockState): readonly AlarmMoment[] {
  if (held.status !== 'running') return [];
  return alarmMoments(held.clock).filter(({ alarm }) => !held.alarms.includes(alarm));
}

/** A deadline that passed before anybody looked is heard of before the clock stops, stands still or moves: no breach is silent. */
export function unheard(held: ClockState, now: Instant): CaseEvent[] {
  return alarmsOwed(held)
    .filter(({ alarm, at }) => alarm === 'breach' && at <= now)
    .map(({ alarm, at }) => ({ kind: 'clock-alarm', clock: held.clock.key, alarm, moment: at }));
}

/** True when the deadline in law passed before it stopped, or before `now` while it runs. */
export function isLate({ clock, status, since }: ClockState, now: Instant): boolean {
  const until = status === 'running' ? now : (since ?? now);
  return clock.due !== null && until > clock.due;
}

/** The earliest of one kind of moment over all clocks that are open, or null. */
export function nearest(
  clocks: readonly ClockState[],
  moment: (clock: Clock) => Instant | null,
): Instant | null {
  const moments = clocks.filter(isOpen).flatMap(({ clock }) => moment(clock) ?? []);
  return moments.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
}

/** Of several laws at once, the nearest leads. */
export function leadingClock(clocks: readonly ClockState[]): Clock | undefined {
  return clocks
    .filter(isOpen)
    .map(({ clock }) => clock)
    .toSorted(byNearness)[0];
}
