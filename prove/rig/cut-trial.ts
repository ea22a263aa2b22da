// One power cut: letters come in, and at a moment nobody chose every process stands still, the disk is frozen as it is, and the
// machine is gone. Afterwards the desk starts on what the disk kept.
import { setTimeout as delay } from 'node:timers/promises';
import type { AckLedger } from './ack-ledger.ts';
import { readCases } from './cases.ts';
import { awaitGone, databaseProcesses, signalAll } from './database.ts';
import type { Desk } from './desk.ts';
import type { Disk } from './disk.ts';
import { handOver } from './hand-over.ts';
import type { Letter } from './letters.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

export interface CutStage {
  readonly scene: Scene;
  readonly disk: Disk;
  readonly desk: Desk;
  readonly acks: AckLedger;
  readonly port: number;
  readonly write: () => Promise<Letter>;
}

/**
 * `at-the-250`: the database stands still, so letters lie in the spool alone, and the power goes with the last 250.
 * `under-load`: several connections, the database at work, any moment.
 */
export type Moment = 'at-the-250' | 'under-load';
export const MOMENTS: readonly Moment[] = ['at-the-250', 'under-load'];

export interface Cut {
  readonly cut: number;
  readonly moment: Moment;
  readonly acknowledgedBefore: number;
  readonly lost: readonly string[];
  readonly duplicateCases: readonly string[];
  readonly recoveredMs: number;
}

const MOST_LETTERS = 7;
const CONNECTIONS = 4;
const SHORTEST_LOAD_MS = 200;
const LONGEST_LOAD_MS = 1_500;
const GONE_LIMIT_MS = 20_000;
/** Without one more case. */
const CASES_LIMIT_MS = 25_000;
const LOOK_MS = 500;

export async function cutOnce(stage: CutStage, cut: number, moment: Moment, random: Random): Promise<Cut> {
  const load = moment === 'at-the-250' ? atThe250 : underLoad;
  const ended = await load(stage, random);
  await cutPower(stage);
  await ended();
  // No letter is sent again: what was acknowledged until now must come from the disk alone.
  const acknowledged = new Set(stage.acks.acknowledged());
  const began = performance.now();
  const started = await stage.desk.start();
  if (started.kind === 'failed') throw new Error(`the desk did not start after cut ${cut}: ${started.says}`);
  const recoveredMs = Math.round(performance.now() - began);
  const found = await awaitCases(stage.desk, acknowledged);
  return {
    cut,
    moment,
    acknowledgedBefore: acknowledged.size,
    lost: [...acknowledged].filter((number) => !found.includes(number)),
    duplicateCases: found.filter((number, at) => found.indexOf(number) !== at),
    recoveredMs,
  };
}

type Ended = () => Promise<void>;

async function atThe250(stage: CutStage, random: Random): Promise<Ended> {
  signalAll(databaseProcesses(stage.scene.data), 'SIGSTOP');
  const letters = 2 + random.whole(MOST_LETTERS);
  for (let sent = 0; sent < letters; sent += 1) await send(stage);
  return async () => undefined;
}

async function underLoad(stage: CutStage, random: Random): Promise<Ended> {
  let stopped = false;
  const connection = async (): Promise<void> => {
    while (!stopped) await send(stage);
  };
  const running = Promise.all(Array.from({ length: CONNECTIONS }, connection));
  await delay(SHORTEST_LOAD_MS + random.whole(LONGEST_LOAD_MS));
  return async () => {
    stopped = true;
    await running;
  };
}

async function send({ write, port, acks }: CutStage): Promise<void> {
  const letter = await write();
  acks.note(letter.documentNumber, letter.messageId, await handOver(port, letter));
}

/** Everything stops in the middle of what it does; only then is the disk copied; nothing that stopped ever goes on. */
async function cutPower({ desk, scene, disk }: CutStage): Promise<void> {
  desk.signal('SIGSTOP');
  const database = databaseProcesses(scene.data);
  signalAll(database, 'SIGSTOP');
  const late = databaseProcesses(scene.data).filter((pid) => !database.includes(pid));
  signalAll(late, 'SIGSTOP');
  await disk.freeze();
  await desk.killHard();
  signalAll([...database, ...late], 'SIGKILL');
  if (!(await awaitGone([...database, ...late], GONE_LIMIT_MS)))
    throw new Error('the database would not die');
  await disk.thaw();
}

async function awaitCases(desk: Desk, acknowledged: ReadonlySet<string>): Promise<readonly string[]> {
  let deadline = Date.now() + CASES_LIMIT_MS;
  let found: readonly string[] = [];
  while (Date.now() < deadline) {
    const before = found.length;
    found = ((await readCases(desk)) ?? []).map((row) => row.documentNumber ?? '');
    if (found.length > before) deadline = Date.now() + CASES_LIMIT_MS;
    const known = new Set(found);
    if ([...acknowledged].every((number) => known.has(number))) return found;
    await delay(LOOK_MS);
  }
  return found;
}
