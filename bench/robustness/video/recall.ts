// What of altered films is found in their originals, and what of other films is: `matchVideos` with its defaults, one frame a second.

import { counted, USUAL_COUNTING } from '../../../src/matching/video/counted.ts';
import { matchVideos, matchViews } from '../../../src/matching/video/match.ts';
import type { VideoMatch } from '../../../src/matching/video/tally.ts';
import type { VideoHash } from '../../../src/matching/video/vpdq.ts';
import { median } from '../../harness/statistics.ts';
import { mean } from '../measure/figures.ts';

/** The hashes of one film, and of its copies in the order of the alterations. */
export type HashedFilm = { readonly film: Hashed; readonly copies: readonly Hashed[] };
export type Hashed = Pick<VideoHash, 'frames' | 'unframed'>;

/** With the plain frames alone, or also without the bars that a video seems to have. */
export type Way = 'plain' | 'unframed';
const NOTHING: Hashed = { frames: [] };
const matching: Readonly<Record<Way, (query: Hashed, stored: Hashed) => VideoMatch>> = {
  plain: (query, stored) => matchVideos(query.frames, stored.frames),
  unframed: (query, stored) => matchViews(query, stored),
};

/** Percent of the counted frames, or a number of frames, over all films. */
type Shares = { readonly mean: number; readonly median: number; readonly lowest: number };

export type VideoRecall = {
  readonly family: string;
  readonly name: string;
  /** Shares of the films, 0 to 1: with any frame that matches, and with a stretch (three frames in a row at a steady distance). */
  readonly anyFrame: number;
  readonly stretch: number;
  readonly queryShare: Shares;
  readonly storedShare: Shares;
};

export type VideoFalseMatches = {
  /** Pairs of a film, or a copy that holds nothing else, with another film. */
  readonly pairs: number;
  readonly anyFrame: number;
  readonly stretch: number;
};

/** Plain rows, and behind them the rows that hashing without bars changes. */
export const rowsOf = (
  plain: readonly VideoRecall[],
  unframed: readonly VideoRecall[],
): readonly VideoRecall[] => [
  ...plain,
  ...unframed
    .filter(({ queryShare }, at) => Math.abs(queryShare.mean - (plain[at]?.queryShare.mean ?? 0)) >= 1)
    .map((row) => ({ ...row, name: `${row.name}, hashed without bars too` })),
];

type Named = { readonly family: string; readonly name: string };

const sharesOf = (values: readonly number[]): Shares => ({
  mean: mean(values),
  median: median(values),
  lowest: Math.min(...values),
});

const hasFrame = ({ queryShare }: VideoMatch): boolean => queryShare > 0;
const hasStretch = ({ stretches }: VideoMatch): boolean => stretches.length > 0;

/** How many different frames of enough quality a film has: what there is to find of it. */
export const countedOf = (films: readonly HashedFilm[]): Shares =>
  sharesOf(films.map(({ film }) => counted(film.frames, USUAL_COUNTING).total));

/** A row for each alteration. @param films each with as many copies as there are names */
export function recallOfFilms(
  films: readonly HashedFilm[],
  names: readonly Named[],
  way: Way,
): readonly VideoRecall[] {
  return names.map(({ family, name }, at) => {
    const matches = films.map(({ film, copies }) => matching[way](copies[at] ?? NOTHING, film));
    const part = (holds: (match: VideoMatch) => boolean) => matches.filter(holds).length / films.length;
    return {
      ...{ family, name, anyFrame: part(hasFrame), stretch: part(hasStretch) },
      queryShare: sharesOf(matches.map(({ queryShare }) => queryShare)),
      storedShare: sharesOf(matches.map(({ storedShare }) => storedShare)),
    };
  });
}

/** Every film and each of its copies against every other film. @param joined which copies hold other films too, and are left out */
export function falseMatchesOfFilms(
  films: readonly HashedFilm[],
  joined: (at: number) => boolean,
  way: Way,
): VideoFalseMatches {
  const matches = films.flatMap(({ film, copies }, number) => {
    const queries = [film, ...copies.filter((_, at) => !joined(at))];
    const others = films.filter((_, other) => other !== number);
    return others.flatMap((other) => queries.map((query) => matching[way](query, other.film)));
  });
  return {
    pairs: matches.length,
    anyFrame: matches.filter(hasFrame).length,
    stretch: matches.filter(hasStretch).length,
  };
}
