// A person's decision on an item: whether she may decide it now, and what the decision settles by itself.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { isOnlyToKeep } from '../notice/letter.ts';
import { settled } from './acting.ts';
import { type Case, openAppeal } from './case.ts';
import type { CaseEvent, Decision, Origin, SignedAct } from './event.ts';
import { isForNow, type Item } from './item.ts';
import { refuseForNow } from './hiding-for-now.ts';
import { refuseSpares, sparedBy } from './sparing.ts';

/** A signed act counts once, and never ahead of its time. */
export function refuseAct(
  state: Case,
  act: Pick<SignedAct, 'id' | 'at'>,
  now: Instant,
): Result<never> | undefined {
  if (state.acts.includes(act.id)) return refuse('decision.replayed', 'this act was recorded before');
  return act.at > now ? refuse('decision.stale', 'the act is dated in the future') : undefined;
}

/**
 * Answers a decision with its event; a refusal of the notice settles the item at once.
 * @param from the joined case in which it was signed, or null
 */
export function decideOn(
  state: Case,
  item: Item,
  decision: Decision,
  from: Origin | null,
  now: Instant,
): Result<readonly CaseEvent[]> {
  const refusal =
    refuseAct(state, decision, now) ??
    refuseUnasked(state, item, decision) ??
    refuseSpares(item, decision) ??
    refuseForNow(state, item, decision, now) ??
    refusePower(state, item, decision);
  if (refusal !== undefined) return refusal;
  const recorded: CaseEvent = { kind: 'item-decided', item: item.index, decision, from };
  if (decision.act !== 'refuse') return ok([recorded, ...sparedBy(item, decision)]);
  return ok([recorded, settled(item, { word: 'refused', ground: decision.ground })]);
}

function refusePower(state: Case, item: Item, decision: Decision): Result<never> | undefined {
  if (decision.act === 'destroy') return refuseDestroy(state, item, decision);
  return decision.act === 'restore' ? refuseRestore(state, item, decision) : refuseSecond(item, decision.act);
}

/** Nobody acts for a notifier who took the item back, but to undo a hide; nobody hides by habit what a letter asks only to keep. */
function refuseUnasked({ notice }: Case, item: Item, { act, although }: Decision): Result<never> | undefined {
  if (item.withdrawn !== null && act !== 'restore')
    return refuse('item.withdrawn', `the notifier took item ${item.index} back`);
  const hides = act !== 'refuse' && act !== 'restore' && although !== 'only-to-keep';
  return hides && notice !== null && isOnlyToKeep(notice.reading)
    ? refuse(
        'decision.only-to-keep',
        'the letter asks that records are kept, and not that anything is removed',
      )
    : undefined;
}

/** Destroy only what was hidden and verified and is not to be restored, and only by somebody who did not decide to hide it. */
function refuseDestroy(state: Case, item: Item, decision: Decision): Result<never> | undefined {
  const isHidden = item.result?.word === 'removed' && item.result.how === 'hide';
  if (!isHidden || item.decision?.act === 'restore') {
    return refuse('decision.not-hidden-first', 'destroying comes after hiding and verifying');
  }
  if (item.hiding?.decision.by === decision.by) {
    return refuse(
      'decision.same-person',
      'another person than the one who decided to hide must decide to destroy',
    );
  }
  return openAppeal(state, item.index) === undefined
    ? undefined
    : refuse(
        'appeal.open',
        'nothing is destroyed while somebody asks for the decision to be looked at again',
      );
}

/** A hide that was wrong is undone without an appeal, by somebody who did not decide to hide, while nobody has appealed. */
function refuseRestore(state: Case, item: Item, { by }: Decision): Result<never> | undefined {
  const { result, decision, hiding } = item;
  const isHidden = result?.word === 'removed' && result.how === 'hide' && decision?.act !== 'restore';
  const isPartlyHidden = result?.word === 'unremovable' && decision?.act === 'hide';
  if (hiding === null || !(isHidden || isPartlyHidden))
    return refuse('decision.nothing-hidden', `item ${item.index} is not hidden: there is nothing to undo`);
  if (hiding.decision.by === by)
    return refuse('decision.same-person', 'another person than the one who decided to hide must undo it');
  return openAppeal(state, item.index) === undefined
    ? undefined
    : refuse('appeal.open', 'an appeal asks for the same: `redress rule` answers it');
}

/** What could not be removed may be tried again: platforms get well. What is hidden for now is decided for good. */
function refuseSecond(item: Item, act: Decision['act']): Result<never> | undefined {
  const word = item.result?.word;
  const again = act === 'hide' && (word === 'unremovable' || word === 'preserved' || isForNow(item));
  return item.status === 'settled' && !again
    ? refuse('item.already-settled', `item ${item.index} has its result`)
    : undefined;
}
