// `npm run bench -- matching`: runs the parts one after another, prints the tables, and writes documents and plots.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { textTable } from '../harness/table.ts';
import { setUpPeers } from '../peers/setup.ts';
import { writeDocument } from './document.ts';
import type { PartName, Setting } from './options.ts';
import { measureGate } from './parts/gate.ts';
import { measurePdq } from './parts/pdq.ts';
import { proveExactness, proveIdentity } from './parts/proofs.ts';
import { measureSearch } from './parts/search.ts';
import { measureVideo } from './parts/video.ts';
import { readResults, type Results } from './results.ts';
import { tablesOf } from './tables.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUNS: Readonly<Record<PartName, (setting: Setting) => Promise<unknown>>> = {
  pdq: measurePdq,
  search: measureSearch,
  video: measureVideo,
  gate: measureGate,
  identity: proveIdentity,
  exactness: proveExactness,
};

export type Wanted = {
  readonly parts: readonly PartName[];
  readonly quick: boolean;
  readonly json: boolean;
  readonly photos: string | undefined;
};

/** A quick run leaves the documents alone: its figures are in the bench's own folder. */
export async function benchMatching({ parts, quick, json, photos }: Wanted): Promise<void> {
  const folder = path.join(ROOT, '.redress', 'bench');
  const to = quick ? path.join(folder, 'quick') : path.join(ROOT, 'docs', 'benchmarks');
  mkdirSync(to, { recursive: true });
  const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);
  const peers = await setUpPeers(folder, say);
  for (const { name, why } of peers.missing) say(`cannot be had: ${name} (${why})`);
  const file = path.join(to, 'matching.json');
  let results: Results = readResults(file);
  for (const part of parts) {
    results = await measured(results, part, { quick, folder, peers, photos, say });
    writeJson(file, results);
    writeDocument(to, results);
  }
  if (json) console.log(JSON.stringify(results));
  else
    for (const { title, head, rows } of tablesOf(results))
      console.log(`\n${title}\n${textTable(head, rows)}`);
  say(`written: ${path.relative(ROOT, to)}`);
}

async function measured(results: Results, part: PartName, setting: Setting): Promise<Results> {
  const [date, loadBefore, began] = [new Date().toISOString(), load(), performance.now()];
  const outcome = await RUNS[part](setting);
  const seconds = Math.round((performance.now() - began) / 1000);
  const taken = { date, quick: setting.quick, machine: machine(), loadBefore, loadAfter: load(), seconds };
  const { python: _, metaPdq: __, ...peers } = setting.peers;
  return { ...results, [part]: outcome, taken: { ...results.taken, [part]: taken }, peers };
}
