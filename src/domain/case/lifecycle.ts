// The lifecycle of a case: which command is possible in which status, and what follows from it.
// `decide` answers with events or a refusal and changes nothing; case.ts folds the events.
import type { RefusalCode } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result as Outcome } from '../kernel/result.ts';
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
import type { CaseEvent, Decision, Release, Result, UnremovableReason } from './event.ts';

/** How often a copy that is still there is acted on again before the desk says that it cannot remove it. */
export const MAX_ROUNDS = 5;
/** How often the desk looks again when it cannot tell. */
export const MAX_LOOKS = 8;

type Entry = 'allow' | RefusalCode;

/** Complete by type: a new status or command does not compile until each pair has its answer. */
const CASE_TABLE: Record<CaseStatus, Record<Command['kind'], Entry>> = {
  none: {
    receive: 'allow',
    'record-location': 'case.not-received',
    decide: 'case.not-received',
    'record-action': 'case.not-received',
    'record-verification': 'case.not-received',
    'release-reply': 'case.not-received',
    'record-reply': 'case.not-received',
  },
  open: {
    receive: 'case.already-received',
    'record-location': 'allow',
    decide: 'allow',
    'record-action': 'allow',
    'record-verification': 'allow',
    'release-reply': 'allow',
    'record-reply': 'allow',
  },
  answered: {
    receive: 'case.already-received',
    'record-location': 'item.already-located',
    decide: 'allow',
    'record-action': 'allow',
    'record-verification': 'allow',
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
  },
  'awaiting-decision': {
    'record-location': 'item.already-located',
    decide: 'allow',
    'record-action': 'item.not-decided',
    'record-verification': 'item.not-decided',
  },
  acting: {
    'record-location': 'item.already-located',
    decide: 'item.already-decided',
    'record-action': 'allow',
    'record-verification': 'allow',
  },
  settled: {
    'record-location': 'item.already-settled',
    decide: 'allow',
    'record-action': 'item.already-settled',
    'record-verification': 'item.already-settled',
  },
};

/**
 * Answers a command.
 * @returns the events that follow from it, in order, or a refusal with a stable code
 */
