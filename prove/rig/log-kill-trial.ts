// One kill of a process of the log after another. The moment is drawn: most often so many changes of a file after the first one, then up to a few
// milliseconds more; else so many milliseconds after the start. A process that was done before its moment counts as no kill.
import { existsSync, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Closing } from './closing.ts';
import type { LogDesk, Outcome } from './log-desk.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';

export type Kind = 'append' | 'publish' | 'signer';
const KINDS: readonly Kind[] = ['append', 'append', 'publish', 'publish', 'signer'];
export type KillCounts = Record<Kind, number>;

const MOST_ENTRIES = 40;
const MOST_CHANGES: Readonly<Record<Kind, number>> = { append: 16, publish: 14, signer: 5 };
const BY_TIME_SHARE = 0.15;
const LONGEST_PAUSE_MS = 4;

export interface KillPlan {
  readonly random: Random;
  readonly counts: KillCounts;
  readonly isDone: () => boolean;
  readonly progress: () => void;
  readonly close: Closing;
}

/** @returns what was found wrong; it stops there */
export async function killLog(desk: LogDesk, plan: KillPlan): Promise<readonly string[]> {
  let signer = await desk.startSigner();
  plan.close.after(() => signer.kill('SIGKILL'));
  let usual = 1_000;
  while (!plan.isDone()) {
    const kind = plan.random.pick(KINDS);
    const lines = desk.freshLines(1 + plan.random.whole(MOST_ENTRIES));
    const moment = drawMoment(plan.random, kind, usual);
    const round = new AbortController();
    let killing: Promise<boolean> = Promise.resolve(false);
    const act = (program: Program): void => {
      const target = kind === 'signer' ? signer : program;
      killing = killAt(desk, target, kind, moment, round.signal);
    };
    if (kind !== 'append') {
      const added = await desk.append(lines);
      if (added.code !== 0) return [`round failed: append: ${added.errors}`];
    }
    const outcome = kind === 'append' ? await desk.append(lines, { act }) : await desk.publish({ act });
    // A moment that did not come must not come in the next round.
    round.abort();
    const wasSent = await killing;
    if (wasSent && kind === 'signer') await signer.ended;
    const wasKilled = kind === 'signer' ? wasSent : outcome.code === null;
    if (wasKilled) plan.counts[kind] += 1;
    else usual = outcome.ms;
    const faults = [...refusals(kind, wasKilled, outcome), ...desk.ledger.compare()];
    if (faults.length > 0) return faults.map((fault) => `${fault} (after a kill of ${kind})`);
    if (!signer.lives()) signer = await desk.startSigner();
    plan.progress();
  }
  return lastRound(desk);
}

/** Everything that was acknowledged must become public in the end, by an ordinary run. */
async function lastRound(desk: LogDesk): Promise<readonly string[]> {
  const [added, published] = [await desk.append(desk.freshLines(3)), await desk.publish()];
  const said = [added, published].filter(({ code }) => code !== 0).map(({ errors }) => errors);
  if (said.length > 0) return said.map((errors) => `the last round failed: ${errors}`);
  const faults = desk.ledger.compare();
  const isAll = published.answer?.['size'] === desk.ledger.counts().entries;
  return isAll ? faults : [...faults, 'lost: not everything became public'];
}

/** What was not killed either succeeds, or its signer was killed and it says so. */
function refusals(kind: Kind, wasKilled: boolean, { code, errors }: Outcome): readonly string[] {
  if (code === 0 || (code === null && wasKilled)) return [];
  return kind === 'signer' && /log\.(no-signer|signer-refused)/.test(errors) ? [] : [`refused: ${errors}`];
}

interface Moment {
  readonly changes: number | undefined;
  readonly ms: number;
}

const drawMoment = (random: Random, kind: Kind, usual: number): Moment =>
  random.chance(BY_TIME_SHARE)
    ? { changes: undefined, ms: random.next() * usual }
    : { changes: 1 + random.whole(MOST_CHANGES[kind]), ms: random.next() * LONGEST_PAUSE_MS };

/** @returns whether it was sent */
async function killAt(
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
