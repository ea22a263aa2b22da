// Rechecks: what was called removed is looked at again, and searched for again, at moments that were set when it was settled. Whatever is
// back is hidden again under the decision to hide it, which still stands.
import { after, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ItemCommand } from './command.ts';
import type { CaseEvent } from './event.ts';
import { seenBy } from './acting.ts';
import { copyOf, isRechecked, type Item } from './item.ts';

type Of<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/**
 * Gives what is settled as removed the moments at which it is looked at again.
 * @param lookAgain milliseconds after now, rising; left out or empty: never
 */
export function withLooks(
  item: Item,
  events: readonly CaseEvent[],
  lookAgain: readonly number[] | undefined,
  now: Instant,
): readonly CaseEvent[] {
  if (lookAgain === undefined || lookAgain.length === 0 || item.decision?.act === 'restore') return events;
  const looks = lookAgain.map((pause) => after(now, pause));
  return events.map((event) =>
    event.kind === 'item-settled' && event.result.word === 'removed' ? { ...event, looks } : event,
  );
}

/** One later look at one copy. Only a look that could tell is recorded: any other is tried again, and the round stays owed. */
export function recordRecheck(item: Item, command: Of<'record-recheck'>, now: Instant): Answer {
  const refusal = refuseRecheck(item, command, now);
  if (refusal !== undefined) return refusal;
  const { copy, check, judgement, verdicts } = command;
  const held = copyOf(item, copy);
  if (held === undefined) return refuse('copy.unknown', `item ${item.index} has no such copy`);
  if (held.rechecked >= check) return refuse('action.not-asked', 'this copy was looked at in this round');
  const seen: CaseEvent = { kind: 'copy-rechecked', item: item.index, copy, check, judgement, verdicts };
  return ok(judgement === 'gone' ? [seen] : [seen, reopened(item, check, 'seen-again')]);
}

/** The search done again, once every known copy was seen gone: it completes the round, or finds what is new. */
export function recordSearch(item: Item, command: Of<'record-search'>, now: Instant): Answer {
  const refusal = refuseRecheck(item, command, now);
  if (refusal !== undefined) return refusal;
  const { check, copies } = command;
  if (!isRechecked(item, check)) return refuse('action.not-asked', 'not every copy was looked at');
  const added = copies.filter((copy) => copyOf(item, copy.id) === undefined);
  const searched: CaseEvent = {
    kind: 'item-searched',
    item: item.index,
    check,
    added,
    ...seenBy(command),
  };
  return ok(added.length === 0 ? [searched] : [searched, reopened(item, check, 'new-copy')]);
}

const reopened = (
  { index }: Item,
  check: number,
  why: Extract<CaseEvent, { kind: 'item-reopened' }>['why'],
): CaseEvent => ({ kind: 'item-reopened', item: index, check, why });

function refuseRecheck(
  item: Item,
  { turn, check }: Of<'record-recheck' | 'record-search'>,
  now: Instant,
): Result<never> | undefined {
  if (item.withdrawn !== null) return refuse('item.withdrawn', `the notifier took item ${item.index} back`);
  const due = item.looks[check - 1];
  if (turn !== item.turn || check !== item.rechecks + 1 || due === undefined)
    return refuse('action.not-asked', 'no such round is owed under the present decision');
  return now < due ? refuse('action.not-asked', 'it is not time for this round') : undefined;
}
