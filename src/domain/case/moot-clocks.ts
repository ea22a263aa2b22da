// Which clocks have nothing left to wait for: nothing was done to any post, so nobody is to be told; nothing is to be kept; the answer
// itself said what was to be said before it. Such a clock ends, and the record says why. A report to a body that a law names is never moot.
import type { Clock } from '../clock/clock.ts';
import { isArrival, type Occasion } from '../clock/occasion.ts';
import { isOnlyToKeep } from '../notice/letter.ts';
import { type Case, isSettled } from './case.ts';
import { isOpen } from './clock-state.ts';
import type { CaseEvent, ItemResult } from './event.ts';
import { isForNow, type Item } from './item.ts';
import { tellingsOwed } from './telling.ts';

/** What the notifier hears of before the answer: the answer says that the letter came, how it stands, and that it took long. */
export const BEFORE_ANSWER: readonly Occasion[] = ['receipt-confirmed', 'status-told', 'delay-told'];

/** Whether nothing is left to do of what a clock waits for, as the case stands, and nothing was done of it. */
export function isMoot(state: Case, { from, ends }: Pick<Clock, 'from' | 'ends'>): boolean {
  if (BEFORE_ANSWER.includes(ends)) return isAnswered(state);
  if (ends === 'uploader-told') return isOver(state) && !state.items.some(isTouched);
  return isNothingLeftToKeep(state, { from, ends }) && !state.items.some(wasKept);
}

/** Whether what an arrival asked to be kept is kept as far as there is anything to keep. */
export const isKeptWhole = (state: Case, clock: Pick<Clock, 'from' | 'ends'>): boolean =>
  isNothingLeftToKeep(state, clock) && state.items.some(wasKept);

/** A person finds in this very step, of a clock that had begun by then, that nobody can be told: what comes later it does not end. */
export const isFoundUnreachable = (
  events: readonly CaseEvent[],
  { ends, startedAt }: Pick<Clock, 'ends' | 'startedAt'>,
): boolean =>
  ends === 'uploader-told' &&
  events.some(
    (event) =>
      event.kind === 'milestone-reached' &&
      event.milestone === 'nobody-to-tell' &&
      event.reachedAt >= startedAt,
  );

/** Whether a person may find that: something was done, the desk has told whom it could, and a clock still waits for somebody to be told. */
export const mayBeUnreachable = (state: Case): boolean =>
  isOver(state) &&
  state.items.every((item) => tellingsOwed(item).length === 0) &&
  state.clocks.some((held) => isOpen(held) && held.clock.ends === 'uploader-told');

/** The last answer stands, and the notifier waits for nothing: one that asks for more, or says that it is hidden for now, is not the last. */
const isAnswered = (state: Case): boolean =>
  state.status === 'answered' && state.replies > 0 && !state.replyDue && isOver(state);

/** Every item has a result that asks for nothing more, and none is only hidden for now. */
const isOver = (state: Case): boolean =>
  isSettled(state) && state.items.every((item) => item.result?.word !== 'need_more' && !isForNow(item));

/** The platform said yes to an action on a copy, under whichever decision and whatever became of it; or somebody was told of one. */
const isTouched = ({ copies, told }: Item): boolean =>
  told.length > 0 || copies.some(({ acceptedAt }) => acceptedAt !== null);

/** What follows from a report to a body keeps the report, whatever became of the items. */
const isNothingLeftToKeep = (state: Case, { from, ends }: Pick<Clock, 'from' | 'ends'>): boolean =>
  ends === 'preserved' &&
  isArrival(from) &&
  state.items.length > 0 &&
  state.items.every((item) => isKeptOrNot(state, item));

/** It is kept, or nothing of it is to be kept. */
export const isKeptOrNot = (state: Pick<Case, 'notice'>, item: Item): boolean =>
  wasKept(item) || hasNothingToKeep(item) || isKeepingRefused(state, item);

const wasKept = ({ preserved }: Item): boolean => preserved !== null;

const NOTHING_TO_KEEP: readonly ItemResult['word'][] = ['already_gone', 'not_found', 'not_ours', 'withdrawn'];

const hasNothingToKeep = ({ withdrawn, result }: Item): boolean =>
  withdrawn !== null || (result !== null && NOTHING_TO_KEEP.includes(result.word));

/** Refused is what was asked: only where nothing but keeping was asked for is that the keeping. Nor is it where a hide was undone. */
const isKeepingRefused = ({ notice }: Pick<Case, 'notice'>, { decision, result }: Item): boolean =>
  result?.word === 'refused' && decision?.act === 'refuse' && notice !== null && isOnlyToKeep(notice.reading);
