// Many stored videos behind one Hamming index: it hands out ids for their frames, and turns the index's matches of a query's frames into
// matches of videos. It keeps times and counts, not hashes: those are in the index.

import type { Hash256 } from '../hash/hash256.ts';
import { hashToText } from '../hash/hash256.ts';
import { type CountingRules, type Counted, counted, USUAL_COUNTING, usualGap } from './counted.ts';
import { createTally, type Hit, type Tally, type VideoMatch } from './tally.ts';
import type { FrameHash } from './vpdq.ts';

/** What any index answers: ids of frames within its distance. */
export type FrameSearch = (
  hash: Hash256,
) => Iterable<{ readonly id: number }> | PromiseLike<Iterable<{ readonly id: number }>>;

export type NamedMatch = VideoMatch & { readonly name: string };

export type VideoBank = {
  /** Takes a video and returns what to put into the index: its counted frames with their ids, which go up from the bank's first. */
  add(name: string, frames: readonly FrameHash[]): readonly { readonly id: number; readonly hash: Hash256 }[];
  /**
   * The stored videos of which a frame matches, largest share of the query first. Each different hash is searched once; ids that
   * the bank does not know are left out. Time grows with the number of matches.
   */
  match(query: readonly FrameHash[], search: FrameSearch): Promise<readonly NamedMatch[]>;
};

type Video = { readonly name: string; readonly total: number; readonly gap: number };
type Place = Hit & { readonly video: Video };

/** A bank whose ids begin at `firstId` (default 0). Both sides are counted by the same rules. */
export function createVideoBank(rules: Partial<CountingRules> = {}, firstId = 0): VideoBank {
  const counting = { ...USUAL_COUNTING, ...rules };
  const places: Place[] = [];
  return {
    add(name, all) {
      const { frames, numbers, total } = counted(all, counting);
      const video: Video = { name, total, gap: usualGap({ frames }) };
      return frames.map(({ hash, seconds }, at) => {
        places.push({ video, seconds, number: numbers[at] ?? at });
        return { id: firstId + places.length - 1, hash };
      });
    },
    async match(all, search) {
      const query = counted(all, counting);
      const tallies = new Map<Video, Tally>();
      const found = remembered(search, (id) => places[id - firstId]);
      for (const [at, { hash }] of query.frames.entries()) addAll(tallies, query, at, await found(hash));
      return [...tallies]
        .map(([{ name }, tally]) => ({ name, ...tally.finish() }))
        .sort((one, other) => other.queryShare - one.queryShare);
    },
  };
}

type ByVideo = ReadonlyMap<Video, readonly Hit[]>;

/** The search, asked once for each different hash, with its answers by video in the order of time. */
function remembered(search: FrameSearch, placeOf: (id: number) => Place | undefined) {
  const known = new Map<string, ByVideo>();
  return async (hash: Hash256): Promise<ByVideo> => {
    const text = hashToText(hash);
    const before = known.get(text);
    if (before !== undefined) return before;
    const ids = Array.from(await search(hash), ({ id }) => id);
    const places = ids.map(placeOf).filter((place) => place !== undefined);
    const byVideo = Map.groupBy(
      places.sort((one, other) => one.seconds - other.seconds),
      ({ video }) => video,
    );
    known.set(text, byVideo);
    return byVideo;
  };
}

function addAll(tallies: Map<Video, Tally>, query: Counted, at: number, found: ByVideo): void {
  for (const [video, hits] of found) {
    const tally = tallies.get(video) ?? createTally(query, video);
    tallies.set(video, tally);
    tally.add(at, hits);
  }
}
