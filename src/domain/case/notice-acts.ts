// What happens to the notice as a whole: it is received, proven, judged, completed; laws are taken back; clocks are heard of or moved.
import type { Milestone } from '../clock/occasion.ts';
import type { AppliedLaw } from '../clock/law.ts';
import { after, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Reading } from '../notice/letter.ts';
import type { Sender } from '../notice/sender.ts';
import type { Case } from './case.ts';
import { alarmsOwed, clockOf, type ClockState, isOpen, unheard } from './clock-state.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent, SignedAct } from './event.ts';
import { refuseAct } from './deciding.ts';

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** Every notice opens its case: doubt is recorded, never refused. */
export function receive({ number, notice, laws, missing }: Of<'receive'>): Answer {
  return ok([
    { kind: 'notice-received', number, notice, missing },
    ...laws.map((law) => ({ kind: 'law-applied' as const, law })),
    ...withheldFor(notice.sender, notice.reading),
  ]);
}

/** Proof that comes later gives what proof at once would have given; the laws it brings count from the receipt. */
export function proveSender(state: Case, { sender, laws }: Of<'prove-sender'>): Answer {
  if (sender.level === 'L0') return refuse('sender.not-proven', 'this is no proof');
  if (state.notice?.sender.level !== 'L0')
    return refuse('sender.already-proven', 'the sender was proven before');
  const applied = laws.map((law): CaseEvent => ({ kind: 'law-applied', law }));
  return ok([
    { kind: 'sender-proven', sender },
    ...state.laws.filter(({ regime }) => !has(laws, regime)).map(({ regime }) => takenBack(regime)),
    ...applied,
    ...withheldFor(sender, state.notice.reading),
  ]);
}

const has = (laws: readonly AppliedLaw[], regime: string): boolean =>
  laws.some((law) => law.regime === regime);

const takenBack = (regime: string): CaseEvent => ({
  kind: 'law-withdrawn',
  regime,
  reason: 'sender-proven',
  act: null,
});

function withheldFor(sender: Sender, reading: Reading): CaseEvent[] {
  if (sender.level === 'L0') return [{ kind: 'reply-withheld', reason: 'sender-not-proven' }];
  return reading.unread.length > 0 ? [{ kind: 'reply-withheld', reason: 'letter-not-read-whole' }] : [];
}

/** A named person finds that the notice lacks something. A machine never does. */
export function judgeNotice(state: Case, { missing, act }: Of<'judge-notice'>, now: Instant): Answer {
  if (missing.length === 0) return refuse('notice.nothing-missing', 'name what the notice lacks');
  return refuseAct(state, act, now) ?? ok([{ kind: 'notice-judged', missing, act }]);
}

/** The notifier states what was missing. @param act who recorded it, or null for the desk itself */
export function completeNotice(state: Case, { stated, act }: Of<'complete-notice'>, now: Instant): Answer {
  if (!stated.some((one) => state.missing.includes(one)))
    return refuse('notice.nothing-missing', 'none of these was missing');
  return signedOrDesk(state, act, now) ?? ok([{ kind: 'notice-completed', stated, act }]);
}

/** A named person finds that a law does not apply after all; its clocks stop with her name and reason on record. */
export function withdrawLaw(state: Case, { regime, reason, act }: Of<'withdraw-law'>, now: Instant): Answer {
  if (!has(state.laws, regime)) return refuse('regime.unknown', 'this law was not applied to the case');
  return refuseAct(state, act, now) ?? ok([{ kind: 'law-withdrawn', regime, reason, act }]);
}

/** Milestones that happen again: a desk can be late, and say so, more than once. */
const REPEATED: readonly Milestone[] = ['delay-known', 'delay-told', 'status-told'];

export function recordMilestone(
  state: Case,
  { milestone, act }: Of<'record-milestone'>,
  now: Instant,
): Answer {
  if (!REPEATED.includes(milestone) && state.milestones.some((one) => one.milestone === milestone))
    return refuse('milestone.already-reached', `${milestone} was recorded before`);
  return signedOrDesk(state, act, now) ?? ok([{ kind: 'milestone-reached', milestone, act }]);
}

const signedOrDesk = (state: Case, act: SignedAct | null, now: Instant): Result<never> | undefined =>
  act === null ? undefined : refuseAct(state, act, now);

/** The time stands still only where the law itself says so. */
export function pauseClock(state: Case, { clock, act }: Of<'pause-clock'>, now: Instant): Answer {
  const held = openClock(state, clock, 'running');
  if (!held.ok) return held;
  const law = state.laws.find(({ regime }) => regime === held.value.clock.regime);
  if (law?.pausable !== true) return refuse('clock.no-pause', 'no article of this law stops its time');
  return (
    refuseAct(state, act, now) ?? ok([...unheard(held.value, now), { kind: 'clock-paused', clock, act }])
  );
}

/** The deadline moves by as long as the clock stood still. */
export function resumeClock(state: Case, { clock, act }: Of<'resume-clock'>, now: Instant): Answer {
  const held = openClock(state, clock, 'paused');
  if (!held.ok) return held;
  const {
    since,
    clock: { due },
  } = held.value;
  const stood = Math.max(0, now - (since ?? now));
  const moved = due === null ? null : after(due, stood);
  return refuseAct(state, act, now) ?? ok([{ kind: 'clock-resumed', clock, due: moved, act }]);
}

/** Only where the law lets the authority allow more time, and only to a later moment. */
export function extendClock(state: Case, { clock, due, act }: Of<'extend-clock'>, now: Instant): Answer {
  const held = openClock(state, clock, 'running');
  if (!held.ok) return held;
  const duty = dutyOf(state, held.value);
  if (duty?.extension == null || held.value.clock.due === null)
    return refuse('clock.no-extension', 'no article of this law lets anybody allow more time');
  if (due <= held.value.clock.due)
    return refuse('clock.not-later', 'an extension only moves a deadline later');
  const moved: CaseEvent = { kind: 'clock-extended', clock, due, act };
  return refuseAct(state, act, now) ?? ok([...unheard(held.value, now), moved]);
}

function dutyOf({ laws }: Case, { clock }: ClockState) {
  return laws.find(({ regime }) => regime === clock.regime)?.duties.find(({ key }) => key === clock.duty);
}

/** Heard of once for each deadline, and never before its moment. */
export function raiseAlarm(state: Case, { clock, alarm }: Of<'raise-alarm'>, now: Instant): Answer {
  const held = openClock(state, clock, 'running');
  if (!held.ok) return held;
  const owed = alarmsOwed(held.value).find((one) => one.alarm === alarm && one.at <= now);
  if (owed === undefined) return refuse('clock.no-alarm', 'this alarm is not owed, or was raised before');
  return ok([{ kind: 'clock-alarm', clock, alarm, moment: owed.at }]);
}

function openClock(state: Case, key: string, status: 'running' | 'paused'): Result<ClockState> {
  const held = clockOf(state.clocks, key);
  if (held === undefined) return refuse('clock.unknown', 'the case has no such clock');
  if (!isOpen(held)) return refuse('clock.stopped', 'this clock has stopped');
  return held.status === status ? ok(held) : refuse(`clock.not-${status}`, `this clock is ${held.status}`);
}
