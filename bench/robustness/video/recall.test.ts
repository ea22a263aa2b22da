// What the measurement of videos calls found, and what a false match.

import { expect, test } from 'vitest';
import { HASH_BYTES } from '../../../src/matching/hash/hash256.ts';
import type { FrameHash } from '../../../src/matching/video/vpdq.ts';
import { wantedOf } from '../results.ts';
import { VIDEO_ALTERATIONS } from './alterations.ts';
import { countedOf, falseMatchesOfFilms, recallOfFilms } from './recall.ts';

/** One frame a second, each of a picture of its own: far from all others. */
function film(pictures: readonly number[]): { readonly frames: readonly FrameHash[] } {
  const frames = pictures.map((picture, seconds) => {
    const hash = Uint8Array.from(
      { length: HASH_BYTES },
      (_, at) => ((picture + 1) * 0x9e3779b1 * (at + 7)) >>> 21,
    );
    return { hash, quality: 100, seconds, frame: seconds };
  });
  return { frames };
}

const names = [{ family: 'cut', name: 'half' }];

test('shares are means over the films, with the lowest, and films are counted by frame and by stretch', () => {
  const films = [
    { film: film([0, 1, 2, 3, 4, 5]), copies: [film([0, 1, 2])] },
    { film: film([10, 11, 12, 13]), copies: [film([11, 20])] },
  ];
  expect(recallOfFilms(films, names, 'plain')).toEqual([
    {
      ...{ family: 'cut', name: 'half', anyFrame: 1, stretch: 0.5 },
      queryShare: { mean: 75, median: 75, lowest: 50 },
      storedShare: { mean: 37.5, median: 37.5, lowest: 25 },
    },
  ]);
});

test('frames of little quality and frames that repeat are not counted', () => {
  const frames = film([0, 1, 1, 2]).frames.map((frame, at) => ({ ...frame, quality: at === 3 ? 49 : 50 }));
  const films = [
    { film: { frames }, copies: [] },
    { film: film([0, 1, 2, 3]), copies: [] },
  ];
  expect(countedOf(films)).toEqual({ mean: 3, median: 3, lowest: 2 });
});

test('a film that another holds is a false match, by frame and by stretch, and joined copies are left out', () => {
  const films = [
    { film: film([0, 1, 2, 3]), copies: [film([30, 31]), film([0, 40, 41])] },
    { film: film([40, 41, 42]), copies: [film([1, 2, 3]), film([0, 1, 2])] },
  ];
  expect(falseMatchesOfFilms(films, (at) => at === 1, 'plain')).toEqual({
    pairs: 4,
    anyFrame: 1,
    stretch: 1,
  });
});

test('words for ffmpeg name the film as input, and no two alterations have one name', () => {
  const films = { film: 'film.mp4', before: 'before.mp4', behind: 'behind.mp4' };
  for (const { words } of VIDEO_ALTERATIONS) expect(words(films)).toContain('film.mp4');
  const all = VIDEO_ALTERATIONS.map(({ family, name }) => `${family}: ${name}`);
  expect(new Set(all).size).toBe(all.length);
});

test('pictures or videos alone can be asked for, and nothing else', () => {
  expect([undefined, 'pictures', 'video'].map(wantedOf)).toEqual([
    { pictures: true, video: true },
    { pictures: true, video: false },
    { pictures: false, video: true },
  ]);
  expect(() => wantedOf('sound')).toThrow(RangeError);
});
