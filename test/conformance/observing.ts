// What every connector must keep of the feed and of the history, whatever its platform: at least once, in an order of its own,
// going on where one left off; and both tell of the same files.
import { describe, expect, it } from 'vitest';
import type { Observation, Sighting } from '../../src/domain/content/observation.ts';
import type { Connector, History, Observed } from '../../src/ports/connector.ts';
import type { World } from './world.ts';

const MAX_PAGES = 2_000;

type ObservedPage = Extract<Observed, { kind: 'page' }>;
type HistoryPage = Extract<History, { kind: 'page' }>;

async function page(connector: Connector, cursor: string | null): Promise<ObservedPage> {
  const observed = await connector.observe(cursor);
  if (observed.kind !== 'page') throw new Error(`expected a page, got ${observed.kind}`);
  return observed;
}

/** Everything after a cursor. */
export async function feedFrom(connector: Connector, from: string): Promise<readonly Observation[]> {
  const seen: Observation[] = [];
  let cursor = from;
  for (let read = 0; read < MAX_PAGES; read += 1) {
    const { observations, cursor: next, more } = await page(connector, cursor);
    seen.push(...observations);
    cursor = next;
    if (!more) return seen;
  }
  throw new Error('the feed does not end');
}

/** Everything from a position on, and the positions on the way. */
export async function historyFrom(
  connector: Connector,
  from: string | null,
): Promise<{ readonly sightings: readonly Sighting[]; readonly pages: readonly HistoryPage[] }> {
  const pages: HistoryPage[] = [];
  for (let position = from; pages.length < MAX_PAGES; ) {
    const read = await connector.backfill(position);
    if (read.kind !== 'page') throw new Error(`expected a page, got ${read.kind}`);
    pages.push(read);
    if (read.position === null) return { pages, sightings: pages.flatMap(({ sightings }) => sightings) };
    position = read.position;
  }
  throw new Error('the history does not end');
}

/** `message blob` of everything a message shows. */
const placesIn = (seen: readonly Sighting[]): string[] =>
  seen.flatMap((one) =>
    one.kind === 'shown' && one.spot.kind === 'message'
      ? one.files.map(({ blob }) => `${one.spot.message} ${blob}`)
      : [],
  );

export function observingConformance(name: string, world: World): void {
  const connector = () => world.connector();

  describe(`${name}: what happens`, () => {
    it('is told from now on, in the order of events, each with its files and their digests', async () => {
      const { cursor, observations } = await page(connector(), null);
      expect(observations).toEqual([]);
      const { places } = await world.stage();
      const seen = await feedFrom(connector(), cursor);
      for (const place of places) expect(placesIn(seen)).toContain(place);
      const orders = seen.map(({ order }) => order);
      expect(orders).toEqual(orders.toSorted((a, b) => a - b));
      const media = seen.filter((one) => one.kind === 'media');
      expect(media.every(({ file }) => file.sha256 !== null && file.uploader !== null)).toBe(true);
    });

    it('is told again until the cursor is stored, and not after', async () => {
      const { cursor } = await page(connector(), null);
      await world.stage();
      const first = await page(connector(), cursor);
      expect(await page(connector(), cursor)).toEqual(first);
      expect(first.observations.length).toBeGreaterThan(0);
      expect(await feedFrom(connector(), first.cursor)).toEqual([]);
    });

    it('is numbered without a hole where the connector says so', async () => {
      const { observe } = await connector().capabilities();
      const { cursor, upTo } = await page(connector(), null);
      await world.stage();
      const orders = new Set((await feedFrom(connector(), cursor)).map(({ order }) => order));
      if (!observe.numbered) return;
      const first = [...orders].toSorted((a, b) => a - b);
      expect(first).toEqual(first.map((_, at) => upTo + 1 + at));
    });

    it('with a deletion takes the spot or the file by its key', async () => {
      const { places } = await world.stage();
      const { cursor } = await page(connector(), null);
      await world.deleteByOwner(places[0] ?? '');
      const gone = (await feedFrom(connector(), cursor)).filter((one) => one.kind === 'deleted');
      expect(gone.map(({ what }) => what).toSorted()).toEqual(['blob', 'spot']);
    });

    it('with a link is found by the spot that it names', async () => {
      const { cursor } = await page(connector(), null);
      const { locator, places } = await world.stage();
      const key = connector().spotOf(locator);
      const seen = await feedFrom(connector(), cursor);
      const shown = seen.find((one) => one.kind === 'shown' && one.spot.key === key);
      expect(placesIn(shown === undefined ? [] : [shown])).toEqual([places[0]]);
      expect(connector().spotOf((await world.links()).room)).toBeNull();
    });
  });

  describe(`${name}: what stands where`, () => {
    it('is told whole, whoever posted it and however long ago, with digests', async () => {
      const { places } = await world.stage();
      const { sightings, pages } = await historyFrom(connector(), null);
      for (const place of places) expect(placesIn(sightings)).toContain(place);
      const { done, total } = pages.at(-1)?.rooms ?? { done: 0, total: 0 };
      expect(done).toBe(total);
      expect(total).toBeGreaterThan(0);
    });

    it('is told to its end from any position on, as if nothing had come between', async () => {
      await world.stage();
      const { pages } = await historyFrom(connector(), null);
      const middle = Math.floor(pages.length / 2);
      const rest = await historyFrom(world.connector(), pages[middle]?.position ?? null);
      expect(placesIn(rest.sightings)).toEqual(
        placesIn(pages.slice(middle + 1).flatMap(({ sightings }) => sightings)),
      );
      expect(rest.pages.at(-1)?.rooms).toEqual(pages.at(-1)?.rooms);
    });

    it('gives the same copy the same id as the feed and the search', async () => {
      const { cursor } = await page(connector(), null);
      const { locator, places } = await world.stage();
      const idsIn = (seen: readonly Sighting[]) =>
        seen
          .flatMap((one) =>
            one.kind === 'shown' ? one.files.map(({ copy, blob }) => ({ copy, blob, one })) : [],
          )
          .filter(({ blob, one }) => places.includes(`${one.spot.message} ${blob}`))
          .map(({ copy }) => copy)
          .toSorted();
      const located = await connector().locate(locator);
      const found = located.kind === 'found' ? located.copies.map(({ id }) => id).toSorted() : [];
      expect(found).toHaveLength(places.length);
      expect(idsIn(await feedFrom(connector(), cursor))).toEqual(found);
      expect(idsIn((await historyFrom(connector(), null)).sightings)).toEqual(found);
    });
  });
}
