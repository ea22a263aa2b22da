// The clocks of a case follow from its other events: which start, which end, which are heard of late. Nothing else starts or stops one.
import { type Clock, startClock } from '../clock/clock.ts';
import { type AppliedLaw, lacking } from '../clock/law.ts';
import { isArrival, MILESTONES, type Milestone, type Occasion } from '../clock/occasion.ts';
import type { Duty } from '../clock/regime.ts';
import type { Instant } from '../kernel/instant.ts';
import { apply, type Case, isSettled } from './case.ts';
import { clockOf, type ClockState, isOpen, unheard } from './clock-state.ts';
import type { CaseEvent, ItemResult, StopReason } from './event.ts';
import { isForNow, isSpared, isWaiting } from './item.ts';
import { BEFORE_ANSWER, isFoundUnreachable, isKeptWhole, isMoot } from './moot-clocks.ts';

/**
 * What events just decided mean for the clocks.
 * @param before the case before them
 * @param events what was decided, in order
 * @returns clock events to record after them, in the same step
 */
export function clockEvents(before: Case, events: readonly CaseEvent[], now: Instant): readonly CaseEvent[] {
  const after = applyAll(before, events, now);
  const started = starts({ before, after, events, now });
  const running = applyAll(after, started, now);
  return [...started, ...confirmations(running), ...stops(running, events, now)];
}

/** What a step does to a case, as far as clocks may start by it. */
interface Change {
  readonly before: Case;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  readonly now: Instant;
}

/** The fold ahead of the record: numbers and actor do not matter to it. */
function applyAll(state: Case, events: readonly CaseEvent[], at: Instant): Case {
  return events.reduce(
    (so, event) => apply(so, { ...event, seq: so.version + 1, at, actor: { kind: 'desk' } }),
    state,
  );
}

function starts(change: Change): CaseEvent[] {
  const { after } = change;
  const stated = after.notice?.reading.replyBy ?? null;
  return after.laws.flatMap((law) =>
    law.duties.flatMap((duty) => {
      const at = runs(after, law, duty) ? null : startOf(change, law, duty);
      if (at === null) return [];
      const clock = startClock(law, duty, at, stated, nextNumber(after, law, duty));
      return [{ kind: 'clock-started' as const, clock }];
    }),
  );
}

/**
 * Applied just now, or asked for just now by what the proof says the notice is. A duty that applied before, and is only more
 * certain now, goes on as it is; what the end of the case interrupted starts again with the proof that opens the case, also
 * where the proof itself brings no law; and what was done never does.
 */
function isNewTo({ before, events }: Change, law: AppliedLaw, duty: Duty): boolean {
  const { regime } = law;
  const earlier = ofDuty(before, law, duty);
  if (wasDone(earlier)) return false;
  const interrupted = earlier.at(-1)?.why === 'case-closed';
  if (interrupted && events.some(({ kind }) => kind === 'sender-proven')) return true;
  if (!events.some((event) => event.kind === 'law-applied' && event.law.regime === regime)) return false;
  return interrupted || !before.laws.some((other) => other.regime === regime && owes(other, duty));
}

const owes = ({ duties }: AppliedLaw, { key }: Duty): boolean => duties.some((duty) => duty.key === key);

const wasDone = (clocks: readonly ClockState[]): boolean => clocks.some(({ why }) => why === 'done');

/** When a duty's occasion came about in a step, or null. A law that is new to the case counts from the receipt. */
function startOf(change: Change, law: AppliedLaw, duty: Duty): Instant | null {
  const { from } = duty;
  const again = mayRun(change.after, law, duty) ? startedAgain(change, law, duty) : null;
  if (again !== null) return again;
  const isNew = isNewTo(change, law, duty);
  if (from === 'valid-request-received') return startOfValid(change, law, duty, isNew);
  if (isArrival(from)) return isNew ? countsFrom(change, law, duty) : null;
  if (cameAbout(change, from, law)) return recordedAt(from, change.events) ?? change.now;
  return isNew ? startedBefore(change, law, duty) : null;
}

/** Only a clock of a valid request waits for what the notice lacks. */
const mayRun = (state: Case, law: AppliedLaw, { from }: Duty): boolean =>
  from !== 'valid-request-received' || isComplete(state, law);

/**
 * A refusal that was wrong ended nothing: the clocks that it or the end of the case ended run again, from where they began. So do those
 * that an answer ended which came back: it told nobody.
 */
