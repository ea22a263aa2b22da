// Which clocks have nothing left to wait for: nothing was done to any post, so nobody is to be told; there is nothing to keep; the answer
// itself said what was to be said before it. Such a clock ends, and the record says why. A report to a body that a law names is never moot.
import type { Clock } from '../clock/clock.ts';
import { isArrival, type Occasion } from '../clock/occasion.ts';
import { type Case, isSettled } from './case.ts';
import type { ItemResult } from './event.ts';
import { isOpen } from './clock-state.ts';
import { isForNow, type Item } from './item.ts';
import { tellingsOwed } from './telling.ts';

/** What the notifier hears of before the answer: the answer says that the letter came, how it stands, and that it took long. */
export const BEFORE_ANSWER: readonly Occasion[] = ['receipt-confirmed', 'status-told', 'delay-told'];

/** Whether nothing is left to do of what a clock waits for, as the case stands. */
export function isMoot(state: Case, { from, ends }: Pick<Clock, 'from' | 'ends'>): boolean {
  if (BEFORE_ANSWER.includes(ends)) return isAnswered(state);
  if (ends === 'uploader-told') return isOver(state) && !state.items.some(isTouched);
  // What follows from a report to a body keeps the report, whatever became of the items.
  return ends === 'preserved' && isArrival(from) && isOver(state) && state.items.every(hasNothingToKeep);
}

/** A person found since it began that nobody can be told. */
export const isFoundUnreachable = (
  { milestones }: Pick<Case, 'milestones'>,
  { ends, startedAt }: Pick<Clock, 'ends' | 'startedAt'>,
): boolean =>
  ends === 'uploader-told' &&
  milestones.some(({ milestone, at }) => milestone === 'nobody-to-tell' && at >= startedAt);

/** Whether a person may find that: something was done, the desk has told whom it could, and a clock still waits for somebody to be told. */
export const mayBeUnreachable = (state: Case): boolean =>
  isOver(state) &&
  state.items.every((item) => tellingsOwed(item).length === 0) &&
  state.clocks.some((held) => isOpen(held) && held.clock.ends === 'uploader-told');

/** The last answer stands, and the notifier waits for nothing. */
const isAnswered = (state: Case): boolean =>
  state.status === 'answered' && state.replies > 0 && !state.replyDue && isSettled(state);

/** Every item has a result that asks for nothing more, and none is only hidden for now. */
const isOver = (state: Case): boolean =>
  isSettled(state) && state.items.every((item) => item.result?.word !== 'need_more' && !isForNow(item));

/** The platform said yes to an action on a copy, under whichever decision and whatever became of it; or somebody was told of one. */
const isTouched = ({ copies, told }: Item): boolean =>
  told.length > 0 || copies.some(({ acceptedAt }) => acceptedAt !== null);

const NOTHING_TO_KEEP: readonly ItemResult['word'][] = [
  'already_gone',
  'not_found',
  'not_ours',
  'refused',
  'withdrawn',
];

const hasNothingToKeep = ({ preserved, withdrawn, result }: Item): boolean =>
  preserved !== null || withdrawn !== null || (result !== null && NOTHING_TO_KEEP.includes(result.word));
