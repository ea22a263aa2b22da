// Durable appends: callers with one entry each on its way, for a while. An entry counts when it is acknowledged; both sides acknowledge only
// what was synced to the disk, and publish a signed checkpoint once a second meanwhile. Each side then verifies the log of the other.

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { interleaved } from '../../harness/rounds.ts';
import { type Spread, spreadOf } from '../../harness/statistics.ts';
import { hasMemoryDisk, MEMORY_DISK, mustBeEqual, type Setting, startOurs, startPeer } from '../options.ts';
import type { Appended, VerifiedFolder } from '../questions.ts';

const ENTRY_BYTES = 300;
const WAITING = [1, 64, 1024, 4096];
const SECONDS = { quick: 0.5, full: 1.5 };
/** How many wait where the disk is memory. */
const WAITING_IN_MEMORY = 1024;
const BUNDLE = 256;

/** Tessera collects entries until there are so many, or the first is so old. Its own default, and two that fit the load better. */
const BATCHES = [
  { name: 'default', most: () => BUNDLE, ageMs: 250 },
  { name: '256, 1 ms', most: () => BUNDLE, ageMs: 1 },
  { name: 'all that wait, 1 ms', most: (waiting: number) => waiting, ageMs: 1 },
];

export type AppendRow = {
  readonly disk: 'disk' | 'memory';
  readonly waiting: number;
  readonly who: 'ours' | 'Tessera';
  readonly batches: string;
  readonly perSecond: Spread;
};
export type AppendsPart = {
  readonly entryBytes: number;
  readonly rows: readonly AppendRow[];
  /** Logs that the other side recomputed from their files. */
  readonly crossChecked: number;
};

type Case = Omit<AppendRow, 'perSecond'> & { readonly most: number; readonly ageMs: number };

export async function measureAppends(setting: Setting): Promise<AppendsPart> {
  const rows: AppendRow[] = [];
  let crossChecked = 0;
  for (const disk of hasMemoryDisk() ? (['disk', 'memory'] as const) : (['disk'] as const))
    for (const waiting of disk === 'disk' ? WAITING : [WAITING_IN_MEMORY]) {
      const cases = casesOf(setting, disk, waiting);
      setting.say(`appends: ${waiting} waiting${disk === 'disk' ? '' : ', files in memory'}`);
      const answers = await interleaved(cases, setting.rounds, (one, round) =>
        oneRound(setting, one, round === 0),
      );
      for (const [at, { most: _, ageMs: __, ...one }] of cases.entries())
        rows.push({ ...one, perSecond: spreadOf(answers[at] ?? []) });
      crossChecked += setting.peer.program === undefined ? 0 : cases.length;
    }
  return { entryBytes: ENTRY_BYTES, rows, crossChecked };
}

function casesOf({ peer }: Setting, disk: 'disk' | 'memory', waiting: number): readonly Case[] {
  const ours: Case = { disk, waiting, who: 'ours', batches: 'what waits', most: 0, ageMs: 0 };
  if (peer.program === undefined) return [ours];
  const fitting = BATCHES.filter(({ most }, at) => at < 2 || most(waiting) !== BUNDLE);
  return [
    ours,
    ...fitting.map(({ name, most, ageMs }): Case => {
      return { disk, waiting, who: 'Tessera', batches: name, most: most(waiting), ageMs };
    }),
  ];
}

/** A new process and a new log each time. @returns acknowledged a second */
async function oneRound(setting: Setting, one: Case, isChecked: boolean): Promise<number> {
  const base = one.disk === 'disk' ? setting.folder : path.join(MEMORY_DISK, path.basename(setting.folder));
  const folder = path.join(base, 'appends');
  mkdirSync(folder, { recursive: true });
  const program = setting.peer.program ?? '';
  const contender = one.who === 'ours' ? startOurs('disk') : startPeer(program, 'disk');
  try {
    const { waiting, most, ageMs } = one;
    const seconds = SECONDS[setting.quick ? 'quick' : 'full'];
    const question = { do: 'appends', folder, bytes: ENTRY_BYTES, waiting, seconds, most, ageMs };
    const answer = await contender.ask<Appended>(question);
    if (isChecked && setting.peer.program !== undefined) await crossCheck(program, one, folder, answer);
    return answer.appended / answer.seconds;
  } finally {
    contender.stop();
    rmSync(base === setting.folder ? folder : base, { recursive: true, force: true });
  }
}

async function crossCheck(program: string, { who }: Case, folder: string, { key, size }: Appended) {
  const other = who === 'ours' ? startPeer(program, 'disk') : startOurs('disk');
  try {
    const shown = who === 'ours' ? path.join(folder, 'public') : folder;
    const { entries } = await other.ask<VerifiedFolder>({ do: 'verify', folder: shown, key });
    mustBeEqual(`the entries of a log by ${who}, acknowledged and verified`, size, entries);
  } finally {
    other.stop();
  }
}
