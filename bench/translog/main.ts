// `npm run bench -- translog`: runs the parts one after another, prints the tables, and writes document, figures and plots.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { textTable } from '../harness/table.ts';
import { setUpTranslogPeer } from '../peers/translog-peer.ts';
import { writeDocument } from './document.ts';
import { MEMORY_DISK, type PartName, PARTS, type Setting } from './options.ts';
import { measureAppends } from './parts/appends.ts';
import { measureGrowth } from './parts/growth.ts';
import { measureMemory } from './parts/memory.ts';
import { countSyncs } from './parts/syncs.ts';
import type { Results, Taken } from './results.ts';
import { tablesOf } from './tables.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUNS: Readonly<Record<PartName, (setting: Setting) => Promise<object>>> = {
  appends: measureAppends,
  memory: measureMemory,
  growth: measureGrowth,
  syncs: countSyncs,
};

export type Wanted = {
  readonly parts: readonly PartName[];
  readonly quick: boolean;
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly out: string | undefined;
  readonly json: boolean;
};

/** Only a whole run writes the document, which is of one run; the others write beside it, or where `out` says. @throws Error when two sides do not agree */
export async function benchTranslog({ parts, quick, sizes, rounds, out, json }: Wanted): Promise<void> {
  const bench = path.join(ROOT, '.redress', 'bench');
  const isWhole = !quick && parts.length === PARTS.length;
  const to = out ?? (isWhole ? path.join(ROOT, 'docs', 'benchmarks') : path.join(bench, 'quick'));
  for (const folder of [bench, to]) mkdirSync(folder, { recursive: true });
  const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);
  const peer = await setUpTranslogPeer(bench);
  if (peer.missing !== undefined) say(`the peers cannot be had: ${peer.missing}`);
  const folder = mkdtempSync(path.join(bench, 'translog-'));
  const inMemory = path.join(MEMORY_DISK, path.basename(folder));
  const removeAll = () => {
    for (const one of [folder, inMemory]) rmSync(one, { recursive: true, force: true });
  };
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', removeAll);
  const base = { date: new Date().toISOString(), quick, rounds, machine: machine(), loadBefore: load() };
  let taken: Taken = { ...base, fileSystem: fileSystemOf(folder), loadAfter: load(), seconds: {} };
  let results: Results = { taken, peers: peer.here };
  if (peer.missing !== undefined) results = { ...results, missing: peer.missing };
  for (const part of parts) {
    const began = performance.now();
    const outcome = await RUNS[part]({ quick, sizes, rounds, folder, peer, say });
    const seconds = { ...taken.seconds, [part]: Math.round((performance.now() - began) / 1000) };
    taken = { ...taken, loadAfter: load(), seconds };
    results = { ...results, [part]: outcome, taken };
    writeJson(path.join(to, 'translog.json'), results);
    writeDocument(to, results);
  }
  if (json) console.log(JSON.stringify(results));
  else
    for (const { title, head, rows } of tablesOf(results))
      console.log(`\n${title}\n${textTable(head, rows)}`);
  say(`written: ${path.relative(ROOT, to) || '.'}`);
}

function fileSystemOf(folder: string): string {
  try {
    return execFileSync('stat', ['-f', '-c', '%T', folder]).toString().trim();
  } catch {
    return 'unknown';
  }
}