function startedAgain(change: Change, law: AppliedLaw, duty: Duty): Instant | null {
  const { before, after, events } = change;
  const hidden = events.some((event) => event.kind === 'item-decided' && event.decision.act === 'hide');
  const ruled = events.some((event) => event.kind === 'appeal-decided' && event.ruling.upheld);
  const last = ofDuty(before, law, duty).at(-1);
  const isEnded = last?.why === 'done' || last?.why === 'case-closed';
  const isLost = !before.mails.undelivered && after.mails.undelivered;
  if (isLost && last !== undefined && isEndedByAnswer(last)) return last.clock.startedAt;
  if (endedByWithdrawal(before, events, last, duty)) return last?.clock.startedAt ?? null;
  if (last !== undefined && mayRunAgain(change, last, hidden && ruled)) return startAnew(change, last);
  return hidden && ruled && duty.ends === 'settled' && isEnded ? last.clock.startedAt : null;
}

/** An answer that was given ended it, or left nothing to say before it. */
const isEndedByAnswer = ({ clock, why }: ClockState): boolean =>
  clock.ends === 'answered' ? why === 'done' : why === 'moot' && BEFORE_ANSWER.includes(clock.ends);

/**
 * What was moot may be so no longer; what is kept may be a part of what has to be, once a withdrawal is undone. Also where the case was
 * closed while nobody was to be told, and something is hidden by an appeal after all; and where nobody could be told, and more is done.
 */
function mayRunAgain({ after, events }: Change, { clock, why }: ClockState, overturned: boolean): boolean {
  if (why === 'done') return clock.ends === 'preserved' && !isDone(after, clock);
  if (why === 'nobody-to-tell') return events.some(({ kind }) => kind === 'action-recorded');
  return why === 'moot' || (why === 'case-closed' && overturned && clock.ends === 'uploader-told');
}

/**
 * Nothing was to be done, and now there is: whoever posted it has to be told after all, which counts from now, since there was nothing
 * to tell before; what is asked to be kept counts from its own start.
 */
function startAnew({ after, now }: Change, { clock }: ClockState): Instant | null {
  if (BEFORE_ANSWER.includes(clock.ends) || after.status === 'closed') return null;
  if (isMoot(after, clock) || isKeptWhole(after, clock)) return null;
  if (clock.ends === 'preserved') return clock.startedAt;
  return isArrival(clock.from) || isMilestone(clock.from) || holds(after, clock.from) ? now : null;
}

/** What an item's withdrawal let end, while it waited for a decision, has not ended once that is undone. */
function endedByWithdrawal(
  { items }: Case,
  events: readonly CaseEvent[],
  last: ClockState | undefined,
  { ends }: Duty,
): boolean {
  const undone = events.find(({ kind }) => kind === 'withdrawal-undone');
  const withdrawn = undone !== undefined && 'item' in undone ? items[undone.item - 1]?.withdrawn : null;
  const waited = withdrawn !== null && withdrawn !== undefined && isWaiting(withdrawn.before);
  const counts = ends === 'decided' || ends === 'settled';
  return waited && counts && last?.why === 'done' && (last.since ?? 0) >= withdrawn.at;
}

/** Only a request that was not answered yet is completed: what was done is not asked for again. */
function startOfValid(change: Change, law: AppliedLaw, duty: Duty, isNew: boolean): Instant | null {
  const { before, after, now } = change;
  if (!isComplete(after, law) || wasDone(ofDuty(before, law, duty))) return null;
  if (isNew) return countsFrom(change, law, duty);
  return isComplete(before, law) ? null : now;
}

/** A clock that the end of the case interrupted counts from its own start, any other from the receipt. */
function countsFrom({ before, after, now }: Change, law: AppliedLaw, duty: Duty): Instant {
  const last = ofDuty(before, law, duty).at(-1);
  if (last?.why === 'case-closed') return last.clock.startedAt;
  return after.notice?.receivedAt ?? now;
}

/** A duty that is new to the case, although the step it starts with was recorded before, or its state has long been so. */
function startedBefore({ before, now }: Change, law: AppliedLaw, duty: Duty): Instant | null {
  const last = ofDuty(before, law, duty).at(-1);
  if (last?.why === 'case-closed') return last.clock.startedAt;
  if (!isMilestone(duty.from)) return holds(before, duty.from) ? now : null;
  return before.milestones.findLast(({ milestone }) => milestone === duty.from)?.at ?? null;
}

/** Nothing that may be held against the notice is known to be missing. */
const isComplete = ({ missing }: Case, law: AppliedLaw): boolean => lacking(law, missing).length === 0;

function cameAbout({ before, after, events }: Change, occasion: Occasion, law: AppliedLaw): boolean {
  if (!isMilestone(occasion)) return holds(after, occasion) && !holds(before, occasion);
  if (occasion === 'delay-known' && isLateUnder(law, after, events)) return true;
  return events.some((event) => event.kind === 'milestone-reached' && event.milestone === occasion);
}

