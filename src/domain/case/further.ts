// Which further letters a notifier is owed: pure functions of the case and the hour. Each is said once. Whoever nobody could prove is told of
// a delay only, in words that say nothing of how far anybody is, and only where she was told that her letter came (security rule 8e).
import type { Occasion } from '../clock/occasion.ts';
import { after, DAY, HOUR, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type Case, isSettled } from './case.ts';
import { isOpen, nearest } from './clock-state.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent } from './event.ts';
import type { AboutFurther, DelayReason, FurtherLetter } from './further-letter.ts';

type Of<K extends AboutFurther> = Extract<FurtherLetter, { kind: K }>;

/** What is owed of a kind at this moment, or null. Told by a platform, or by a person's own way, nobody is owed a mail. */
export function furtherOwed(state: Case, about: AboutFurther, now: Instant): FurtherLetter | null {
  if (state.notice === null || state.notice.report !== undefined) return null;
  if (about === 'delay') return delayOwed(state, now);
  if (state.notice.sender.level === 'L0' || (state.withheld && state.status !== 'closed')) return null;
  switch (about) {
    case 'back':
      return backOwed(state);
    case 'objection-kept':
      return objectionOwed(state);
    case 'end':
      return endOwed(state);
  }
}

/** What a notifier waits for. */
const AWAITED: readonly Occasion[] = ['decided', 'settled', 'answered'];
/** What is open so shortly before its deadline will not be done in time. */
export const TOO_LATE = HOUR;
/** No law is asked for a moment further away than this, and without one she hears after this. */
const LATEST_WORD = 7 * DAY;
const NEXT_WORD = 2 * DAY;

export const isAwaited = ({ ends }: { readonly ends: Occasion }): boolean => AWAITED.includes(ends);

function delayOwed(state: Case, now: Instant): Of<'delay'> | null {
  if (state.status !== 'open' || (isSettled(state) && !state.withheld) || !mayHearOfDelay(state)) return null;
  const told = state.further.filter((one) => one.kind === 'delay');
  const isKnown = (reason: DelayReason): boolean => told.some((one) => one.reason === reason);
  const until = nextWord(state, now);
  const reason = reasonOf(state);
  const isPromised = (told.at(-1)?.until ?? Infinity) < now;
  if (!isPressed(state, now) && !isPromised) return null;
  if (!isKnown(reason)) return { kind: 'delay', reason, until };
  const asksAgain = isPromised || isOwedByLaw(state);
  return asksAgain && !isKnown('longer') ? { kind: 'delay', reason: 'longer', until } : null;
}

/** Whoever nobody could prove is told only where she was told that her letter came. */
export const mayHearOfDelay = ({ notice, mails }: Case): boolean =>
  notice !== null &&
  (notice.sender.level !== 'L0' ||
    (notice.acknowledge?.kind === 'yes' && mails.acknowledged.kind === 'sent'));

/** A deadline in law is so near that it will not be met, a target has passed where there is none, or a law asks that the delay is told. */
function isPressed(state: Case, now: Instant): boolean {
  const late = state.clocks.some(({ clock, status }) => {
    if (status !== 'running' || !isAwaited(clock)) return false;
    return clock.due === null ? clock.target !== null && clock.target <= now : clock.due <= now + TOO_LATE;
  });
  return late || isOwedByLaw(state);
}

const isOwedByLaw = ({ clocks }: Case): boolean =>
  clocks.some((held) => isOpen(held) && held.clock.ends === 'delay-told');

function reasonOf({ notice, items }: Case): DelayReason {
  if (notice?.sender.level === 'L0') return 'working';
  const is = (status: Case['items'][number]['status']): boolean =>
    items.some((item) => item.status === status);
  if (is('awaiting-decision')) return 'deciding';
  if (is('received')) return 'looking-up';
  return is('acting') ? 'platform' : 'person';
}

/** The next deadline in law that is not lost yet, else two days on. */
function nextWord({ clocks }: Case, now: Instant): Instant {
  const next = nearest(clocks, ({ ends, due, provisional }) =>
    !provisional && isAwaited({ ends }) && due !== null && due > now + TOO_LATE ? due : null,
  );
  return next !== null && next - now <= LATEST_WORD ? next : after(now, NEXT_WORD);
}

/** Whoever was told that something is removed, and has not been told since that it is back; an answer on its way says it itself. */
function backOwed(state: Case): Of<'back'> | null {
  const { items, answeredUpTo } = state;
  const known = state.further.flatMap((one) => (one.kind === 'back' ? one.items : []));
  const back = items.flatMap(({ index, reopened, status }) =>
    answeredUpTo > 0 && reopened !== null && reopened.seq > answeredUpTo && status !== 'settled'
      ? [{ item: index, reopened: reopened.seq }]
      : [],
  );
  const news = back.filter(({ item, reopened }) =>
    known.every((one) => one.item !== item || one.reopened !== reopened),
  );
  return news.length === 0 || !wasToldByMail(state) ? null : { kind: 'back', items: news };
}

