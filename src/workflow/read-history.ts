// Reads one page of a platform's history into the media index: what stands where, however long ago it was posted. The position is
// written with the records, so that it goes on there after whatever ends the process.
import { afterHistory, beginRun, historyNeeds, type Run } from '../domain/content/index-state.ts';
import type { Observation } from '../domain/content/observation.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector, Retry } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { amendIndex } from './amend-index.ts';

export type ReadingHistory =
  | { readonly kind: 'read'; readonly begun: boolean; readonly ended: boolean; readonly run: Run }
  | { readonly kind: 'nothing' }
  /** Somebody else reads the same history. */
  | { readonly kind: 'again' }
  | Retry;

/** What the history shows is at least as new as the last event known before it was asked, and older than the next one. */
const AFTER_LAST_EVENT = 0.5;

export async function readHistory(
  connector: Connector,
  index: MediaIndex,
  now: Instant,
): Promise<ReadingHistory> {
  const seen = await index.state(connector.platform);
  const needs = historyNeeds(seen, now);
  const { run } = needs === 'begin' ? beginRun(seen, now) : seen;
  if (needs === 'nothing' || run === null) return { kind: 'nothing' };
  const page = await connector.backfill(run.position);
  if (page.kind === 'retry') return page;
  const order = (seen.upTo ?? 0) + AFTER_LAST_EVENT;
  const observations: readonly Observation[] = page.sightings.map((one) => ({ ...one, order }));
  const known = placeOf(seen.run);
  const written = await amendIndex(connector.platform, index, (state) =>
    placeOf(state.run) === known && state.probed !== null
      ? {
          next: afterHistory({ ...state, requestedAt: requestOf(state.requestedAt, now) }, run, page, now),
          observations,
        }
      : null,
  );
  if (!written) return { kind: 'again' };
  const after = afterHistory(seen, run, page, now).run ?? run;
  return { kind: 'read', begun: needs === 'begin', ended: page.position === null, run: after };
}

const placeOf = (run: Run | null): string => JSON.stringify(run);

/** A wish that came before this page is what it answers; a later one stands. */
const requestOf = (requestedAt: Instant | null, now: Instant): Instant | null =>
  requestedAt !== null && requestedAt > now ? requestedAt : null;
