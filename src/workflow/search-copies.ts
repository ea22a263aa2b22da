// Every place where a listed link's file stands: the platform's own search and the desk's index together, with what neither could
// see. The index alone is never the reason to call something gone, and never widens what was reported.
import type { Locator } from '../domain/content/locator.ts';
import type { Copy, Coverage } from '../domain/content/copy.ts';
import { layersOf } from '../domain/content/copy.ts';
import { bothCoverages, coverageOf } from '../domain/content/index-state.ts';
import type { SpotRecord } from '../domain/content/media-record.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { judge, REQUIRED_VIEWS } from '../domain/verification/judge.ts';
import type { Connector, Retry } from '../ports/connector.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { indexedCopies } from './indexed-copies.ts';

export type Searched =
  | { readonly kind: 'found'; readonly copies: readonly Copy[]; readonly coverage: Coverage }
  | { readonly kind: 'gone' | 'not-found'; readonly coverage: Coverage }
  | { readonly kind: 'container' | 'not-ours' }
  | Retry;

/** What was not seen, for a command; nothing of a link that leads to no message. */
export const coverageIn = (searched: Searched): { readonly coverage?: Coverage } =>
  'coverage' in searched ? { coverage: searched.coverage } : {};

/** @param known copies found before: a link may lead nowhere since its room got another name, and their file stand elsewhere */
export async function searchCopies(
  locator: Locator,
  connector: Connector,
  index: MediaIndex,
  now: Instant,
  known: readonly Copy[] = [],
): Promise<Searched> {
  const located = await connector.locate(locator);
  if (located.kind === 'retry' || located.kind === 'container' || located.kind === 'not-ours') return located;
  const seen = coverageOf(await index.state(connector.platform), now);
  if (located.kind === 'found') {
    const blobs = located.copies.map(({ blob }) => blob).filter((blob) => blob !== '');
    const more = await indexedCopies(connector.platform, blobs, index);
    return {
      kind: 'found',
      copies: together(located.copies, more),
      coverage: bothCoverages(located.coverage, seen),
    };
  }
  const coverage = { ...seen, method: `platform look-up; ${seen.method}` };
  const isOurs = located.kind === 'gone' || (await wasNamedSo(locator, connector, index));
  const shown = isOurs ? await blobsShown(locator, connector, index) : [];
  const left = await leftOf([...shown, ...known.map(({ blob }) => blob)], known, connector, index);
  return left.length === 0 ? { kind: located.kind, coverage } : { kind: 'found', copies: left, coverage };
}

/** The platform's word on a copy comes before the index's. */
function together(found: readonly Copy[], indexed: readonly Copy[]): readonly Copy[] {
  const known = new Set(found.map(({ id }) => id));
  return [...found, ...indexed.filter(({ id }) => !known.has(id))];
}

async function spotNamed(
  locator: Locator,
  connector: Connector,
  index: MediaIndex,
): Promise<SpotRecord | undefined> {
  const key = connector.spotOf(locator);
  if (key === null) return undefined;
  const [spot] = await index.spots(connector.platform, { keys: [key] }, { after: '', limit: 1 });
  return spot;
}

/** Files of the message that a link named, as the index last saw it. */
const blobsShown = async (...asked: Parameters<typeof spotNamed>): Promise<readonly string[]> =>
  (await spotNamed(...asked))?.shows.map(({ blob }) => blob) ?? [];

/**
 * The link leads nowhere, since its room has another name by now: it was written while the name was this room's. Under the name of any other
 * room nothing is meant.
 */
async function wasNamedSo(locator: Locator, connector: Connector, index: MediaIndex): Promise<boolean> {
  const name = connector.roomNameOf(locator);
  const spot = name === null ? undefined : await spotNamed(locator, connector, index);
  if (name === null || spot === undefined) return false;
  const [room] = await index.containers(connector.platform, [spot.container]);
  return room?.names.includes(name) ?? false;
}

/** Copies of these files, but for known ones, that somebody still sees: the index may be behind, so each is looked at. */
async function leftOf(
  blobs: readonly string[],
  known: readonly Copy[],
  connector: Connector,
  index: MediaIndex,
): Promise<readonly Copy[]> {
  const files = [...new Set(blobs)].filter((blob) => blob !== '');
  const ids = new Set(known.map(({ id }) => id));
  const left: Copy[] = [];
  for (const copy of await indexedCopies(connector.platform, files, index)) {
    if (ids.has(copy.id)) continue;
    const verdicts = await connector.verify(copy, REQUIRED_VIEWS.hide);
    if (judge(verdicts, 'hide', layersOf(copy)) !== 'gone') left.push(copy);
  }
  return left;
}
