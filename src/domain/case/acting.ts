// What follows from a decision, copy by copy: the action, the look, the search done again, and when an item is settled.
import type { Coverage } from '../content/copy.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ItemCommand, Location } from './command.ts';
import type { CaseEvent, Decision, ItemResult, UnremovableReason } from './event.ts';
import { copyOf, type CopyState, isFinal, type Item } from './item.ts';

/** How often a copy that is still there is acted on again, in about four minutes, before the desk says that it cannot. */
export const MAX_ROUNDS = 8;
/** How often the desk looks again when the platform answers and it still cannot tell: over some nine hours. */
export const MAX_LOOKS = 14;
/** How often the search is done again while it keeps finding new copies of the same file. */
export const MAX_SWEEPS = 10;

/** What a link led to; whatever nobody need decide on is settled at once. */
export function located(item: Item, location: Location): CaseEvent[] {
  switch (location.kind) {
    case 'found':
      // Nothing to decide on, so nothing would ever settle it.
      if (location.copies.length === 0)
        return [{ ...settled(item, { word: 'not_found' }), ...seenBy(location) }];
      return [
        { kind: 'item-located', item: item.index, copies: location.copies, coverage: location.coverage },
      ];
    case 'gone':
      return [{ ...settled(item, { word: 'already_gone' }), ...seenBy(location) }];
    case 'not-found':
      return [{ ...settled(item, { word: 'not_found' }), ...seenBy(location) }];
    case 'container':
      return [settled(item, { word: 'need_more' })];
    case 'not-ours':
      return [settled(item, { word: 'not_ours' })];
  }
}

/** What a search could not see, where it says so. */
export const seenBy = ({ coverage }: { readonly coverage?: Coverage }): { readonly coverage?: Coverage } =>
  coverage === undefined ? {} : { coverage };

/** The platform's answer to one action: a claim, which settles nothing. */
export function recordAction(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-action' }>,
): Result<readonly CaseEvent[]> {
  const held = expected(item, command);
  if (!held.ok) return held;
  const { copy, power, round, answer, receipts } = command;
  if (item.decision?.act !== power) return refuse('action.not-asked', `nobody decided to ${power}`);
  if (!isNextRound(held.value, round))
    return refuse('action.not-asked', `round ${round} is not the next one`);
  const first = keptOf(item, command);
  if (answer === 'given-up') return ok([...first, ...giveUp(item, held.value, 'platform-refused')]);
  return ok([...first, { kind: 'action-recorded', item: item.index, copy, power, round, answer, receipts }]);
}

const keptOf = (
  { index }: Item,
  { copy, preserved }: Extract<ItemCommand, { kind: 'record-action' }>,
): CaseEvent[] => (preserved === undefined ? [] : [{ kind: 'copy-preserved', item: index, copy, preserved }]);

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
  return held.status === 'asked' ? round === 1 : held.status === 'not-yet' && round === held.round + 1;
}

/** One look, judged. */
export function recordVerification(
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
  if ((judgement === 'cached' || judgement === 'at-peer') && item.decision?.act === 'restore')
    return refuse('action.not-asked', 'what is restored is to be seen');
  const seen: CaseEvent = { kind: 'copy-verified', item: item.index, copy, round, look, judgement, verdicts };
  if (judgement === 'cannot-tell')
    return ok([seen, ...(look >= MAX_LOOKS ? giveUp(item, held.value, 'could-not-verify') : [])]);
  // Acting again would change nothing: a cache runs out by itself, and another server is not ours.
  if (judgement === 'cached')
    return ok([seen, ...(look >= MAX_LOOKS ? giveUp(item, held.value, 'cache-keeps-showing') : [])]);
  if (judgement === 'at-peer') return ok([seen, ...giveUp(item, held.value, 'peer-keeps-it')]);
  const restoring = item.decision?.act === 'restore';
  if (judgement === (restoring ? 'still-there' : 'gone'))
    return ok([seen, ...settleIfLast(item, { ...held.value, status: restoring ? 'shown' : 'gone' })]);
  if (round < MAX_ROUNDS) return ok([seen]);
  const nobodySees = judgement !== 'still-there';
  return ok([
    seen,
    ...(nobodySees ? leaveHidden(item, held.value) : giveUp(item, held.value, 'platform-did-nothing')),
  ]);
}

