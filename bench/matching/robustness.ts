// How much a picture or a video may change and still be found, and what is found that should not be: plain PDQ, and with each addition.
//
//   node bench/matching/robustness.ts [--only pictures|video] [--scenes 200] [--pairs 100000] [--films 20] [--seed 7] [--out FILE.json] [--json]
//
// Writes FILE.json and, beside it, FILE.svg (pictures) and FILE-video.svg; without --out into docs/benchmarks. What --only leaves
// out keeps what FILE.json had.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadHasher } from '../../src/matching/pdq/load.ts';
import { commandOptions } from '../harness/command.ts';
import { load, machine } from '../harness/machine.ts';
import { textTable } from '../harness/table.ts';
import { costs } from '../robustness/measure/costs.ts';
import { falseMatches } from '../robustness/measure/false-matches.ts';
import { histogram } from '../robustness/measure/figures.ts';
import { PAIRS_SIDE } from '../robustness/measure/hashed-scenes.ts';
import { RECALL_SIDE, recallOf } from '../robustness/measure/recall.ts';
import { hashesOfScenes, recallOfScenes } from '../robustness/measure/threads.ts';
import { LEAST_QUALITY, METHODS, RADIUS } from '../robustness/methods.ts';
import { robustnessPicture } from '../robustness/picture/robustness-picture.ts';
import { videoPicture } from '../robustness/picture/video-picture.ts';
import {
  NOTES,
  type Qualities,
  readRobustness,
  type Robustness,
  type RobustnessDocument,
  wantedOf,
} from '../robustness/results.ts';
import { measureVideos, type VideoRobustness } from '../robustness/video/measure.ts';
import { rowsOf } from '../robustness/video/recall.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/benchmarks');
const began = performance.now();
const loadBefore = load();

const values = commandOptions(import.meta.filename, {
  only: { type: 'string' },
  scenes: { type: 'string', default: '200' },
  pairs: { type: 'string', default: '100000' },
  films: { type: 'string', default: '20' },
  seed: { type: 'string', default: '7' },
  out: { type: 'string', default: path.join(FOLDER, 'robustness.json') },
  json: { type: 'boolean', default: false },
});

function whole(name: 'scenes' | 'pairs' | 'films' | 'seed', least: number): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} is a whole number from ${least} on, not ${values[name]}`);
}

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);

const qualitiesOf = (side: number, qualities: Iterable<number>): Qualities => {
  const bins = histogram(qualities, 10, 100);
  return { side, scenes: bins.reduce((sum, { count }) => sum + count, 0), bins };
};

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function measure(): Promise<Robustness> {
  const [seed, scenes, pairs] = [whole('seed', 0), whole('scenes', 1), whole('pairs', 2)];
  const recalled = await recallOfScenes({ seed, scenes, say });
  const rows = await hashesOfScenes({ seed: seed + 1, scenes: pairs, say });
  const methods = METHODS.flatMap(({ name }, which) => {
    const of = rows[which];
    if (of === undefined) return [];
    say(`all pairs: ${name}`);
    return [falseMatches(name, of.asked, of.stored, pairs)];
  });
  return {
    ...{ date: new Date().toISOString(), machine: machine(), load: loadBefore, seed },
    ...{ radius: RADIUS, leastQuality: LEAST_QUALITY, methods: METHODS.map(({ name }) => name) },
    recall: {
      ...{ scenes, side: RECALL_SIDE, kinds: tally(recalled.map(({ kind }) => kind)) },
      alterations: recallOf(recalled),
    },
    falseMatches: { scenes: pairs, side: PAIRS_SIDE, methods },
    qualities: [
      qualitiesOf(
        RECALL_SIDE,
        recalled.map(({ quality }) => quality),
      ),
      qualitiesOf(PAIRS_SIDE, rows[0]?.stored.qualities ?? []),
    ],
    costs: costs(seed, loadHasher()),
    seconds: Math.round((performance.now() - began) / 1000),
    notes: NOTES,
  };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function printed({ recall, methods, falseMatches: { scenes, methods: counts }, costs: prices }: Robustness) {
  const found = recall.alterations.map(({ family, name, found: shares }) => [
    `${family}: ${name}`,
    ...shares.map(percent),
  ]);
  console.log(`\nFound within ${RADIUS} bits, of ${recall.scenes}\n`);
  console.log(textTable(['alteration', ...methods], found));
  const falses = counts.map(({ method, stored, asked, withoutGate, behindGate, seconds }) => [
    ...[method, stored, asked, withoutGate.pairs, withoutGate.scenes],
    ...[behindGate.pairs, behindGate.scenes, seconds],
  ]);
  console.log(`\nFalse matches among all pairs of ${scenes}\n`);
  const head = ['method', 'stored', 'asked', 'pairs', 'scenes', 'pairs, gate', 'scenes, gate', 'seconds'];
  console.log(textTable(head, falses));
  console.log('\nCost of a picture\n');
  const price = prices.map(({ method, stored, asked, storeMs, askMs }) => [
    ...[method, stored.toFixed(1), asked.toFixed(1), storeMs.toFixed(2), askMs.toFixed(2)],
  ]);
  console.log(textTable(['method', 'stored', 'asked', 'store ms', 'ask ms'], price));
}

function printedVideo({ films, alterations, falseMatches, unframed }: VideoRobustness) {
  const rows = rowsOf(alterations, unframed.alterations).map((row) => [
    ...[`${row.family}: ${row.name}`, percent(row.anyFrame), percent(row.stretch)],
    ...[row.queryShare, row.storedShare].map(
      ({ mean, lowest }) => `${Math.round(mean)} (${Math.round(lowest)})`,
    ),
  ]);
  console.log(`\nVideos found, of ${films.count}; mean and lowest percent of frames\n`);
  console.log(textTable(['alteration', 'any frame', 'stretch', 'of the copy', 'of the film'], rows));
  for (const [way, { pairs, anyFrame, stretch }] of Object.entries({
    plain: falseMatches,
    unframed: unframed.falseMatches,
  }))
    console.log(
      `\n${way}: of ${pairs} pairs of different films ${anyFrame} have a frame that matches, ${stretch} a stretch`,
    );
}

const wanted = wantedOf(values.only);
const pictures = wanted.pictures ? await measure() : undefined;
const video = wanted.video
  ? await measureVideos({ seed: whole('seed', 0), films: whole('films', 3), say })
  : undefined;
const before = readRobustness(values.out);
const results: RobustnessDocument = { ...before, ...pictures, ...(video === undefined ? {} : { video }) };
mkdirSync(path.dirname(values.out), { recursive: true });
writeFileSync(values.out, `${JSON.stringify(results, null, 1)}\n`);
if (pictures !== undefined) writeFileSync(values.out.replace(/\.json$/, '.svg'), robustnessPicture(pictures));
if (video !== undefined) writeFileSync(values.out.replace(/\.json$/, '-video.svg'), videoPicture(video));
if (values.json) console.log(JSON.stringify(results));
else {
  if (pictures !== undefined) printed(pictures);
  if (video !== undefined) printedVideo(video);
}
say(`written: ${values.out}, after ${Math.round((performance.now() - began) / 1000)} s`);
