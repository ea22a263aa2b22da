// The media index in memory, for tests of the workflow. It passes the same conformance suite.
import { type IndexState, NOTHING_INDEXED } from '../../../domain/content/index-state.ts';
import { observed, type Records, reportsIn } from '../../../domain/content/media-record.ts';
import type { MediaIndex, SpotQuery, Stretch } from '../../../ports/media-index.ts';

const NO_RECORDS: Records = { files: new Map(), spots: new Map(), containers: new Map() };

/** An empty index; nothing outlives it. */
export function memoryMediaIndex(): MediaIndex {
  const states = new Map<string, IndexState>();
  const held = new Map<string, Records>();
  const reports = new Map<string, Map<string, 'waits' | 'taken'>>();
  const reportsOf = (connector: string) => reports.get(connector) ?? new Map<string, 'waits' | 'taken'>();
  const recordsOf = (connector: string): Records => held.get(connector) ?? NO_RECORDS;
  const stateOf = (connector: string): IndexState => states.get(connector) ?? NOTHING_INDEXED;
  return {
    state: async (connector) => stateOf(connector),
    write: async (connector, { seen, next, observations, anew }) => {
      if (stateOf(connector).revision !== seen.revision) return false;
      states.set(connector, { ...next, revision: seen.revision + 1 });
      held.set(connector, observed(anew ? NO_RECORDS : recordsOf(connector), observations));
      const known = anew ? new Map<string, 'waits' | 'taken'>() : reportsOf(connector);
      for (const id of reportsIn(observations)) known.set(id, known.get(id) ?? 'waits');
      reports.set(connector, known);
      return true;
    },
    spots: async (connector, wanted, stretch) =>
      inOrder(recordsOf(connector).spots, stretch, (spot) => matches(spot, wanted)),
    files: async (connector, wanted, stretch) =>
      inOrder(recordsOf(connector).files, stretch, ({ blob, sha256, thumbnail }) =>
        'blobs' in wanted
          ? wanted.blobs.includes(blob)
          : [sha256, thumbnail].some((digest) => digest !== null && wanted.digests.includes(digest)),
      ),
    containers: async (connector, ids) =>
      [...recordsOf(connector).containers.values()].filter(({ id }) => ids.includes(id)),
    counts: async (connector) => {
      const { files, spots, containers } = recordsOf(connector);
      return { files: files.size, spots: spots.size, containers: containers.size };
    },
    waitingReports: async (connector, stretch) =>
      inOrder(
        new Map([...reportsOf(connector)].map(([id, how]) => [id, { id, how }])),
        stretch,
        ({ how }) => how === 'waits',
      ).map(({ id }) => id),
    reportTaken: async (connector, id) => {
      if (reportsOf(connector).has(id)) reportsOf(connector).set(id, 'taken');
    },
  };
}

type Spot = Records['spots'] extends ReadonlyMap<string, infer One> ? One : never;

function matches(spot: Spot, wanted: SpotQuery): boolean {
  if ('keys' in wanted) return wanted.keys.includes(spot.key);
  if ('blobs' in wanted) return spot.shows.some(({ blob }) => wanted.blobs.includes(blob));
  return 'owner' in wanted ? spot.owner === wanted.owner : spot.container === wanted.container;
}

function inOrder<T>(
  records: ReadonlyMap<string, T>,
  { after, limit }: Stretch,
  matching: (record: T) => boolean,
): readonly T[] {
  return [...records]
    .filter(([key, record]) => key > after && matching(record))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([, record]) => record);
}
