// Finds out where a listed link leads and where else the same file stands. Nothing is fetched but what the platform and the index know.
import type { Location } from '../domain/case/command.ts';
import type { Item } from '../domain/case/item.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { Outcome } from './outcome.ts';
import { searchCopies } from './search-copies.ts';

/**
 * A platform this desk never speaks to is answered `not_ours`. The built-in messenger is ours by definition: while its
 * connector is missing, the item waits.
 */
export async function locateItem(
  item: Item,
  connector: Connector | undefined,
  index: MediaIndex,
  now: Instant,
): Promise<Outcome> {
  if (item.status !== 'received') return { kind: 'nothing-to-do' };
  const { locator } = item.listed;
  if (connector === undefined && locator.platform === 'messenger') return CONNECTOR_MISSING;
  if (connector === undefined) return record(item, { kind: 'not-ours' });
  const located = await searchCopies(locator, connector, index, now);
  return located.kind === 'retry' ? located : record(item, located);
}

/** What needs a platform waits for its connector to be configured; it is never given up. */
export const CONNECTOR_MISSING: Outcome = { kind: 'retry', code: 'connector.missing', afterMs: null };

function record(item: Item, location: Location): Outcome {
  return { kind: 'record', command: { kind: 'record-location', item: item.index, location } };
}
