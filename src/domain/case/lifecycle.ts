// The lifecycle of a case: which command is possible in which status, and what follows from it.
// `decide` answers with events or a refusal and changes nothing; case.ts folds the events.
import type { RefusalCode } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import {
  type Case,
  type CaseStatus,
  copyOf,
  type CopyState,
  isFinal,
  type Item,
  itemAt,
  type ItemStatus,
} from './case.ts';
import type { CaseCommand, Command, ItemCommand, Location } from './command.ts';
import type { Reading } from '../notice/letter.ts';
import type { Sender } from '../notice/sender.ts';
import type { CaseEvent, Decision, ItemResult, Release, UnremovableReason } from './event.ts';

/** How often a copy that is still there is acted on again, in about four minutes, before the desk says that it cannot. */
export const MAX_ROUNDS = 8;
/** How often the desk looks again when the platform answers and it still cannot tell: over some nine hours. */
export const MAX_LOOKS = 14;
/** How often the search is done again while it keeps finding new copies of the same file. */
export const MAX_SWEEPS = 10;

type Entry = 'allow' | RefusalCode;

/** Complete by type: a new status or command does not compile until each pair has its answer. */
const CASE_TABLE: Record<CaseStatus, Record<Command['kind'], Entry>> = {
  none: {
    receive: 'allow',
    'record-location': 'case.not-received',
    decide: 'case.not-received',
    'record-action': 'case.not-received',
    'record-verification': 'case.not-received',
    'record-sweep': 'case.not-received',
    'prove-sender': 'case.not-received',
    'release-reply': 'case.not-received',
    'record-reply': 'case.not-received',
  },
  open: {
    receive: 'case.already-received',
    'record-location': 'allow',
    decide: 'allow',
    'record-action': 'allow',
    'record-verification': 'allow',
    'record-sweep': 'allow',
    'prove-sender': 'allow',
    'release-reply': 'allow',
    'record-reply': 'allow',
  },
  answered: {
    receive: 'case.already-received',
    'record-location': 'item.already-located',
    decide: 'allow',
    'record-action': 'allow',
    'record-verification': 'allow',
    'record-sweep': 'allow',
    'prove-sender': 'allow',
    'release-reply': 'reply.already-sent',
    'record-reply': 'allow',
  },
};

const ITEM_TABLE: Record<ItemStatus, Record<ItemCommand['kind'], Entry>> = {
  received: {
    'record-location': 'allow',
    decide: 'item.not-located',
    'record-action': 'item.not-decided',
    'record-verification': 'item.not-decided',
    'record-sweep': 'item.not-decided',
  },
  'awaiting-decision': {
    'record-location': 'item.already-located',
    decide: 'allow',
    'record-action': 'item.not-decided',
    'record-verification': 'item.not-decided',
    'record-sweep': 'item.not-decided',
  },
  acting: {
    'record-location': 'item.already-located',
    decide: 'item.already-decided',
    'record-action': 'allow',
    'record-verification': 'allow',
    'record-sweep': 'allow',
  },
  settled: {
    'record-location': 'item.already-settled',
    decide: 'allow',
    'record-action': 'item.already-settled',
    'record-verification': 'item.already-settled',
    'record-sweep': 'item.already-settled',
  },
};

/**
 * Answers a command.
 * @returns the events that follow from it, in order, or a refusal with a stable code
 */
export function decide(state: Case, command: Command, now: Instant): Result<readonly CaseEvent[]> {
  const entry = CASE_TABLE[state.status][command.kind];
  if (entry !== 'allow') return refuse(entry, `the case is ${state.status}`);
  if (isCaseCommand(command)) return decideCase(state, command);
  const item = itemAt(state, command.item);
  if (item === undefined) return refuse('item.unknown', `the case has ${state.items.length} items`);
  const allowed = ITEM_TABLE[item.status][command.kind];
  if (allowed !== 'allow') return refuse(allowed, `item ${item.index} is ${item.status}`);
  const events = decideItem(state, item, command, now);
  return events.ok ? ok([...events.value, ...endings(state, events.value)]) : events;
}

