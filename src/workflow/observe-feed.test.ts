// Following a feed and reading a history into the index: nothing is lost to a crash, a gap or a second desk, and a gap is said.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryMediaIndex } from '../adapters/store/memory/media-index.ts';
import { later, T0 } from '../../test/support/fixtures.ts';
import { messageSpot, shownFile, stories } from '../../test/support/observations.ts';
import { type ToldPlatform, toldPlatform } from '../../test/support/told-platform.ts';
import type { BlindSpot } from '../domain/content/copy.ts';
import { coverageOf } from '../domain/content/index-state.ts';
import { type FileRecord, observed, type Records } from '../domain/content/media-record.ts';
import type { Observation } from '../domain/content/observation.ts';
import { HOUR } from '../domain/kernel/instant.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { observeFeed, READ_AGAIN } from './observe-feed.ts';
import { probePlatform } from './probe-platform.ts';
import { readHistory } from './read-history.ts';
import { requestHistory } from './request-history.ts';

const WHO = 'messenger';
const ALL = { after: '', limit: 1_000 };
const NOTHING: Records = { files: new Map(), spots: new Map(), containers: new Map() };
const SPOTS = ['avatar/0', 'avatar/1', 'm/0', 'm/1', 'm/2', 'm/3'];
const BLOBS = ['b0', 'b1', 'b2', 'b3', 'b4'];

const posted = (id: number, order: number, ...files: readonly number[]): Observation => ({
  kind: 'shown',
  spot: messageSpot(id),
  files: files.map((at) => shownFile(`m/${id}`, at)),
  order,
  at: T0,
});

/** What stands where, without when it was told, and of files whether they are there: the history knows more of them than a message. */
async function standing(index: MediaIndex): Promise<unknown> {
  const spots = await index.spots(WHO, { keys: SPOTS }, ALL);
  const files = await index.files(WHO, { blobs: BLOBS }, ALL);
  return [spots.map(({ order, seenAt: _, ...spot }) => [spot, order < 0]), files.map(there)];
}

