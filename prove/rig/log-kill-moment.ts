// The moment at which a process of the log is killed: most often so many changes of a file after the first one, then up to a few milliseconds more; else
// so many milliseconds after the start.
import { existsSync, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogDesk } from './log-desk.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';

export type Kind = 'append' | 'publish' | 'signer' | 'run';

const MOST_CHANGES: Readonly<Record<Kind, number>> = { append: 16, publish: 14, signer: 5, run: 60 };
const BY_TIME_SHARE = 0.15;
const LONGEST_PAUSE_MS = 4;

export interface Moment {
  readonly changes: number | undefined;
  readonly ms: number;
}

export const drawMoment = (random: Random, kind: Kind, usual: number): Moment =>
  random.chance(BY_TIME_SHARE)
    ? { changes: undefined, ms: random.next() * usual }
    : { changes: 1 + random.whole(MOST_CHANGES[kind]), ms: random.next() * LONGEST_PAUSE_MS };

/** @returns whether it was sent */
export async function killAt(
  desk: LogDesk,
  target: Program,
  kind: Kind,
  { changes, ms }: Moment,
  over: AbortSignal,
): Promise<boolean> {
  if (changes !== undefined) await untilChanged(desk, target, kind, changes, over);
  if (ms > 1) await delay(ms);
  if (!target.lives() || over.aborted) return false;
  target.signal('SIGKILL');
  return true;
}

/** So many changes of files in the folders that a kind writes to; returns when its process has ended, too. */
async function untilChanged(
  desk: LogDesk,
  target: Program,
  kind: Kind,
  count: number,
  over: AbortSignal,
): Promise<void> {
  const folders = foldersOf(desk, kind);
  for (const folder of folders)
    if (!existsSync(folder)) await mkdir(folder, { recursive: true, mode: 0o755 });
  const reached = Promise.withResolvers<undefined>();
  let left = count;
  over.addEventListener('abort', () => reached.resolve(undefined));
  const watchers = folders.map((folder) =>
    watch(folder, () => {
      left -= 1;
      if (left <= 0) reached.resolve(undefined);
    }),
  );
  await Promise.race([reached.promise, target.ended]);
  for (const watcher of watchers) watcher.close();
}

function foldersOf({ log, memory }: LogDesk, kind: Kind): readonly string[] {
  if (kind === 'signer') return [memory];
  if (kind === 'append') return [path.join(log, 'pending')];
  const tiles = ['tile/entries', 'tile/0'].map((name) => path.join(log, 'public', name));
  return [path.join(log, 'public'), path.join(log, 'pending'), ...tiles];
}
