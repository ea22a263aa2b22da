// Ours, as a contender of the bench: pixels in, milliseconds and hash out.

import { readFileSync } from 'node:fs';
import { hashToText } from '../../../src/matching/hash/hash256.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { answerLines, timed } from '../../harness/answer-lines.ts';

export type HashQuestion = {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly times: number;
};

const hasher = loadHasher();

await answerLines(({ file, width, height, times }: HashQuestion) => {
  const pixels = { data: readFileSync(file), width, height, channels: 3 } as const;
  const { hash, quality } = hasher.hash(pixels);
  return { ms: timed(times, () => hasher.hash(pixels)), hash: hashToText(hash), quality };
});
