// The lifecycle of a case: `decide` answers a command with events or a refusal and changes nothing; case.ts folds the events.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { located, recordAction, recordSweep, recordVerification } from './acting.ts';
import { adoptDecision } from './adopting.ts';
import { decideAppeal, receiveAppeal } from './appeals.ts';
import { arrange, isArrangement } from './arranging.ts';
import { type Case, isSettled, itemAt } from './case.ts';
import { claimCase, refuseHeld, releaseClaim } from './claiming.ts';
import { clockEvents } from './clock-events.ts';
import type { CaseCommand, Command, ItemCommand } from './command.ts';
import { confirmLetter } from './confirming.ts';
import { decideOn, refuseAct } from './deciding.ts';
import { refuseEscalated } from './escalating.ts';
import type { CaseEvent } from './event.ts';
import { recordFurther } from './further.ts';
import { isForNow, type Item, needsReferral } from './item.ts';
import { platformNoted } from './noting.ts';
import {
  applyLaw,
  completeNotice,
  extendClock,
  judgeNotice,
  pauseClock,
  proveSender,
  raiseAlarm,
  receive,
  recordMilestone,
  resumeClock,
  withdrawLaw,
} from './notice-acts.ts';
import { giveUpAcknowledgement, recordAcknowledgement, recordBounce, sendAgain } from './mail-acts.ts';
import { extendPreservation, preserveItem, releasePreservation } from './preserving.ts';
import { recordReportTold } from './report-acts.ts';
import { recordRecheck, recordSearch, withLooks } from './rechecking.ts';
import { recordReasons } from './telling.ts';
import { joinLetter } from './thread.ts';
import { CASE_TABLE, ITEM_TABLE } from './transitions.ts';
import { undoWithdrawal, withdrawItem } from './withdrawing.ts';

type Answer = Result<readonly CaseEvent[]>;

/**
 * Answers a command.
 * @param now of the desk's clock; dates the events that follow
 * @returns the events that follow from it, those of its clocks last, or a refusal with a stable code
 */
export function decide(state: Case, command: Command, now: Instant): Answer {
  const entry = CASE_TABLE[state.status][command.kind];
  if (entry !== 'allow') return refuse(entry, `the case is ${state.status}`);
  const answer = 'item' in command ? decideItem(state, command, now) : decideCase(state, command, now);
  return answer.ok
    ? ok([...platformNoted(state, command), ...answer.value, ...clockEvents(state, answer.value, now)])
    : answer;
}

function decideItem(state: Case, command: ItemCommand, now: Instant): Answer {
  const item = itemAt(state, command.item);
  if (item === undefined) return refuse('item.unknown', `the case has ${state.items.length} items`);
  const entry = ITEM_TABLE[item.status][command.kind];
  return entry === 'allow'
    ? answerItem(state, item, command, now)
    : refuse(entry, `item ${item.index} is ${item.status}`);
}

function answerItem(state: Case, item: Item, command: ItemCommand, now: Instant): Answer {
  switch (command.kind) {
    case 'record-location':
      return ok(located(item, command.location));
    case 'decide':
      return (
        refuseHeld(state, command.decision.by, now) ??
        refuseEscalated(state, item.index, command.decision.by) ??
        decideOn(state, item, command.decision, null, now)
      );
    case 'adopt-decision':
      return adoptDecision(state, item, command, now);
    case 'preserve-item':
      return preserveItem(state, item, command, now);
    case 'extend-preservation':
      return extendPreservation(state, item, command, now);
    case 'release-preservation':
      return releasePreservation(state, item, command, now);
    case 'withdraw-item':
      return withdrawItem(state, item, command, now);
    case 'undo-withdrawal':
      return undoWithdrawal(state, item, command, now);
    case 'record-action':
      return thenLooks(item, command, recordAction(item, command), now);
    case 'record-verification':
      return thenLooks(item, command, recordVerification(item, command), now);
    case 'record-sweep':
      return thenLooks(item, command, recordSweep(item, command), now);
    case 'record-recheck':
      return recordRecheck(item, command, now);
    case 'record-search':
      return recordSearch(item, command, now);
    case 'receive-appeal':
      return receiveAppeal(state, item, command, now);
  }
}

const thenLooks = (
  item: Item,
  { lookAgain }: { readonly lookAgain?: readonly number[] },
  answer: Answer,
  now: Instant,
): Answer => (answer.ok ? ok(withLooks(item, answer.value, lookAgain, now)) : answer);