export function decide(state: Case, command: Command, now: Instant): Outcome<readonly CaseEvent[]> {
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

function decideCase(state: Case, command: CaseCommand): Outcome<readonly CaseEvent[]> {
  if (command.kind === 'receive') return ok(receive(command));
  if (command.kind === 'release-reply') return release(state, command.release);
  if (command.edition <= state.replies)
    return refuse('reply.already-sent', `edition ${command.edition} was sent`);
  if (!state.replyDue) return refuse('reply.not-ready', 'not every item is settled');
  const sent: CaseEvent = { kind: 'reply-sent', messageId: command.messageId, edition: command.edition };
  return ok(
    state.clockRuns && state.clock?.ends === 'answered' ? [sent, stopped(state.clock.regime)] : [sent],
  );
}

const isCaseCommand = (command: Command): command is CaseCommand => !('item' in command);

/** An answer is let go only towards somebody proven: there is no enrolled address to send it to otherwise. */
function release(state: Case, release: Release): Outcome<readonly CaseEvent[]> {
  if (!state.withheld) return refuse('reply.not-withheld', 'nothing holds this reply back');
  if (state.notice?.sender.level === 'L0')
    return refuse('reply.sender-not-proven', 'nobody enrolled is known to have sent this letter');
  if (state.decisions.includes(release.id))
    return refuse('decision.replayed', 'this release was recorded before');
  return ok([{ kind: 'reply-released', release }]);
}

function receive(command: Extract<CaseCommand, { kind: 'receive' }>): CaseEvent[] {
  const { sender, reading } = command.notice;
  const withheld: CaseEvent[] =
    sender.level === 'L0'
      ? [{ kind: 'reply-withheld', reason: 'sender-not-proven' }]
      : reading.unread.length > 0
        ? [{ kind: 'reply-withheld', reason: 'letter-not-read-whole' }]
        : [];
  return [
    { kind: 'notice-received', number: command.number, notice: command.notice },
    { kind: 'clock-started', clock: command.clock },
    ...withheld,
  ];
}

function decideItem(
  state: Case,
  item: Item,
  command: ItemCommand,
  now: Instant,
): Outcome<readonly CaseEvent[]> {
  switch (command.kind) {
    case 'record-location':
      return ok(located(item, command.location));
    case 'decide':
      return decideOn(state, item, command.decision, now);
    case 'record-action':
      return recordAction(item, command);
    case 'record-verification':
      return recordVerification(item, command);
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

function decideOn(state: Case, item: Item, decision: Decision, now: Instant): Outcome<readonly CaseEvent[]> {
  if (state.decisions.includes(decision.id))
    return refuse('decision.replayed', 'this decision was recorded before');
  if (decision.at > now) return refuse('decision.stale', 'the decision is dated in the future');
  const refusal = decision.act === 'destroy' ? refuseDestroy(item, decision) : refuseSecond(item);
  if (refusal !== undefined) return refusal;
  const recorded: CaseEvent = { kind: 'item-decided', item: item.index, decision };
  if (decision.act !== 'refuse') return ok([recorded]);
  return ok([recorded, settled(item, { word: 'refused', ground: decision.ground })]);
}

/** Destroy only what was hidden and verified, and only by somebody who did not decide to hide it. */
function refuseDestroy(item: Item, decision: Decision): Outcome<never> | undefined {
  if (item.result?.word !== 'removed' || item.result.how !== 'hide') {
    return refuse('decision.not-hidden-first', 'destroying comes after hiding and verifying');
  }
  if (item.decision?.by === decision.by) {
    return refuse(
      'decision.same-person',
      'another person than the one who decided to hide must decide to destroy',
    );
  }
  return undefined;
}

function refuseSecond(item: Item): Outcome<never> | undefined {
  return item.status === 'settled'
    ? refuse('item.already-settled', `item ${item.index} has its result`)
    : undefined;
}

function recordAction(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-action' }>,
): Outcome<readonly CaseEvent[]> {
  const held = copyOf(item, command.copy);
  if (held === undefined) return refuse('copy.unknown', `item ${item.index} has no such copy`);
  if (isFinal(held)) return refuse('copy.already-gone', 'nothing more is expected of this copy');
  if (item.decision?.act !== command.power)
    return refuse('action.not-asked', `nobody decided to ${command.power}`);
  if (!isNextRound(held, command.round))
    return refuse('action.not-asked', `round ${command.round} is not the next one`);
  if (command.answer === 'given-up') return ok(giveUp(item, held, 'platform-refused'));
  const { copy, power, round, answer, receipts } = command;
  return ok([{ kind: 'action-recorded', item: item.index, copy, power, round, answer, receipts }]);
}

/** An action answers either the decision (round 1) or a look that found the copy still there. */
function isNextRound(held: CopyState, round: number): boolean {
  return held.status === 'asked' ? round === 1 : held.status === 'still-there' && round === held.round + 1;
}

function recordVerification(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-verification' }>,
): Outcome<readonly CaseEvent[]> {
  const held = copyOf(item, command.copy);
  if (held === undefined) return refuse('copy.unknown', `item ${item.index} has no such copy`);
  if (isFinal(held)) return refuse('copy.already-gone', 'nothing more is expected of this copy');
  if (held.status !== 'accepted' || held.round !== command.round) {
    return refuse('action.not-asked', 'there is no accepted action of this round to verify');
  }
  const { copy, round, look, judgement, verdicts } = command;
  const seen: CaseEvent = { kind: 'copy-verified', item: item.index, copy, round, look, judgement, verdicts };
  if (judgement === 'gone') return ok([seen, ...settleIfLast(item, held, null)]);
  if (judgement === 'still-there' && round >= MAX_ROUNDS)
    return ok([seen, ...giveUp(item, held, 'platform-did-nothing')]);
  if (judgement === 'cannot-tell' && look >= MAX_LOOKS)
    return ok([seen, ...giveUp(item, held, 'could-not-verify')]);
  return ok([seen]);
}

function giveUp(item: Item, held: CopyState, reason: UnremovableReason): CaseEvent[] {
  const given: CaseEvent = { kind: 'copy-unremovable', item: item.index, copy: held.copy.id, reason };
  return [given, ...settleIfLast(item, held, reason)];
}

/**
 * Settles the item when `last` was the only copy still outstanding; one copy that stays makes the item unremovable,
 * with the reason of the first such copy.
 */
function settleIfLast(item: Item, last: CopyState, reason: UnremovableReason | null): CaseEvent[] {
  const others = item.copies.filter((held) => held.copy.id !== last.copy.id);
  if (!others.every(isFinal)) return [];
  const stays = others.find((held) => held.stays !== null)?.stays ?? reason;
  if (stays !== null) return [settled(item, { word: 'unremovable', reason: stays })];
  return [settled(item, { word: 'removed', how: item.decision?.act === 'destroy' ? 'destroy' : 'hide' })];
}

const settled = (item: Item, result: Result): CaseEvent => ({
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
