// One kill: under load, at a random moment, without warning; then whatever an init system would do, and no more.
import { setTimeout as delay } from 'node:timers/promises';
import { databaseProcesses, signalAll } from './database.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

export type Target = 'desk' | 'database' | 'both';
export const TARGETS: readonly Target[] = ['desk', 'database', 'both'];

export interface Trial {
  readonly trial: number;
  readonly target: Target;
  /** What exactly got SIGKILL. */
  readonly killed: string;
  readonly acknowledgedBefore: number;
  readonly recoveredMs: number;
  /** What did not go as it must, in words; empty when all did. */
  readonly faults: readonly string[];
}

/** Half of the kills aim at letters on their way in, half at the work that follows. */
const AT_THE_DOOR_SHARE = 0.5;
const LONGEST_AT_THE_DOOR_MS = 60;
const LONGEST_PACE_MS = 120;
const LONGEST_WAIT_MS = 1_500;
const LONGEST_BREAK_MS = 400;
const ALL_PROCESSES_SHARE = 0.4;
/** The desk is killed once more while it starts. */
const WHILE_STARTING_SHARE = 0.2;
const LONGEST_START_MS = 1_800;
const LOAD_LIMIT_MS = 90_000;
const RECOVERY_LIMIT_MS = 120_000;
const STARTS = 3;
const LOOK_MS = 5;

export async function killOnce(
  stage: Stage,
  trial: number,
  target: Target,
  letters: number,
  random: Random,
): Promise<Trial> {
  const faults: string[] = [];
  if (!(await underLoad(stage, letters, random))) faults.push('no letter was acknowledged before the kill');
  const acknowledgedBefore = stage.acks.acknowledged().size;
  const began = performance.now();
  const recovery = target === 'database' ? databaseIsBack(stage) : undefined;
  const killed = await kill(stage, target, random);
  if (recovery === undefined) faults.push(...(await startAgain(stage, random)));
  else if (!(await recovery)) faults.push(notBack(stage), ...(await restart(stage)));
  return {
    trial,
    target,
    killed,
    acknowledgedBefore,
    recoveredMs: Math.round(performance.now() - began),
    faults,
  };
}

/** Load first: a kill of an idle desk proves little. Without further letters the work that waits is the load. */
async function underLoad({ loader, acks }: Stage, letters: number, random: Random): Promise<boolean> {
  if (letters === 0) return true;
  const before = acks.counts().acknowledged;
  const atTheDoor = random.chance(AT_THE_DOOR_SHARE);
  loader.pace(atTheDoor ? 0 : random.whole(LONGEST_PACE_MS));
  loader.release(letters);
  const deadline = Date.now() + LOAD_LIMIT_MS;
  while (acks.counts().acknowledged === before) {
    loader.idle(); // throws what the loader failed of
    if (Date.now() > deadline) return false;
    await delay(LOOK_MS);
  }
  await delay(random.whole(atTheDoor ? LONGEST_AT_THE_DOOR_MS : LONGEST_WAIT_MS));
  return true;
}

async function kill({ desk, scene }: Stage, target: Target, random: Random): Promise<string> {
  const all = random.chance(ALL_PROCESSES_SHARE);
  const deskFirst = random.chance(0.5);
  const processes = target === 'desk' ? [] : databaseProcesses(scene.data);
  const doomed = all ? processes : processes.slice(0, 1);
  const killDatabase = (): void => signalAll(doomed, 'SIGKILL');
  if (!deskFirst) killDatabase();
  if (target !== 'database') await desk.killHard();
  if (deskFirst) killDatabase();
  const database = all ? `all ${doomed.length} processes of the database` : 'postmaster';
  return { desk: 'desk', database, both: deskFirst ? `desk, then ${database}` : `${database}, then desk` }[
    target
  ];
}

/** The desk must do this by itself. */
async function databaseIsBack({ desk }: Stage): Promise<boolean> {
  const line = await desk.until(
    (said) =>
      said['event'] === 'database-restarted' ||
      (said['event'] === 'database-died' && said['restarting'] === false),
    RECOVERY_LIMIT_MS,
  );
  return line?.['event'] === 'database-restarted';
}

/** Read before the desk is started again. */
function notBack({ desk }: Stage): string {
  const died = `the desk ended when its database was killed: ${desk.errors()}`;
  return desk.lives() ? 'the desk did not bring its database back' : died;
}

async function startAgain(stage: Stage, random: Random): Promise<string[]> {
  await delay(random.whole(LONGEST_BREAK_MS));
  if (random.chance(WHILE_STARTING_SHARE)) {
    stage.desk.launch();
    await delay(random.whole(LONGEST_START_MS));
    await stage.desk.killHard();
  }
  return restart(stage);
}

async function restart({ desk }: Stage): Promise<string[]> {
  const faults: string[] = [];
  await desk.killHard();
  for (let time = 0; time < STARTS; time += 1) {
    const started = await desk.start();
    if (started.kind === 'serves') return faults;
    faults.push(`the desk did not start: ${started.says}`);
  }
  throw new Error(faults.join('\n'));
}
