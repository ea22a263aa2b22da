// Ours, as a contender of the bench: a video file in, seconds and frame hashes out.

import { hashToText } from '../../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { hashVideo } from '../../../src/matching/video/hash-video.ts';
import type { FrameChoice } from '../../../src/matching/video/vpdq.ts';
import { answerLines } from '../../harness/answer-lines.ts';

const hasher = loadHasher();

await answerLines(async ({ file, choice }: { readonly file: string; readonly choice: FrameChoice }) => {
  const started = performance.now();
  const { frames } = await hashVideo(file, { hasher, choice });
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    frames: frames.map(({ frame, quality, hash }) => `${frame} ${quality} ${hashToText(hash)}`),
  };
});
