// Appeals: whoever a decision went against may have it looked at again, by somebody who never decided on the item.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { isOnlyToKeep } from '../notice/letter.ts';
import { type Case, itemAt, openAppeal } from './case.ts';
import type { CaseCommand, ItemCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { Appeal, Appellant, CaseEvent, Decision, Ruling } from './event.ts';
import type { Item } from './item.ts';

type Answer = Result<readonly CaseEvent[]>;

/** An uploader appeals against hiding and destroying, a notifier against a refusal; once against each decision. */
export function receiveAppeal(
  state: Case,
  item: Item,
  { appeal, until, act }: Extract<ItemCommand, { kind: 'receive-appeal' }>,
  now: Instant,
): Answer {
  if (item.decision === null) return refuse('item.not-decided', 'nobody decided anything to appeal against');
  if (item.withdrawn !== null && appeal.by === 'notifier')
    return refuse('item.withdrawn', `the notifier took item ${item.index} back`);
  const isPresent = appeal.item === item.index && appeal.against === item.decision.id;
  if (APPELLANT[item.decision.act] !== appeal.by || !isPresent)
    return refuse(
      'appeal.not-concerned',
      'this decision went in favour of whoever appeals, or is not the present one',
    );
  if (appeal.letter !== undefined && !isOfLetter(state, appeal))
    return refuse('appeal.letter-unknown', 'no such letter of the notifier joined this case');
  if (openAppeal(state, item.index) !== undefined)
    return refuse('appeal.open', 'an appeal waits for its answer');
  if (state.appeals.some((held) => isSame(held.appeal, appeal)))
    return refuse('appeal.already-decided', 'this decision was looked at again before');
  if (until !== null && now > until) return refuse('appeal.too-late', 'the time to appeal has passed');
  if (rulingsOn(state, item) >= MAX_RULINGS)
    return refuse(
      'appeal.exhausted',
      'this item was looked at again twice: the next step is outside the desk',
    );
  const refusal = act === null ? undefined : refuseAct(state, act, now);
  return refusal ?? ok([{ kind: 'appeal-received', appeal, act }]);
}

const isOfLetter = ({ letters }: Case, { by, letter }: Appeal): boolean =>
  by === 'notifier' && letters.some((joined) => joined.letter === letter);

/** Items whose decision the notifier may have looked at again, as far as the case itself says. */
export const objectable = (state: Case): readonly Item[] =>
  state.items.filter((item) => {
    const { decision, withdrawn, status, index } = item;
    if (decision === null || withdrawn !== null || status !== 'settled') return false;
    if (APPELLANT[decision.act] !== 'notifier' || openAppeal(state, index) !== undefined) return false;
    const isAnswered = state.appeals.some(
      ({ appeal }) => appeal.by === 'notifier' && appeal.item === index && appeal.against === decision.id,
    );
    return !isAnswered && rulingsOn(state, item) < MAX_RULINGS;
  });

/** Each ruling needs somebody new; a desk of few people would otherwise never come to an end. */
const MAX_RULINGS = 2;

const rulingsOn = ({ appeals }: Case, { index }: Item): number =>
  appeals.filter(({ appeal, ruling }) => appeal.item === index && ruling !== null).length;

const APPELLANT: Record<Decision['act'], Appellant> = {
  hide: 'uploader',
  destroy: 'uploader',
  refuse: 'notifier',
  restore: 'notifier',
};

const isSame = (a: Appeal, b: Appeal): boolean =>
  a.id === b.id || (a.item === b.item && a.against === b.against && a.by === b.by);

/** What was destroyed cannot be restored: the appeal is upheld all the same, and the answer says so. */
export function decideAppeal(
  state: Case,
  { appeal, ruling }: Extract<CaseCommand, { kind: 'decide-appeal' }>,
  now: Instant,
): Answer {
  const held = state.appeals.find((one) => one.appeal.id === appeal);
  const item = held === undefined ? undefined : itemAt(state, held.appeal.item);
  if (held === undefined || item === undefined)
    return refuse('appeal.unknown', 'the case has no such appeal');
  if (held.ruling !== null) return refuse('appeal.already-decided', 'this appeal has its answer');
  if (item.deciders.includes(ruling.by))
    return refuse('appeal.same-person', 'somebody who decided on this item before cannot decide the appeal');
  const refusal = refuseAct(state, ruling, now);
  return (
    refusal ?? ok([{ kind: 'appeal-decided', appeal, ruling }, ...remedy(state, item, held.appeal, ruling)])
  );
}

/** Who asked only that records are kept gets nothing hidden: a person may keep them now. */
function remedy({ notice }: Case, item: Item, { by }: Appeal, ruling: Ruling): CaseEvent[] {
  if (!ruling.upheld) return [];
  if (by === 'notifier' && notice !== null && isOnlyToKeep(notice.reading) && item.decision?.act === 'refuse')
    return [];
  const act = by === 'uploader' ? 'restore' : 'hide';
  if (act === 'restore' && item.result?.word === 'removed' && item.result.how === 'destroy') return [];
  const { upheld: _, ...signed } = ruling;
  return [{ kind: 'item-decided', item: item.index, decision: { ...signed, act }, from: null }];
}
