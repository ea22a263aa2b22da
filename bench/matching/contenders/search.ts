// Ours, as a contender of the bench: the live index through its public door, one query at a time.

import { readFileSync } from 'node:fs';
import { HASH_BYTES } from '../../../src/matching/hash/hash256.ts';
import type { HashIndex } from '../../../src/matching/index/hash-index.ts';
import { answerLines } from '../../harness/answer-lines.ts';
import { builtIndex } from './built-index.ts';

export type BuildQuestion = {
  readonly do: 'build';
  readonly file: string;
  readonly count: number;
  readonly queries: string;
};
/** Queries `from` to `to` are answered; then others are timed, from `more` on and round again, until `forMs` is over. */
export type AskQuestion = {
  readonly do: 'ask';
  readonly from: number;
  readonly to: number;
  readonly more: number;
  readonly forMs: number;
};

const MIB = 2 ** 20;
let index: HashIndex | undefined;
let queries = new Uint8Array(0);

async function build(question: BuildQuestion) {
  queries = readFileSync(question.queries);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  index = await builtIndex(question.file, question.count);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, rssMiB: (process.memoryUsage().rss - before) / MIB };
}

function ask({ from, to, more, forMs }: AskQuestion) {
  const us: number[] = [];
  const found: [number, number][][] = [];
  const until = performance.now() + forMs;
  const one = (at: number) => {
    const hash = queries.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    const started = performance.now();
    const matches = index?.query(hash).matches ?? [];
    us.push(1000 * (performance.now() - started));
    return matches;
  };
  for (let at = from; at < to; at++)
    found.push(one(at).map(({ id, distance }): [number, number] => [id, distance]));
  const last = queries.length / HASH_BYTES;
  for (let at = more; performance.now() < until; at = at + 1 < last ? at + 1 : more) one(at);
  return { us, found: found.map((pairs) => pairs.sort(([a], [b]) => a - b)) };
}

await answerLines((question: BuildQuestion | AskQuestion) =>
  question.do === 'build' ? build(question) : ask(question),
);
