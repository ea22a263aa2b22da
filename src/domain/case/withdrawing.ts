// A notifier takes an item back, and a person signs for it: her support ends, and nothing that is hidden is shown again. It can be undone
// for a day, since somebody may have been made to take it back.
import { DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { settled } from './acting.ts';
import { type Case, openAppeal } from './case.ts';
import type { ItemCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent } from './event.ts';
import { isWaiting, type Item } from './item.ts';

type Of<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** So long a withdrawal can be undone (security rule 8c). */
const UNDO_TIME = DAY;

/** What waits for a decision or a better link is settled by it; every other result stays what it is. */
export function withdrawItem(state: Case, item: Item, command: Of<'withdraw-item'>, now: Instant): Answer {
  const { letter, act } = command;
  if (item.withdrawn !== null)
    return refuse('withdrawal.repeated', `item ${item.index} was withdrawn before`);
  if (openAppeal(state, item.index) !== undefined)
    return refuse('appeal.open', 'an appeal waits for its answer');
  if (letter !== null && !state.letters.some((joined) => joined.letter === letter))
    return refuse('withdrawal.letter-unknown', 'no such letter joined this case');
  const event: CaseEvent = { kind: 'item-withdrawn', item: item.index, letter, act };
  const rest = isWaiting(item) ? [settled(item, { word: 'withdrawn' })] : [];
  return refuseAct(state, act, now) ?? ok([event, ...rest]);
}

/** What the withdrawal had settled waits again, with its clocks; nothing is undone that an answer has told. */
export function undoWithdrawal(
  state: Case,
  { index, withdrawn }: Item,
  { act }: Of<'undo-withdrawal'>,
  now: Instant,
): Answer {
  if (withdrawn === null) return refuse('withdrawal.unknown', `item ${index} was not withdrawn`);
  if (now - withdrawn.at > UNDO_TIME)
    return refuse('withdrawal.too-late', 'a withdrawal can be undone for 24 hours');
  if (state.answeredUpTo > withdrawn.seq)
    return refuse('withdrawal.answered', 'an answer has gone out since');
  return refuseAct(state, act, now) ?? ok([{ kind: 'withdrawal-undone', item: index, act }]);
}
