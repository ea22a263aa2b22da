// Takes one page of a platform's feed into the media index. The cursor moves with the records it stands for, in one transaction: a
// crash between reading and writing reads the page again.
import { afterLoss, afterPage, newHoles } from '../domain/content/index-state.ts';
import type { Hole } from '../domain/content/feed-holes.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector, Retry } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { amendIndex } from './amend-index.ts';

/** A hole may be an event that is late: the page is asked for again so often before the hole counts as a gap. */
export const READ_AGAIN = 3;

export type Observing =
  /** `gaps`: what is missing from now on. `more`: there is another page at once. */
  | {
      readonly kind: 'taken';
      readonly events: number;
      readonly gaps: readonly Hole[];
      readonly more: boolean;
    }
  /** Nothing was taken: a hole that may fill itself, or somebody else took the page. */
  | { readonly kind: 'again' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'not-followed' }
  | Retry;

/** @param again how often this page was asked for in vain because of a hole */
export async function observeFeed(
  connector: Connector,
  index: MediaIndex,
  now: Instant,
  again: number,
): Promise<Observing> {
  const seen = await index.state(connector.platform);
  if (seen.probed?.follows !== true) return { kind: 'not-followed' };
  const page = await connector.observe(seen.cursor);
  if (page.kind === 'retry') return page;
  if (page.kind === 'lost') {
    await amendIndex(connector.platform, index, (state) =>
      state.cursor === seen.cursor
        ? { next: afterLoss(state), observations: [], ...(page.anew ? { anew: true } : {}) }
        : null,
    );
    return { kind: 'lost' };
  }
  const { observations, more } = page;
  const told = { ...page, orders: observations.map(({ order }) => order) };
  const gaps = newHoles(seen, told, now);
  if (gaps.length > 0 && again < READ_AGAIN) return { kind: 'again' };
  const written = await amendIndex(connector.platform, index, (state) =>
    state.cursor === seen.cursor ? { next: afterPage(state, told, now), observations } : null,
  );
  if (!written) return { kind: 'again' };
  return { kind: 'taken', events: new Set(told.orders).size, gaps, more };
}
