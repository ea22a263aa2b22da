// What a notice says may show somebody under age is neither fetched nor hashed from now on, and what was hashed of it is forgotten: before
// anything else is done about the item.
import type { Case } from '../domain/case/case.ts';
import type { Item } from '../domain/case/item.ts';
import { dangersNow } from '../domain/case/marking.ts';
import { sparedBy } from '../domain/content/spared.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector } from '../ports/connector.ts';
import type { NearIndex } from '../ports/near-index.ts';

/** What it needs of a connector: which place a link names. Nothing is asked of the platform. */
export type Placing = Pick<Connector, 'platform' | 'spotOf'>;

export async function spareItem(
  { listed: { locator } }: Pick<Item, 'listed'>,
  state: Pick<Case, 'notice' | 'danger'>,
  connector: Placing | undefined,
  now: Instant,
  near: Pick<NearIndex, 'spare'>,
): Promise<void> {
  if (connector === undefined || !dangersNow(state).includes('minor')) return;
  const spared = sparedBy(locator, connector.spotOf(locator));
  if (spared !== null) await near.spare(connector.platform, spared, now);
}
