// Looks once more at what was called removed, and searches for it once more: a copy may be back, or a new one posted since.
import type { Work } from '../domain/action/plan.ts';
import type { CopyState, Item } from '../domain/case/item.ts';
import { layersOf } from '../domain/content/copy.ts';
import { judge, pauseAsked, REQUIRED_VIEWS } from '../domain/verification/judge.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { type Outcome, PAUSE_ASKED } from './outcome.ts';
import { coverageIn, searchCopies } from './search-copies.ts';

/** A look that cannot tell proves nothing and is tried again, seldom more than once an hour, until one can. */
const CANNOT_TELL: Outcome = { kind: 'retry', code: 'look.cannot-tell', afterMs: null };

/** Answers with every verdict, so that the judgement can be checked later. */
export async function recheckCopy(
  item: Item,
  held: CopyState,
  work: Extract<Work, { kind: 'recheck' }>,
  connector: Connector,
  now: Instant,
): Promise<Outcome> {
  const power = howRemoved(item, work);
  if (power === null || held.rechecked >= work.check) return { kind: 'nothing-to-do' };
  const verdicts = await connector.verify(held.copy, REQUIRED_VIEWS[power]);
  const afterMs = pauseAsked(verdicts, now);
  if (afterMs !== null) return { ...PAUSE_ASKED, afterMs };
  const judgement = judge(verdicts, power, layersOf(held.copy));
  // A cache that runs out by itself brings nothing back.
  if (judgement === 'cannot-tell' || judgement === 'cached') return CANNOT_TELL;
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
  index: MediaIndex,
  now: Instant,
): Promise<Outcome> {
  if (howRemoved(item, work) === null) return { kind: 'nothing-to-do' };
  const known = item.copies.map(({ copy }) => copy);
  const located = await searchCopies(item.listed.locator, connector, index, now, known);
  if (located.kind === 'retry') return located;
  const copies = located.kind === 'found' ? located.copies : [];
  const { turn, check } = work;
  return {
    kind: 'record',
    command: { kind: 'record-search', item: item.index, turn, check, copies, ...coverageIn(located) },
  };
}

/** How the item was removed under the decision that the task follows from; null where no look is owed any more. */
function howRemoved(
  { result, withdrawn, turn }: Item,
  work: { readonly turn: number },
): 'hide' | 'destroy' | null {
  if (result?.word !== 'removed' || withdrawn !== null || turn !== work.turn) return null;
  return result.how === 'destroy' ? 'destroy' : 'hide';
}
