// Searches for the same file once more before anything is called removed: a copy may have been posted since.
import type { Work } from '../domain/action/plan.ts';
import type { Item } from '../domain/case/item.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { Outcome } from './outcome.ts';
import { coverageIn, searchCopies } from './search-copies.ts';

/** Answers with everything found; the domain tells new copies from known ones. */
export async function sweepItem(
  item: Item,
  work: Extract<Work, { kind: 'sweep' }>,
  connector: Connector,
  index: MediaIndex,
  now: Instant,
): Promise<Outcome> {
  if (item.status !== 'acting') return { kind: 'nothing-to-do' };
  const known = item.copies.map(({ copy }) => copy);
  const located = await searchCopies(item.listed.locator, connector, index, now, known);
  if (located.kind === 'retry') return located;
  const copies = located.kind === 'found' ? located.copies : [];
  const { turn, pass } = work;
  return {
    kind: 'record',
    command: { kind: 'record-sweep', item: item.index, turn, pass, copies, ...coverageIn(located) },
  };
}
