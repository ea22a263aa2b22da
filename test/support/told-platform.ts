// A platform that tells a story of the test's making: a numbered feed and a history of what stands where, and nothing else. What is
// asked is written down.
import { observed, type Records } from '../../src/domain/content/media-record.ts';
import type { Observation, Sighting } from '../../src/domain/content/observation.ts';
import type { Capabilities, Connector, History, Observed } from '../../src/ports/connector.ts';
import { connectorTo, honestPlatform } from './fake-ports.ts';
import { T0 } from './fixtures.ts';
import { fileFacts } from './observations.ts';

export interface ToldPlatform extends Connector {
  readonly asked: string[];
  /** The story so far; the feed has each event under its order. */
  readonly story: Observation[];
  /** Orders that the feed keeps back. */
  readonly missing: Set<number>;
  /** Answers in the place of the next look at the feed or the history. */
  readonly instead: (Observed | History)[];
  follows: boolean;
}

const NOTHING: Records = { files: new Map(), spots: new Map(), containers: new Map() };

/** @param pageSize events of a page of the feed, spots of one of the history */
export function toldPlatform(story: readonly Observation[] = [], pageSize = 3): ToldPlatform {
  const platform: ToldPlatform = {
    ...connectorTo(honestPlatform()),
    asked: [],
    story: [...story],
    missing: new Set(),
    instead: [],
    follows: true,
    capabilities: async () => capabilitiesOf(platform.follows),
    async observe(cursor) {
      platform.asked.push(`observe ${cursor}`);
      const instead = platform.instead.shift() as Observed | undefined;
      return instead ?? feedPage(platform, cursor, pageSize);
    },
    async backfill(position) {
      platform.asked.push(`backfill ${position}`);
      const instead = platform.instead.shift() as History | undefined;
      return instead ?? historyPage(platform, Number(position ?? 0), pageSize);
    },
  };
  return platform;
}

function feedPage({ story, missing }: ToldPlatform, cursor: string | null, size: number): Observed {
  const last = Math.max(0, ...story.map(({ order }) => order));
  if (cursor === null)
    return { kind: 'page', cursor: String(last), upTo: last, observations: [], more: false };
  const left = story.filter(({ order }) => order > Number(cursor) && !missing.has(order));
  const observations = left.slice(0, size);
  const upTo = observations.at(-1)?.order ?? Number(cursor);
  return { kind: 'page', cursor: String(upTo), upTo, observations, more: left.length > size };
}

function historyPage({ story }: ToldPlatform, from: number, size: number): History {
  const all = standing(observed(NOTHING, story));
  const next = from + size;
  return {
    kind: 'page',
    position: next >= all.length ? null : String(next),
    sightings: all.slice(from, next),
    rooms: { done: Math.min(next, all.length), total: all.length },
  };
}

/** What stands where, as a platform that keeps what was deleted tells it. */
function standing({ spots, files, containers }: Records): Sighting[] {
  const told = [...spots.values()].flatMap(({ order, seenAt: _, shows, deleted, ...spot }): Sighting[] => [
    ...(order < 0
      ? []
      : [
          {
            kind: 'shown' as const,
            at: T0,
            spot,
            files: shows.map(({ blob, copy }) => ({ ...fileFacts(Number(blob.slice(1))), copy })),
          },
        ]),
    ...(deleted ? [{ kind: 'deleted' as const, what: 'spot' as const, key: spot.key, at: T0 }] : []),
  ]);
  const uploads = [...files.values()].flatMap(({ deleted, ...file }): Sighting[] => [
    { kind: 'media', file: fileFacts(Number(file.blob.slice(1))), at: T0 },
    ...(deleted ? [{ kind: 'deleted' as const, what: 'blob' as const, key: file.blob, at: T0 }] : []),
  ]);
  const rooms = [...containers.values()].map(
    ({ order: _, ...container }): Sighting => ({ kind: 'container', container, at: T0 }),
  );
  return [...uploads, ...rooms, ...told];
}

const capabilitiesOf = (follows: boolean): Capabilities => ({
  platform: 'messenger',
  version: follows ? '1' : '',
  probedAt: T0,
  resolve: 'direct',
  observe: {
    mode: follows ? 'poll' : 'none',
    history: 'full',
    delivery: 'at-least-once',
    numbered: true,
  },
  find: { byBlobId: true, bySha256: true, byPerceptual: false, backfill: follows },
  remove: { reference: 'direct', blob: 'direct', thumbnail: 'direct', container: 'none' },
  restore: {},
  gate: 'none',
  suspend: 'none',
  notifyUploader: 'none',
  encrypted: 'clear',
  federation: 'none',
  endpoints: [],
});