const isMilestone = (occasion: Occasion): occasion is Milestone =>
  (MILESTONES as readonly Occasion[]).includes(occasion);

/** What the notifier waits for: to be late with it is a delay. */
const AWAITED: readonly Occasion[] = ['decided', 'settled', 'answered'];

/**
 * A breach of what a law wants is the latest moment to know of a delay under it. One law's breach is no delay under another,
 * and a desk that said before that it would be late need not be told again.
 */
function isLateUnder({ regime, duties }: AppliedLaw, after: Case, events: readonly CaseEvent[]): boolean {
  const known = duties.some(
    (duty) => duty.from === 'delay-known' && ofDuty(after, { regime }, duty).length > 0,
  );
  return (
    !known &&
    events.some((event) => {
      if (event.kind !== 'clock-alarm' || event.alarm !== 'breach') return false;
      const clock = clockOf(after.clocks, event.clock)?.clock;
      return clock?.regime === regime && AWAITED.includes(clock.ends);
    })
  );
}

/** When a step recorded in these events was done, or null where it is none of them. */
function recordedAt(occasion: Occasion, events: readonly CaseEvent[]): Instant | null {
  const step = events.find((event) => event.kind === 'milestone-reached' && event.milestone === occasion);
  return step?.kind === 'milestone-reached' ? step.reachedAt : null;
}

/** Whether an outcome is so in a case as it stands. What stays up, or waits for a better link, is neither decided nor settled. */
function holds(state: Case, occasion: Occasion): boolean {
  const { items } = state;
  switch (occasion) {
    case 'decided':
      return (
        items.length > 0 &&
        items.every((item) => !isForNow(item) && (item.decision !== null || isDoneWith(item.result)))
      );
    case 'settled':
      return isSettled(state) && items.every(({ result }) => isDoneWith(result) && !staysUp(result));
    case 'answered':
      return state.replies > 0 && !state.replyDue;
    default:
      return false;
  }
}

/** What a decision leaves alone was decided on: it does not stay up for want of anything. */
const staysUp = (result: ItemResult | null): boolean => result?.word === 'unremovable' && !isSpared(result);

/** A machine that found a whole room instead of a message has asked for more; it has not done what the law wants. */
const isDoneWith = (result: ItemResult | null): boolean => result !== null && result.word !== 'need_more';

const runs = (state: Case, law: AppliedLaw, duty: Duty): boolean => ofDuty(state, law, duty).some(isOpen);

const nextNumber = (state: Case, law: AppliedLaw, duty: Duty): number => ofDuty(state, law, duty).length + 1;

const ofDuty = (state: Case, law: Pick<AppliedLaw, 'regime'>, duty: Duty): readonly ClockState[] =>
  state.clocks.filter(({ clock }) => clock.regime === law.regime && clock.duty === duty.key);

/** Clocks that ran for a claim whose law is now certain. */
function confirmations(state: Case): CaseEvent[] {
  return state.clocks.flatMap((held) =>
    isOpen(held) && held.clock.provisional && lawOf(state, held.clock)?.provisional === false
      ? [{ kind: 'clock-confirmed' as const, clock: held.clock.key }]
      : [],
  );
}

const lawOf = (state: Case, { regime }: Clock): AppliedLaw | undefined =>
  state.laws.find((law) => law.regime === regime);

function stops(state: Case, events: readonly CaseEvent[], now: Instant): CaseEvent[] {
  return state.clocks.filter(isOpen).flatMap((held) => {
    const why = endOf(state, held, events);
    return why === null
      ? []
      : [...unheard(held, now), { kind: 'clock-stopped' as const, clock: held.clock.key, why }];
  });
}

function endOf(state: Case, { clock }: ClockState, events: readonly CaseEvent[]): StopReason | null {
  const law = lawOf(state, clock);
  if (state.status === 'closed') return 'case-closed';
  if (
    law === undefined &&
    events.some((event) => event.kind === 'law-withdrawn' && event.regime === clock.regime)
  )
    return 'law-withdrawn';
  if (isDone(state, clock)) return 'done';
  if (isFoundUnreachable(events, clock)) return 'nobody-to-tell';
  if (isMoot(state, clock)) return 'moot';
  const judged = events.some(({ kind }) => kind === 'notice-judged');
  const incomplete = law !== undefined && !isComplete(state, law);
  return judged && incomplete && clock.from === 'valid-request-received' ? 'insufficient' : null;
}

function isDone(state: Case, clock: Clock): boolean {
  const { ends, startedAt } = clock;
  if (!isMilestone(ends)) return holds(state, ends);
  return (
    isKeptWhole(state, clock) ||
    state.milestones.some(({ milestone, at }) => milestone === ends && at >= startedAt)
  );
}