/** An objection that was upheld is answered by the next answer, which has other results. */
function objectionOwed(state: Case): Of<'objection-kept'> | null {
  const kept = state.appeals.find(
    ({ appeal, ruling }) =>
      appeal.by === 'notifier' &&
      ruling?.upheld === false &&
      !state.further.some((one) => one.kind === 'objection-kept' && one.appeal === appeal.id),
  );
  return kept === undefined ? null : { kind: 'objection-kept', appeal: kept.appeal.id };
}

/** Every later look that was announced has been, and nothing waits; or a letter that listed nothing was closed. */
function endOwed(state: Case): Of<'end'> | null {
  const { status, items, appeals, replies: edition, further } = state;
  if (further.some((one) => one.kind === 'end' && one.edition === edition)) return null;
  if (status === 'closed')
    return items.length === 0 ? { kind: 'end', why: 'nothing-to-answer', edition } : null;
  const looked = items.filter(({ looks }) => looks.length > 0);
  const isSeen = looked.length > 0 && looked.every(({ looks, rechecks }) => rechecks === looks.length);
  const waits = !isSettled(state) || state.replyDue || appeals.some(({ ruling }) => ruling === null);
  if (status !== 'answered' || !isSeen || waits || !wasToldByMail(state)) return null;
  return { kind: 'end', why: 'seen-gone', edition };
}

/** The last answer was a mail of the desk's, and did not come back. */
function wasToldByMail({ mails, replies }: Case): boolean {
  const last = mails.out.findLast(({ edition }) => edition !== null);
  return last?.edition === replies && last.failed === null;
}

/** A mail that went out is recorded, whatever the case has become meanwhile; but for what was said before, and what nobody may be told. */
export function recordFurther(
  state: Case,
  { says, messageId }: Extract<CaseCommand, { kind: 'record-further-letter' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (state.further.some((one) => isSame(one, says)))
    return refuse('further.repeated', 'the notifier was told so before');
  const isClaim = state.notice?.sender.level === 'L0';
  if (isClaim && !(says.kind === 'delay' && says.reason === 'working' && mayHearOfDelay(state)))
    return refuse('reply.sender-not-proven', 'nobody enrolled is known to have sent this letter');
  if (!isFounded(state, says))
    return refuse('further.unfounded', 'nothing of the kind happened in this case');
  const sent: CaseEvent = { kind: 'further-letter-sent', says, messageId };
  return ok([sent, ...(says.kind === 'delay' ? delaySteps(state, now) : [])]);
}

/** The same was said: of one reason, of one of these items, of one objection, of one answer. */
function isSame(one: FurtherLetter, other: FurtherLetter): boolean {
  if (one.kind === 'delay') return other.kind === 'delay' && one.reason === other.reason;
  if (one.kind === 'back')
    return (
      other.kind === 'back' &&
      other.items.some(({ item, reopened }) =>
        one.items.some((known) => known.item === item && known.reopened === reopened),
      )
    );
  if (one.kind === 'objection-kept') return other.kind === 'objection-kept' && one.appeal === other.appeal;
  return other.kind === 'end' && one.edition === other.edition;
}

function isFounded({ items, appeals, replies, status }: Case, says: FurtherLetter): boolean {
  switch (says.kind) {
    case 'delay':
      return true;
    case 'back':
      return (
        says.items.length > 0 &&
        says.items.every(({ item, reopened }) => (items[item - 1]?.reopened?.seq ?? 0) >= reopened)
      );
    case 'objection-kept':
      return appeals.some(
        ({ appeal, ruling }) =>
          appeal.id === says.appeal && appeal.by === 'notifier' && ruling?.upheld === false,
      );
    case 'end':
      return says.why === 'seen-gone' ? replies >= says.edition && replies > 0 : status === 'closed';
  }
}

/** Whoever tells of a delay knows of it: a law that asks to be told then counts from now, and is done with. In a closed case none counts. */
function delaySteps({ laws, clocks, status }: Case, now: Instant): CaseEvent[] {
  if (status === 'closed') return [];
  const isNew = laws.some(({ regime, duties }) =>
    duties.some(
      ({ from, key }) =>
        from === 'delay-known' && !clocks.some(({ clock }) => clock.regime === regime && clock.duty === key),
    ),
  );
  const reached = (milestone: 'delay-known' | 'delay-told'): CaseEvent => ({
    ...{ kind: 'milestone-reached', milestone, reachedAt: now, act: null },
  });
  return [...(isNew ? [reached('delay-known')] : []), reached('delay-told')];
}