function decideCase(state: Case, command: CaseCommand): Result<readonly CaseEvent[]> {
  if (command.kind === 'receive') return ok(receive(command));
  if (command.kind === 'release-reply') return release(state, command.release);
  if (command.kind === 'prove-sender') return proveSender(state, command);
  if (command.edition <= state.replies)
    return refuse('reply.already-sent', `edition ${command.edition} was sent`);
  if (state.withheld) return refuse('reply.not-ready', 'a person has to look first: the reply is withheld');
  if (!state.replyDue) return refuse('reply.not-ready', 'not every item is settled');
  const sent: CaseEvent = { kind: 'reply-sent', messageId: command.messageId, edition: command.edition };
  return ok(
    state.clockRuns && state.clock?.ends === 'answered' ? [sent, stopped(state.clock.regime)] : [sent],
  );
}

const isCaseCommand = (command: Command): command is CaseCommand => !('item' in command);

/** An answer is let go only towards somebody proven: there is no enrolled address to send it to otherwise. */
function release(state: Case, release: Release): Result<readonly CaseEvent[]> {
  if (!state.withheld) return refuse('reply.not-withheld', 'nothing holds this reply back');
  if (state.notice?.sender.level === 'L0')
    return refuse('reply.sender-not-proven', 'nobody enrolled is known to have sent this letter');
  if (state.items.length === 0)
    return refuse('reply.not-ready', 'no item was read, so there is nothing to answer');
  if (state.decisions.includes(release.id))
    return refuse('decision.replayed', 'this release was recorded before');
  return ok([{ kind: 'reply-released', release }]);
}

/** Proof that comes later gives what proof at once would have given; the clock of the right law runs from the receipt. */
function proveSender(
  state: Case,
  { sender, clock }: Extract<CaseCommand, { kind: 'prove-sender' }>,
): Result<readonly CaseEvent[]> {
  if (sender.level === 'L0') return refuse('sender.not-proven', 'this is no proof');
  if (state.notice?.sender.level !== 'L0')
    return refuse('sender.already-proven', 'the sender was proven before');
  return ok([
    { kind: 'sender-proven', sender },
    ...(state.clock !== null && state.clockRuns ? [stopped(state.clock.regime)] : []),
    { kind: 'clock-started', clock },
    ...withheldFor(sender, state.notice.reading),
  ]);
}

function withheldFor(sender: Sender, reading: Reading): CaseEvent[] {
  if (sender.level === 'L0') return [{ kind: 'reply-withheld', reason: 'sender-not-proven' }];
  return reading.unread.length > 0 ? [{ kind: 'reply-withheld', reason: 'letter-not-read-whole' }] : [];
}

function receive(command: Extract<CaseCommand, { kind: 'receive' }>): CaseEvent[] {
  const { sender, reading } = command.notice;
  return [
    { kind: 'notice-received', number: command.number, notice: command.notice },
    { kind: 'clock-started', clock: command.clock },
    ...withheldFor(sender, reading),
  ];
}

function decideItem(
  state: Case,
  item: Item,
  command: ItemCommand,
  now: Instant,
): Result<readonly CaseEvent[]> {
  switch (command.kind) {
    case 'record-location':
      return ok(located(item, command.location));
    case 'decide':
      return decideOn(state, item, command.decision, now);
    case 'record-action':
      return recordAction(item, command);
    case 'record-verification':
      return recordVerification(item, command);
    case 'record-sweep':
      return recordSweep(item, command);
  }
}

function located(item: Item, location: Location): CaseEvent[] {
  switch (location.kind) {
    case 'found':
      // Nothing to decide on, so nothing would ever settle it.
      if (location.copies.length === 0) return [settled(item, { word: 'not_found' })];
      return [
        { kind: 'item-located', item: item.index, copies: location.copies, coverage: location.coverage },
      ];
    case 'gone':
      return [settled(item, { word: 'already_gone' })];
    case 'not-found':
      return [settled(item, { word: 'not_found' })];
    case 'container':
      return [settled(item, { word: 'need_more' })];
    case 'not-ours':
      return [settled(item, { word: 'not_ours' })];
  }
}

