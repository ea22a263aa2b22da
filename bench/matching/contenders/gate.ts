// An upload gate as a contender: a picture file decoded by the policy, hashed, and looked up among ten million, in one process.

import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { HashIndex } from '../../../src/matching/index/hash-index.ts';
import { loadHasher } from '../../../src/matching/pdq/load.ts';
import { decodePicture } from '../../../src/matching/picture/decode.ts';
import { answerLines } from '../../harness/answer-lines.ts';
import { builtIndex } from './built-index.ts';

export type GateQuestion =
  | { readonly do: 'build'; readonly file: string; readonly count: number }
  | { readonly do: 'pass'; readonly picture: string; readonly times: number };

sharp.concurrency(1);
sharp.cache(false);
const hasher = loadHasher();
let index: HashIndex | undefined;

async function pass(picture: string, times: number) {
  const file = readFileSync(picture);
  const steps: { decode: number; hash: number; match: number }[] = [];
  let hashed = '';
  for (let left = times; left > 0; left--) {
    const begun = performance.now();
    const { pixels } = await decodePicture(file);
    const decoded = performance.now();
    const { hash } = hasher.hash(pixels);
    const ready = performance.now();
    index?.query(hash);
    steps.push({ decode: decoded - begun, hash: ready - decoded, match: performance.now() - ready });
    hashed = `${pixels.width} x ${pixels.height}`;
  }
  return { steps, hashed };
}

await answerLines(async (question: GateQuestion) => {
  if (question.do === 'pass') return pass(question.picture, question.times);
  index = await builtIndex(question.file, question.count);
  return {};
});
