// Looks once more at what was called removed, and searches for it once more: a copy may be back, or a new one posted since.
import type { Work } from '../domain/action/plan.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import { layersOf } from '../domain/content/copy.ts';
import { judge, REQUIRED_VIEWS } from '../domain/verification/judge.ts';
import type { Connector } from '../ports/connector.ts';
import type { Outcome } from './outcome.ts';

/** A look that cannot tell proves nothing and is tried again, seldom more than once an hour, until one can. */
const CANNOT_TELL: Outcome = { kind: 'retry', code: 'look.cannot-tell', afterMs: null };

/** Answers with every verdict, so that the judgement can be checked later. */
export async function recheckCopy(
  item: Item,
  held: CopyState,
  work: Extract<Work, { kind: 'recheck' }>,
  connector: Connector,
): Promise<Outcome> {
  const power = howRemoved(item, work);
  if (power === null || held.rechecked >= work.check) return { kind: 'nothing-to-do' };
  const verdicts = await connector.verify(held.copy, REQUIRED_VIEWS[power]);
  const judgement = judge(verdicts, power, layersOf(held.copy));
  if (judgement === 'cannot-tell') return CANNOT_TELL;
  const { copy, turn, check } = work;
  return {
    kind: 'record',
    command: { kind: 'record-recheck', item: item.index, copy, turn, check, judgement, verdicts },
  };
}

/** Answers with everything found; the domain tells new copies from known ones. */
export async function searchAgain(
  item: Item,
  work: Extract<Work, { kind: 'search-again' }>,
  connector: Connector,
): Promise<Outcome> {
  if (howRemoved(item, work) === null) return { kind: 'nothing-to-do' };
  const located = await connector.locate(item.listed.locator);
  if (located.kind === 'retry') return located;
  const copies = located.kind === 'found' ? located.copies : [];
  const { turn, check } = work;
  return { kind: 'record', command: { kind: 'record-search', item: item.index, turn, check, copies } };
}

/** How the item was removed under the decision that the task follows from; null where no look is owed any more. */
function howRemoved(
  { result, withdrawn, turn }: Item,
  work: { readonly turn: number },
): 'hide' | 'destroy' | null {
  if (result?.word !== 'removed' || withdrawn !== null || turn !== work.turn) return null;
  return result.how === 'destroy' ? 'destroy' : 'hide';
}