function decideOn(state: Case, item: Item, decision: Decision, now: Instant): Result<readonly CaseEvent[]> {
  if (state.decisions.includes(decision.id))
    return refuse('decision.replayed', 'this decision was recorded before');
  if (decision.at > now) return refuse('decision.stale', 'the decision is dated in the future');
  const refusal =
    decision.act === 'destroy' ? refuseDestroy(item, decision) : refuseSecond(item, decision.act);
  if (refusal !== undefined) return refusal;
  const recorded: CaseEvent = { kind: 'item-decided', item: item.index, decision };
  if (decision.act !== 'refuse') return ok([recorded]);
  return ok([recorded, settled(item, { word: 'refused', ground: decision.ground })]);
}

/** Destroy only what was hidden and verified, and only by somebody who did not decide to hide it. */
function refuseDestroy(item: Item, decision: Decision): Result<never> | undefined {
  if (item.result?.word !== 'removed' || item.result.how !== 'hide') {
    return refuse('decision.not-hidden-first', 'destroying comes after hiding and verifying');
  }
  if (item.hiddenBy === decision.by) {
    return refuse(
      'decision.same-person',
      'another person than the one who decided to hide must decide to destroy',
    );
  }
  return undefined;
}

/** What could not be removed may be tried again: platforms get well. */
function refuseSecond(item: Item, act: Decision['act']): Result<never> | undefined {
  const again = act === 'hide' && item.result?.word === 'unremovable';
  return item.status === 'settled' && !again
    ? refuse('item.already-settled', `item ${item.index} has its result`)
    : undefined;
}

function recordAction(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-action' }>,
): Result<readonly CaseEvent[]> {
  const held = expected(item, command);
  if (!held.ok) return held;
  const { copy, power, round, answer, receipts } = command;
  if (item.decision?.act !== power) return refuse('action.not-asked', `nobody decided to ${power}`);
  if (!isNextRound(held.value, round))
    return refuse('action.not-asked', `round ${round} is not the next one`);
  if (answer === 'given-up') return ok(giveUp(item, held.value, 'platform-refused'));
  return ok([{ kind: 'action-recorded', item: item.index, copy, power, round, answer, receipts }]);
}

/** The copy a command speaks of, if it answers the present decision and the copy is not done with. */
function expected(
  item: Item,
  { copy, turn }: Pick<Extract<ItemCommand, { turn: number; copy: unknown }>, 'copy' | 'turn'>,
): Result<CopyState> {
  const held = copyOf(item, copy);
  if (held === undefined) return refuse('copy.unknown', `item ${item.index} has no such copy`);
  if (turn !== item.turn) return refuse('action.not-asked', 'this answers an earlier decision');
  if (isFinal(held)) return refuse('copy.already-gone', 'nothing more is expected of this copy');
  return ok(held);
}

/** An action answers either the decision (round 1) or a look that found the copy still there. */
function isNextRound(held: CopyState, round: number): boolean {
  return held.status === 'asked' ? round === 1 : held.status === 'still-there' && round === held.round + 1;
}

function recordVerification(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-verification' }>,
): Result<readonly CaseEvent[]> {
  const held = expected(item, command);
  if (!held.ok) return held;
  if (held.value.status !== 'accepted' || held.value.round !== command.round) {
    return refuse('action.not-asked', 'there is no accepted action of this round to verify');
  }
  const { copy, round, look, judgement, verdicts } = command;
  if (judgement === 'hidden' && item.decision?.act !== 'destroy')
    return refuse('action.not-asked', 'only what should be destroyed can be left hidden');
  const seen: CaseEvent = { kind: 'copy-verified', item: item.index, copy, round, look, judgement, verdicts };
  if (judgement === 'gone') return ok([seen, ...settleIfDestroyed(item, held.value)]);
  if (judgement === 'cannot-tell')
    return ok([seen, ...(look >= MAX_LOOKS ? giveUp(item, held.value, 'could-not-verify') : [])]);
  if (round < MAX_ROUNDS) return ok([seen]);
  return ok([
    seen,
    ...(judgement === 'hidden'
      ? leaveHidden(item, held.value)
      : giveUp(item, held.value, 'platform-did-nothing')),
  ]);
}

