// What happens to the notice as a whole: it is received, proven, judged, completed; laws are taken back; clocks are heard of or moved.
import type { Milestone } from '../clock/occasion.ts';
import type { AppliedLaw } from '../clock/law.ts';
import { isVerified } from '../clock/regime.ts';
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Reading } from '../notice/letter.ts';
import type { Sender } from '../notice/sender.ts';
import { askingEnded, isAllStated } from './asking.ts';
import type { Case } from './case.ts';
import { alarmsOwed, clockOf, type ClockState, isOpen, unheard } from './clock-state.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent, SignedAct } from './event.ts';
import { refuseAct } from './deciding.ts';
import { heldFor } from './holding.ts';
import { mayBeUnreachable } from './moot-clocks.ts';

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** Every notice opens its case: doubt is recorded, never refused. */
export function receive({ number, notice, laws, missing, act, follows }: Of<'receive'>): Answer {
  const rest = { ...(act === undefined ? {} : { act }), ...(follows === undefined ? {} : { follows }) };
  return ok([
    { kind: 'notice-received', number, notice, missing, ...rest },
    ...laws.map(applied),
    ...withheldFor(notice.sender, notice.reading),
    ...heldFor(notice),
  ]);
}

/** Proof that comes later gives what proof at once would have given; the laws it brings count from the receipt. */
export function proveSender(state: Case, { sender, laws }: Of<'prove-sender'>): Answer {
  if (sender.level === 'L0') return refuse('sender.not-proven', 'this is no proof');
  if (state.notice?.sender.level !== 'L0')
    return refuse('sender.already-proven', 'the sender was proven before');
  const proven = laws.filter(({ regime }) => !state.takenBack.includes(regime));
  // A proof that brings no law, or none but what a person took back, leaves those that run: only a person takes the last one.
  const others = proven.length === 0 ? [] : state.laws.filter(({ regime }) => !has(laws, regime));
  return ok([
    { kind: 'sender-proven', sender },
    ...others.map(({ regime }) => takenBack(regime)),
    ...proven.map(applied),
    ...withheldFor(sender, state.notice.reading),
  ]);
}

const applied = (law: AppliedLaw): CaseEvent => ({ kind: 'law-applied', law, act: null });

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
  const ended = isAllStated(state, stated) ? askingEnded(state, 'stated', now) : [];
  return signedOrDesk(state, act, now) ?? ok([{ kind: 'notice-completed', stated, act }, ...ended]);
}

/** A named person finds that a law does not apply after all; its clocks stop with her name and reason on record. */
export function withdrawLaw(state: Case, { regime, reason, act }: Of<'withdraw-law'>, now: Instant): Answer {
  if (!has(state.laws, regime)) return refuse('regime.unknown', 'this law was not applied to the case');
  return refuseAct(state, act, now) ?? ok([{ kind: 'law-withdrawn', regime, reason, act }]);
}

/** A named person finds that a law applies which the desk did not see; it counts from the receipt. */
export function applyLaw(state: Case, { law, act }: Of<'apply-law'>, now: Instant): Answer {
  if (has(state.laws, law.regime))
    return refuse('regime.already-applied', 'this law runs in the case already');
  return refuseAct(state, act, now) ?? ok([{ kind: 'law-applied', law, act }]);
}

/** Milestones that happen again: a desk can be late, and say so, more than once. */
const REPEATED: readonly Milestone[] = ['delay-known', 'delay-told', 'status-told', 'nobody-to-tell'];

export function recordMilestone(
  state: Case,
  { milestone, reachedAt, act }: Of<'record-milestone'>,
  now: Instant,
): Answer {
  const at = reachedAt ?? now;
  const refusal = signedOrDesk(state, act, now);
  if (refusal !== undefined) return refusal;
  if (milestone === 'nobody-to-tell' && (act === null || !mayBeUnreachable(state)))
    return refuse(
      'milestone.not-found',
      'a person says that nobody can be told, once all is done with, the desk has told whom it could, and a clock waits for it',
    );
  if (isDone(state, milestone))
    return refuse('milestone.already-reached', `${milestone} was recorded before`);
  if (at > now || at < (state.notice?.receivedAt ?? at))
    return refuse('milestone.not-then', 'a step is done after the receipt and before it is recorded');
  return ok([{ kind: 'milestone-reached', milestone, reachedAt: at, act }]);
}

/** A step counts again where a clock still waits for it, begun after it was last done. */
function isDone({ milestones, clocks }: Case, milestone: Milestone): boolean {
  if (REPEATED.includes(milestone) || clocks.some((held) => isOpen(held) && held.clock.ends === milestone))
    return false;
  return milestones.some((one) => one.milestone === milestone);
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

/** No authority allows more than this at a time, as far as any source says. */
const LONGEST_EXTENSION = 90 * DAY;

/** Only where a verified article lets the authority allow more time, or leaves the moment to the order and nobody read one. */
export function extendClock(state: Case, { clock, due, act }: Of<'extend-clock'>, now: Instant): Answer {
  const held = openClock(state, clock, 'running');
  if (!held.ok) return held;
  const present = held.value.clock;
  const allowed = dutyOf(state, held.value)?.extension ?? null;
  const unread = present.pace === 'stated' && present.due === null;
  if (!unread && (present.due === null || allowed === null || !isVerified(allowed)))
    return refuse('clock.no-extension', 'no article of this law lets anybody allow more time');
  const from = present.due ?? present.startedAt;
  if (due <= from) return refuse('clock.not-later', 'an extension only moves a deadline later');
  if (due - from > LONGEST_EXTENSION)
    return refuse('clock.too-late', 'no authority allows more than 90 days at a time');
  return (
    refuseAct(state, act, now) ??
    ok([...unheard(held.value, now), { kind: 'clock-extended', clock, due, act }])
  );
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