function truth(story: readonly Observation[]): unknown {
  const { spots, files } = observed(NOTHING, story);
  const byKey = <T>(map: ReadonlyMap<string, T>): readonly T[] =>
    [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return [byKey(spots).map(({ order, seenAt: _, ...spot }) => [spot, order < 0]), byKey(files).map(there)];
}

const there = ({ blob, deleted }: FileRecord): unknown => [blob, deleted];

async function follow(platform: ToldPlatform, index: MediaIndex, now = T0): Promise<void> {
  for (let pages = 0, again = 0; pages < 200; pages += 1) {
    const observing = await observeFeed(platform, index, now, again);
    if (observing.kind === 'taken' && !observing.more) return;
    again = observing.kind === 'again' ? again + 1 : 0;
  }
  throw new Error('the feed does not end');
}

async function readAll(platform: ToldPlatform, index: MediaIndex, now = T0): Promise<number> {
  for (let pages = 0; pages < 200; pages += 1)
    if ((await readHistory(platform, index, now)).kind === 'nothing') return pages;
  throw new Error('the history does not end');
}

async function begun(story: readonly Observation[] = []): Promise<[ToldPlatform, MediaIndex]> {
  const [platform, index] = [toldPlatform(story), memoryMediaIndex()];
  await probePlatform(platform, index, T0);
  await follow(platform, index);
  return [platform, index];
}

describe('the feed and the history', () => {
  test('together come to what stands there, wherever between them things happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        stories,
        fc.nat(25),
        fc.array(fc.constantFrom('feed', 'history', 'event'), { maxLength: 40 }),
        async (story, before, steps) => {
          const [platform, index] = await begun(story.slice(0, before));
          const rest = story.slice(before);
          for (const step of steps) {
            const [next] = step === 'event' ? rest.splice(0, 1) : [];
            if (next !== undefined) platform.story.push(next);
            if (step === 'feed') await observeFeed(platform, index, T0, 0);
            if (step === 'history') await readHistory(platform, index, T0);
          }
          platform.story.push(...rest);
          await readAll(platform, index);
          await follow(platform, index);
          expect(await standing(index)).toEqual(truth(story));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('with events that never came are put right by a history begun later, edits and deletions too', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.array(fc.integer({ min: 1, max: 25 })), async (story, missing) => {
        const [platform, index] = await begun();
        await readAll(platform, index);
        for (const order of missing) platform.missing.add(order);
        platform.story.push(...story);
        await follow(platform, index);
        const told = story.filter(({ order }) => !platform.missing.has(order));
        const gap = told.some((one, at) => one.order !== at + 1);
        const blind: readonly BlindSpot[] = coverageOf(await index.state(WHO), T0).blind;
        expect(blind.includes('feedGap')).toBe(gap);
        if (gap) {
          expect((await readHistory(platform, index, T0)).kind).toBe('nothing');
          await readAll(platform, index, later(HOUR));
          expect((await index.state(WHO)).holes).toEqual([]);
          const last = Math.max(...told.map(({ order }) => order));
          const known = story.filter(({ order }) => order <= last || platform.missing.has(order));
          expect(await standing(index)).toEqual(truth(known));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a hole in the feed', () => {
  test('is asked for again, and only then a gap; what comes late fills it', async () => {
    const [platform, index] = await begun();
    platform.story.push(posted(1, 1, 0), posted(2, 2, 1), posted(3, 3, 2));
    platform.missing.add(2);
    for (let again = 0; again < READ_AGAIN; again += 1)
      expect(await observeFeed(platform, index, T0, again)).toEqual({ kind: 'again' });
    expect((await index.state(WHO)).cursor).toBe('0');
    expect(await observeFeed(platform, index, T0, READ_AGAIN)).toMatchObject({
      kind: 'taken',
      gaps: [{ from: 2, to: 2 }],
    });
    platform.instead.push({
      kind: 'page',
      cursor: '3',
      upTo: 3,
      observations: [posted(2, 2, 1)],
      more: false,
    });
    await follow(platform, index);
    expect((await index.state(WHO)).holes).toEqual([]);
  });
});

describe('a page', () => {
  test('that was read by two desks is taken once', async () => {
    const [platform, index] = await begun();
    platform.story.push(posted(1, 1, 0));
    const both = await Promise.all([
      observeFeed(platform, index, T0, 0),
      observeFeed(platform, index, T0, 0),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['again', 'taken']);
    expect((await index.state(WHO)).upTo).toBe(1);
  });

  test('of the history is written although the feed moved on meanwhile, and not twice', async () => {
    const [platform, index] = await begun([posted(1, 1, 0), posted(2, 2, 1)]);
    const backfill = platform.backfill.bind(platform);
    platform.backfill = async (position) => {
      const page = await backfill(position);
      platform.story.push(posted(3, platform.story.length + 1, 2));
      await observeFeed(platform, index, T0, 0);
      return page;
    };
    expect((await readHistory(platform, index, T0)).kind).toBe('read');
    const both = await Promise.all([readHistory(platform, index, T0), readHistory(platform, index, T0)]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['again', 'read']);
  });

  test('that the platform does not give now is no page: nothing is written, and the pause is passed on', async () => {
    const [platform, index] = await begun();
    const before = await index.state(WHO);
    const retry = { kind: 'retry', code: 'connector.rate-limited', afterMs: 7_000 } as const;
    platform.instead.push(retry, retry);
    expect(await observeFeed(platform, index, T0, 0)).toEqual(retry);
    expect(await readHistory(platform, index, T0)).toEqual(retry);
    expect(await index.state(WHO)).toEqual(before);
  });
});

describe('a platform that lost our place', () => {
  test('and counts anew is another one: what was indexed is thrown away', async () => {
    const [platform, index] = await begun([posted(1, 1, 0)]);
    await readAll(platform, index);
    platform.instead.push({ kind: 'lost', anew: true });
    expect(await observeFeed(platform, index, T0, 0)).toEqual({ kind: 'lost' });
    expect(await index.counts(WHO)).toEqual({ files: 0, spots: 0, containers: 0 });
    platform.story.splice(0, 1, posted(2, 1, 1));
    await follow(platform, index);
    await readAll(platform, index);
    expect(await standing(index)).toEqual(truth(platform.story));
  });

  test('and goes on counting leaves what is known, and the history is read again', async () => {
    const [platform, index] = await begun([posted(1, 1, 0)]);
    await readAll(platform, index);
    platform.instead.push({ kind: 'lost', anew: false });
    await observeFeed(platform, index, T0, 0);
    expect(await index.counts(WHO)).toMatchObject({ spots: 1 });
    expect(coverageOf(await index.state(WHO), T0).blind).toContain('beforeIndexing');
    await follow(platform, index);
    expect(await readAll(platform, index)).toBeGreaterThan(0);
  });
});

describe('the history', () => {
  test('is read once more from its beginning when a person asks, also while it is read', async () => {
    const [platform, index] = await begun([posted(1, 1, 0), posted(2, 2, 1), posted(3, 3, 2)]);
    await readHistory(platform, index, T0);
    expect((await index.state(WHO)).run?.position).not.toBeNull();
    await requestHistory(WHO, index, T0);
    platform.asked.splice(0);
    await readAll(platform, index);
    expect(platform.asked[0]).toBe('backfill null');
    expect((await index.state(WHO)).requestedAt).toBeNull();
  });

  test('leaves nothing in the state but how far it is', async () => {
    const [platform, index] = await begun([posted(1, 1, 0), posted(2, 2, 1), posted(3, 3, 2)]);
    await readHistory(platform, index, T0);
    const state = await index.state(WHO);
    expect(Object.keys(state.run ?? {}).toSorted()).toEqual(
      ['asOf', 'finishedAt', 'position', 'requests', 'rooms', 'startedAt'].toSorted(),
    );
    expect(JSON.stringify(state)).not.toContain('b0');
  });

  test('of a platform that cannot be followed is not read, and nobody is told that it was seen', async () => {
    const [platform, index] = [toldPlatform([posted(1, 1, 0)]), memoryMediaIndex()];
    platform.follows = false;
    await probePlatform(platform, index, T0);
    expect(await observeFeed(platform, index, T0, 0)).toEqual({ kind: 'not-followed' });
    expect(await readHistory(platform, index, T0)).toEqual({ kind: 'nothing' });
    expect(coverageOf(await index.state(WHO), T0).blind).toEqual(['beforeIndexing', 'notIndexed', 'altered']);
  });
});