/** What the platform refuses or nobody can verify. Only a copy that was known to be hidden stays so when more is refused. */
function giveUp(item: Item, held: CopyState, reason: UnremovableReason): CaseEvent[] {
  if (item.decision?.act !== 'hide' && reason === 'platform-refused' && !held.exposed)
    return leaveHidden(item, held);
  const given: CaseEvent = { kind: 'copy-unremovable', item: item.index, copy: held.copy.id, reason };
  return [given, ...settleIfLast(item, { ...held, status: 'unremovable', stays: reason })];
}

function leaveHidden(item: Item, held: CopyState): CaseEvent[] {
  return [
    { kind: 'copy-left-hidden', item: item.index, copy: held.copy.id },
    ...settleIfLast(item, { ...held, status: 'hidden' }),
  ];
}

/**
 * A destroy and a restore are settled with their last copy. Hiding is not: the search is done once more first
 * (`record-sweep`), since a copy may have been posted between the first search and the decision.
 */
function settleIfLast(item: Item, last: CopyState): CaseEvent[] {
  if (item.decision?.act === 'hide') return [];
  const copies = item.copies.map((held) => (held.copy.id === last.copy.id ? last : held));
  return copies.every(isFinal) ? [settled(item, resultOf(item, copies))] : [];
}

/** Settles a hidden item when the search finds nothing new; new copies are hidden under the same decision. */
export function recordSweep(
  item: Item,
  command: Extract<ItemCommand, { kind: 'record-sweep' }>,
): Result<readonly CaseEvent[]> {
  if (item.decision?.act !== 'hide' || command.turn !== item.turn || command.pass !== item.sweeps + 1)
    return refuse('action.not-asked', 'this search answers no decision, or came twice');
  if (!item.copies.every(isFinal)) return refuse('action.not-asked', 'not every known copy is done with');
  const added = command.copies.filter((copy) => copyOf(item, copy.id) === undefined);
  const swept: CaseEvent = {
    kind: 'item-swept',
    item: item.index,
    pass: command.pass,
    added,
    ...seenBy(command),
  };
  if (added.length === 0) return ok([swept, settled(item, resultOf(item, item.copies))]);
  if (command.pass < MAX_SWEEPS) return ok([swept]);
  return ok([swept, settled(item, { word: 'unremovable', reason: 'keeps-coming-back' })]);
}

/** One copy that stays makes the item unremovable, with the reason of the first such copy. */
function resultOf(item: Item, copies: readonly CopyState[]): ItemResult {
  if (item.decision?.act === 'restore') return restored(item, item.decision, copies);
  const reasons = copies.flatMap(({ stays }) => stays ?? []);
  const stays = reasons.find((reason) => reason !== 'kept-by-decision') ?? reasons[0] ?? null;
  if (stays !== null) return { word: 'unremovable', reason: stays };
  const destroyed = item.decision?.act === 'destroy' && copies.every((held) => held.status === 'gone');
  const forNow = item.decision?.provisional?.until;
  return {
    word: 'removed',
    how: destroyed ? 'destroy' : 'hide',
    ...(forNow === undefined ? {} : { forNow }),
  };
}

/** Only what was removed and of which every copy is known to be hidden still is removed; one that may be seen is not. */
function restored({ previous }: Item, { ground }: Decision, copies: readonly CopyState[]): ItemResult {
  const stillRemoved = previous?.word === 'removed' && copies.every(({ status }) => status === 'hidden');
  return stillRemoved ? { word: 'removed', how: 'hide' } : { word: 'refused', ground };
}

export const settled = (item: Item, result: ItemResult): CaseEvent => ({
  kind: 'item-settled',
  item: item.index,
  result,
});
