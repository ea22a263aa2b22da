// Whom a decision has to be explained to: everybody who posted what was hidden, destroyed or shown again, each once a decision, and only
// after somebody looked. A hold (holding.ts) delays that, and never the hiding.
import type { DecisionId } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type Case, isSettled, itemAt } from './case.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent, Power } from './event.ts';
import type { CopyStatus, Item } from './item.ts';
import type { DoneWith } from './told.ts';

/** Somebody to be told of a decision. `account`: as the platform names it. */
export interface Telling {
  readonly decision: DecisionId;
  readonly account: string;
  readonly done: DoneWith;
}

/** What each power comes to, and what a look must have found of a copy before its uploader is told so. */
const DONE: Record<Power, { readonly done: DoneWith; readonly seen: CopyStatus }> = {
  hide: { done: 'hidden', seen: 'gone' },
  destroy: { done: 'deleted', seen: 'gone' },
  restore: { done: 'restored', seen: 'shown' },
};

/** Everybody who is to be told of the present decision on an item and was not yet. Nobody before the item has its result. */
export function tellingsOwed({ status, decision, copies, told }: Item): readonly Telling[] {
  if (status !== 'settled' || decision === null || decision.act === 'refuse') return [];
  const { done, seen } = DONE[decision.act];
  const accounts = copies.flatMap((held) =>
    held.status === seen && held.copy.uploader !== '' ? [held.copy.uploader] : [],
  );
  return [...new Set(accounts)]
    .filter((account) => !told.some((one) => isOf(one, { decision: decision.id, account })))
    .map((account) => ({ decision: decision.id, account, done }));
}

/** Who appealed on the platform, and is to be told that it stays as it is. What is given back is told to everybody, as another decision. */
export function rulingsOwed({ appeals }: Pick<Case, 'appeals'>, { index, told }: Item): readonly Telling[] {
  return appeals.flatMap(({ appeal: { item, made }, ruling }) => {
    if (item !== index || made === undefined || ruling === null || ruling.upheld) return [];
    const telling = { decision: ruling.id, account: made.account, done: 'kept' } as const;
    return told.some((one) => isOf(one, telling)) ? [] : [telling];
  });
}

const isOf = (a: Pick<Telling, 'decision' | 'account'>, b: Pick<Telling, 'decision' | 'account'>): boolean =>
  a.decision === b.decision && a.account === b.account;

/** What an account is to be told of an item by a decision or a ruling; undefined: nothing, or it was told. */
export const owedTo = (
  state: Pick<Case, 'appeals'>,
  item: Item,
  to: Pick<Telling, 'decision' | 'account'>,
): Telling | undefined => [...tellingsOwed(item), ...rulingsOwed(state, item)].find((one) => isOf(one, to));

/** Every item has its result, somebody was to be told, and nobody is left whom the desk has to tell or a platform refused to. */
export function areAllTold(state: Case): boolean {
  const told = state.items.flatMap((item) => item.told);
  return (
    isSettled(state) &&
    told.length > 0 &&
    state.items.every((item) => tellingsOwed(item).length === 0 && !isRefused(item))
  );
}

const isRefused = ({ decision, told }: Item): boolean =>
  told.some((one) => one.decision === decision?.id && one.outcome === 'refused');

export function recordReasons(
  state: Case,
  command: Extract<CaseCommand, { kind: 'record-reasons' }>,
): Result<readonly CaseEvent[]> {
  const { of, decision, account, outcome, digest } = command;
  const item = itemAt(state, of);
  if (item === undefined) return refuse('item.unknown', `the case has ${state.items.length} items`);
  if (state.hold !== null)
    return refuse('reasons.held', 'a person has not yet let whoever posted it be told');
  const owed = owedTo(state, item, { decision, account });
  if (owed === undefined)
    return refuse('reasons.not-owed', 'this account has nothing to be told of it, or was told');
  return ok([{ kind: 'reasons-sent', item: of, decision, account, done: owed.done, outcome, digest }]);
}
