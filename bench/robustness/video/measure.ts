// Draws films and their altered copies into a folder of its own, hashes them, and counts what is found. The folder is deleted.

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { hashVideo } from '../../../src/matching/video/hash-video.ts';
import { load, type Machine, machine } from '../../harness/machine.ts';
import { VIDEO_ALTERATIONS } from './alterations.ts';
import { drawFilm, ffmpeg, FILM, FILM_SECONDS } from './film.ts';
import {
  countedOf,
  falseMatchesOfFilms,
  type Hashed,
  type HashedFilm,
  recallOfFilms,
  type VideoFalseMatches,
  type VideoRecall,
  type Way,
} from './recall.ts';

export type VideoRobustness = {
  readonly date: string;
  readonly machine: Machine;
  readonly load: number;
  readonly seconds: number;
  readonly seed: number;
  readonly films: { readonly count: number; readonly seconds: number } & typeof FILM;
  /** Different frames of enough quality in a film. */
  readonly counted: ReturnType<typeof countedOf>;
  readonly alterations: readonly VideoRecall[];
  readonly falseMatches: VideoFalseMatches;
  /** The same, where the frames were hashed without bars too. */
  readonly unframed: {
    readonly alterations: readonly VideoRecall[];
    readonly falseMatches: VideoFalseMatches;
  };
  readonly notes: readonly string[];
};

const VIDEO_NOTES: readonly string[] = [
  'The films are generated: four still scenes each, the camera panning over them, with grain. Real films have things that move; real collections hold series, and those are the false matches that matter.',
  'One frame a second, all counted as `matchVideos` does by default (quality from 50, within 31 bits, equal hashes once); `unframed` also without the bars that a frame seems to have. Turns and crops are not offered for the frames of a video.',
  'Films with few frames of enough quality have little to be found by (`counted`): a copy whose last such frames fall under the gate shares nothing, which is where a lowest share of 0 comes from in rows that else are near 100.',
  'A copy that is faster, slower or cut off the second is looked at between the moments at which its original was: what a moving camera changes in up to half a second is in those rows.',
  'A stretch bears a tenth of drift: at 0.8, 1.25 and 2 times the speed the stretches are those of single shots, whose frames are alike, not of the whole.',
  'Inside a film of 36 s a third of the query is the film: about 33 percent of the query is all there is to find.',
];

type VideoWork = {
  readonly seed: number;
  readonly films: number;
  readonly say: (line: string) => void;
};

/** Two things at a time, or as many as there are cores: ffmpeg takes one each. */
export async function measureVideos({ seed, films, say }: VideoWork): Promise<VideoRobustness> {
  const [date, loadBefore, began] = [new Date().toISOString(), load(), performance.now()];
  const folder = await mkdtemp(path.join(tmpdir(), 'robust-video-'));
  try {
    const files = await inTurns(films, async (number) => {
      const own = await mkdtemp(path.join(folder, `${number}-`));
      return await drawFilm(own, seed, number);
    });
    const hashed = await inTurns(films, async (number) => {
      const one = await hashedFilm(files, number);
      say(`video: film ${number} and its copies hashed`);
      return one;
    });
    return {
      ...{ date, machine: machine(), load: loadBefore, seed },
      films: { count: films, seconds: FILM_SECONDS, ...FILM },
      counted: countedOf(hashed),
      ...recalled(hashed, 'plain'),
      unframed: recalled(hashed, 'unframed'),
      seconds: Math.round((performance.now() - began) / 1000),
      notes: VIDEO_NOTES,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isJoined = (at: number): boolean => VIDEO_ALTERATIONS[at]?.name.startsWith('inside') === true;

const recalled = (films: readonly HashedFilm[], way: Way) => ({
  alterations: recallOfFilms(films, VIDEO_ALTERATIONS, way),
  falseMatches: falseMatchesOfFilms(films, isJoined, way),
});

/** `work` for each number below `count`, as many at once as there are cores, the results in order. */
async function inTurns<T>(count: number, work: (number: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) results[number] = await work(number);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

async function hashedFilm(files: readonly string[], number: number): Promise<HashedFilm> {
  const of = (at: number): string => files[at % files.length] ?? '';
  const films = { film: of(number), before: of(number + 1), behind: of(number + 2) };
  const hasher = loadHasher();
  const hashes = (file: string): Promise<Hashed> => hashVideo(file, { hasher, threads: 1, unframed: true });
  const copies: Hashed[] = [];
  for (const { ending, words } of VIDEO_ALTERATIONS) {
    const file = path.join(path.dirname(films.film), `copy${ending}`);
    await ffmpeg([...words(films), file]);
    copies.push(await hashes(file));
    await rm(file);
  }
  return { film: await hashes(films.film), copies };
}