function decideCase(state: Case, command: CaseCommand, now: Instant): Answer {
  if (isArrangement(command)) return arrange(state, command, now);
  switch (command.kind) {
    case 'receive':
      return receive(command);
    case 'join-letter':
      return joinLetter(state, command, now);
    case 'prove-sender':
      return proveSender(state, command);
    case 'confirm-letter':
      return confirmLetter(state, command);
    case 'judge-notice':
      return judgeNotice(state, command, now);
    case 'complete-notice':
      return completeNotice(state, command, now);
    case 'withdraw-law':
      return withdrawLaw(state, command, now);
    case 'apply-law':
      return applyLaw(state, command, now);
    case 'record-milestone':
      return recordMilestone(state, command, now);
    case 'pause-clock':
      return pauseClock(state, command, now);
    case 'resume-clock':
      return resumeClock(state, command, now);
    case 'extend-clock':
      return extendClock(state, command, now);
    case 'raise-alarm':
      return raiseAlarm(state, command, now);
    case 'release-reply':
      return release(state, command, now);
    case 'record-reply':
      return recordReply(state, command);
    case 'record-further-letter':
      return recordFurther(state, command, now);
    case 'answer-by-hand':
      return answerByHand(state, command, now);
    case 'record-report-told':
      return recordReportTold(state, command, now);
    case 'record-reasons':
      return recordReasons(state, command);
    case 'record-referral':
      return recordReferral(state, command, now);
    case 'record-acknowledgement':
      return recordAcknowledgement(state, command, now);
    case 'give-up-acknowledgement':
      return giveUpAcknowledgement(state, command);
    case 'record-bounce':
      return recordBounce(state, command);
    case 'send-again':
      return sendAgain(state, command, now);
    case 'decide-appeal':
      return decideAppeal(state, command, now);
    case 'claim-case':
      return claimCase(state, command, now);
    case 'release-claim':
      return releaseClaim(state, command, now);
    case 'close-case':
      return closeCase(state, command, now);
  }
}

/** An answer is let go only towards somebody proven: there is no enrolled address to send it to otherwise. */
function release(state: Case, { release: act }: Of<'release-reply'>, now: Instant): Answer {
  if (!state.withheld) return refuse('reply.not-withheld', 'nothing holds this reply back');
  if (state.notice?.sender.level === 'L0')
    return refuse('reply.sender-not-proven', 'nobody enrolled is known to have sent this letter');
  if (state.items.length === 0)
    return refuse('reply.not-ready', 'no item was read, so there is nothing to answer');
  return refuseAct(state, act, now) ?? ok([{ kind: 'reply-released', release: act }]);
}

function recordReply(state: Case, { messageId, edition }: Of<'record-reply'>): Answer {
  if (edition <= state.replies) return refuse('reply.already-sent', `edition ${edition} was sent`);
  if (state.withheld) return refuse('reply.not-ready', 'a person has to look first: the reply is withheld');
  if (!state.replyDue) return refuse('reply.not-ready', 'not every item is settled');
  return ok([{ kind: 'reply-sent', messageId, edition }]);
}

/** A person told the result in another way; whom the desk's mail may not answer is answered all the same (security rule 8e). */
function answerByHand(state: Case, { act }: Of<'answer-by-hand'>, now: Instant): Answer {
  if (!state.replyDue) return refuse('reply.not-ready', 'not every item is settled');
  const edition = state.replies + 1;
  return refuseAct(state, act, now) ?? ok([{ kind: 'answered-by-hand', edition, act }]);
}

/** What the desk could not do was done by a person, or handed on. The result stays: only a look of the desk says "removed". */
function recordReferral(state: Case, { of, act }: Of<'record-referral'>, now: Instant): Answer {
  const item = itemAt(state, of);
  if (item === undefined) return refuse('item.unknown', `the case has ${state.items.length} items`);
  if (!needsReferral(item)) return refuse('action.not-asked', `item ${of} waits for nobody to see to it`);
  return refuseAct(state, act, now) ?? ok([{ kind: 'referral-done', item: of, act }]);
}

/** Closed without an answer: only where no answer can be sent, nothing is being done and nobody waits for a ruling. */
function closeCase(state: Case, { reason, act }: Of<'close-case'>, now: Instant): Answer {
  if (state.items.length > 0 && (!isSettled(state) || state.items.some(isForNow)))
    return refuse('case.not-settled', 'not every item has its result, or one is hidden for now only');
  if (state.items.length > 0 && !state.withheld)
    return refuse('case.answerable', 'this case is answered, not closed');
  if (state.appeals.some(({ ruling }) => ruling === null))
    return refuse('appeal.open', 'an appeal waits for its answer');
  if (reason === 'sender-never-proven' && state.notice?.sender.level !== 'L0')
    return refuse('case.other-reason', 'this sender is proven');
  return refuseAct(state, act, now) ?? ok([{ kind: 'case-closed', reason, act }]);
}

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
