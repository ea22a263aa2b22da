// Whether what is acknowledged was synced, as the kernel sees it: strace counts the calls of a short run. A file that is opened with O_SYNC is
// synced by each write to it, so those count too. Slow under strace, and not timed.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startContender } from '../../harness/line-process.ts';
import { oursCommand, type Setting } from '../options.ts';
import type { Appended } from '../questions.ts';

const QUESTION = { do: 'appends', bytes: 300, waiting: 64, seconds: 0.5, most: 64, ageMs: 1 };
const CALLS = 'fsync,fdatasync,openat,open';

export type SyncRow = {
  readonly who: string;
  readonly entries: number;
  readonly fsyncs: number;
  /** Files that were opened so that each write to them is synced. */
  readonly syncedFiles: number;
};
export type SyncsPart = { readonly rows: readonly SyncRow[]; readonly missing?: string };

export async function countSyncs(setting: Setting): Promise<SyncsPart> {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
  } catch {
    return { rows: [], missing: 'needs strace (Debian: strace)' };
  }
  setting.say('syncs: counted by strace');
  const { program } = setting.peer;
  const rows = [await counted(setting, 'ours', oursCommand())];
  if (program !== undefined) rows.push(await counted(setting, 'Tessera', [program]));
  return { rows };
}

async function counted(setting: Setting, who: string, command: readonly string[]): Promise<SyncRow> {
  const folder = path.join(setting.folder, 'syncs');
  mkdirSync(folder, { recursive: true });
  const trace = path.join(setting.folder, 'syncs.trace');
  const strace = ['strace', '-f', '--seccomp-bpf', '-e', `trace=${CALLS}`, '-o', trace] as const;
  const contender = startContender(who, [...strace, ...command], 'all', 'own');
  try {
    const { size } = await contender.ask<Appended>({ ...QUESTION, folder: path.join(folder, 'log') });
    contender.stop();
    const calls = readFileSync(trace, 'utf8').split('\n');
    const fsyncs = calls.filter((call) => /\bf(data)?sync\(/.test(call)).length;
    return {
      who,
      entries: size,
      fsyncs,
      syncedFiles: calls.filter((call) => call.includes('O_SYNC')).length,
    };
  } finally {
    contender.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(trace, { force: true });
  }
}