/** A destroy that the platform refuses leaves the copy hidden, unless the last look found that people see it again. */
function giveUp(item: Item, held: CopyState, reason: UnremovableReason): CaseEvent[] {
  if (reason === 'platform-refused' && item.decision?.act === 'destroy' && !held.exposed)
    return leaveHidden(item, held);
  const given: CaseEvent = { kind: 'copy-unremovable', item: item.index, copy: held.copy.id, reason };
  return [given, ...settleIfDestroyed(item, { ...held, status: 'unremovable', stays: reason })];
}

function leaveHidden(item: Item, held: CopyState): CaseEvent[] {
  return [
    { kind: 'copy-left-hidden', item: item.index, copy: held.copy.id },
    ...settleIfDestroyed(item, { ...held, status: 'hidden' }),
  ];
}

/**
 * A destroy is settled with its last copy. Hiding is not: the search is done once more first (`record-sweep`), since a copy
 * may have been posted between the first search and the decision.
 */
function settleIfDestroyed(item: Item, last: CopyState): CaseEvent[] {
  if (item.decision?.act !== 'destroy') return [];
  const others = item.copies.filter((held) => held.copy.id !== last.copy.id);
  const final = isFinal(last) ? last : { ...last, status: 'gone' as const };
  return others.every(isFinal) ? [settled(item, resultOf(item, [...others, final]))] : [];
}

/** Settles a hidden item when the search finds nothing new; new copies are hidden under the same decision. */
function recordSweep(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-sweep' }>,
): Result<readonly CaseEvent[]> {
  if (item.decision?.act !== 'hide' || command.turn !== item.turn || command.pass !== item.sweeps + 1)
    return refuse('action.not-asked', 'this search answers no decision, or came twice');
  if (!item.copies.every(isFinal)) return refuse('action.not-asked', 'not every known copy is done with');
  const added = command.copies.filter((copy) => copyOf(item, copy.id) === undefined);
  const swept: CaseEvent = { kind: 'item-swept', item: item.index, pass: command.pass, added };
  if (added.length === 0) return ok([swept, settled(item, resultOf(item, item.copies))]);
  if (command.pass < MAX_SWEEPS) return ok([swept]);
  return ok([swept, settled(item, { word: 'unremovable', reason: 'keeps-coming-back' })]);
}

/** One copy that stays makes the item unremovable, with the reason of the first such copy. */
function resultOf(item: Item, copies: readonly CopyState[]): ItemResult {
  const stays = copies.find((held) => held.stays !== null)?.stays ?? null;
  if (stays !== null) return { word: 'unremovable', reason: stays };
  const destroyed = item.decision?.act === 'destroy' && copies.every((held) => held.status === 'gone');
  return { word: 'removed', how: destroyed ? 'destroy' : 'hide' };
}

const settled = (item: Item, result: ItemResult): CaseEvent => ({
  kind: 'item-settled',
  item: item.index,
  result,
});
const stopped = (regime: string): CaseEvent => ({ kind: 'clock-stopped', regime });

/** A clock that ends with the last settled item stops in the same step. */
function endings(state: Case, events: readonly CaseEvent[]): CaseEvent[] {
  if (!state.clockRuns || state.clock?.ends !== 'settled') return [];
  const settledNow = new Set(events.flatMap((event) => (event.kind === 'item-settled' ? [event.item] : [])));
  const all = state.items.every((item) => item.status === 'settled' || settledNow.has(item.index));
  return all ? [stopped(state.clock.regime)] : [];
}
