// `node prove/log-faults.ts`: each file operation of a log's commands fails once for want of space, once by an error of the disk, and once the process
// is killed as it begins. Needs Linux, root and strace; says so if not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closing } from './rig/closing.ts';
import { openLogDesk } from './rig/log-desk.ts';
import {
  type Command,
  COMMANDS,
  faultsOf,
  type FaultStage,
  type FaultTrial,
  openFaultStage,
  tryFault,
} from './rig/log-fault-trial.ts';
import { randomFrom } from './rig/random.ts';
import { type Fault, whyNoTracer } from './rig/tracer.ts';

const HELP = `node prove/log-faults.ts [options]     (as root, on Linux, with strace)

  --rounds N    how many faults, drawn (all there are)
  --seed N      the same seed draws the same faults in the same order (1)
  --minutes N   stop after so long, with fewer faults (no limit)
  --lanes N     logs that are proved side by side (2)
  --keep        leave the folder with the logs
  --json        JSON lines only

Exit codes: 0 passed, 1 failed, 3 cannot be done on this machine.
`;

const CANNOT = 3;
const TRIES = 3;
const MINUTE_MS = 60_000;
const PROGRESS_TRIALS = 20;

interface FaultOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly lanes: number;
  readonly minutes: number;
  readonly keep: boolean;
}

interface FaultProof {
  readonly event: 'verdict';
  readonly passed: boolean;
  /** Faults there are, those that were put, and those that met what they were meant for. */
  readonly possible: number;
  readonly tried: number;
  readonly hit: number;
  /** By command, effect and what it came to. */
  readonly came: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  readonly seconds: number;
}

interface Job {
  readonly command: Command;
  readonly fault: Fault;
}

async function proveLogFaults(options: FaultOptions, tell: (line: object) => void): Promise<FaultProof> {
  const began = performance.now();
  const close = closing();
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'prove-log-faults-'));
    if (!options.keep) close.after(() => rm(folder, { recursive: true, force: true }));
    const openLane = async (number: number): Promise<FaultStage> =>
      openFaultStage(
        await openLogDesk(
          path.join(folder, String(number)),
          'faults.example/log',
          path.join(folder, 'cache'),
        ),
      );
    const stages: FaultStage[] = [];
    for (let lane = 1; lane <= options.lanes; lane++) stages.push(await openLane(lane));
    const jobs = await jobsOf(stages[0], options.seed);
    const wanted = jobs.slice(0, options.rounds);
    const trials: FaultTrial[] = [];
    const isLate = (): boolean => performance.now() - began > options.minutes * MINUTE_MS;
    const rest = wanted.values();
    await Promise.all(
      stages.map(async (stage) => {
        for (const { command, fault } of rest) {
          const trial = await tryUntilHit(stage, command, fault);
          trials.push(trial);
          if (trial.faults.length > 0) tell(trial);
          if (trials.length % PROGRESS_TRIALS === 0)
            tell({ event: 'progress', tried: trials.length, of: wanted.length });
          if (isLate()) break;
        }
      }),
    );
    return verdictOf(trials, jobs.length, Math.round((performance.now() - began) / 1_000));
  } finally {
    await close.all();
  }
}

async function jobsOf(stage: FaultStage | undefined, seed: number): Promise<readonly Job[]> {
  if (stage === undefined) throw new Error('--lanes: at least 1');
  const jobs: Job[] = [];
  for (const command of COMMANDS)
    jobs.push(...(await faultsOf(stage, command)).map((fault) => ({ command, fault })));
  const random = randomFrom(seed);
  return jobs
    .map((job) => ({ job, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ job }) => job);
}

/** A fault that met another operation is tried again: how often a thread wakes another is not the same in every run. */
async function tryUntilHit(stage: FaultStage, command: Command, fault: Fault): Promise<FaultTrial> {
  let trial = await tryFault(stage, command, fault);
  for (let tries = 1; tries < TRIES && !trial.wasHit && trial.faults.length === 0; tries++)
    trial = await tryFault(stage, command, fault);
  return trial;
}

function verdictOf(trials: readonly FaultTrial[], possible: number, seconds: number): FaultProof {
  const count = (names: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  const hit = trials.filter(({ wasHit }) => wasHit);
  const faults = trials.flatMap(({ command, call, at, effect, faults: found }) =>
    found.map((fault) => `${command} ${call} ${at} ${effect}: ${fault}`),
  );
  return {
    event: 'verdict',
    passed: faults.length === 0 && hit.length > 0,
    possible,
    tried: trials.length,
    hit: hit.length,
    came: count(
      hit.map(({ command, effect, came, call }) =>
        [command, effect, came, ...(came === 'succeeded' ? [call] : [])].join(' '),
      ),
    ),
    codes: count(hit.flatMap(({ code }) => code ?? [])),
    faults,
    seconds,
  };
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: { rounds: text, seed: text, lanes: text, minutes: text, keep: flag, json: flag, help: flag },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const reason = whyNoTracer();
  if (reason !== undefined) {
    console.error(`SKIPPED: no fault can be put here: ${reason}. NOTHING WAS SHOWN.`);
    return CANNOT;
  }
  const options = {
    rounds: Number(values.rounds ?? Number.POSITIVE_INFINITY),
    seed: Number(values.seed ?? 1),
    lanes: Number(values.lanes ?? 2),
    minutes: Number(values.minutes ?? Number.POSITIVE_INFINITY),
    keep: values.keep,
  };
  const proof = await proveLogFaults(options, (line) => console.log(JSON.stringify(line)));
  console.log(JSON.stringify(proof));
  if (!values.json)
    console.log(
      `${proof.passed ? 'PASSED' : 'FAILED'}: ${proof.hit} faults met their operation, of ${proof.tried} tried and ${proof.possible} there are: ` +
        `${proof.faults.length} findings.`,
    );
  return proof.passed ? 0 : 1;
}

// Ended outright: the pipe of a process that was killed may stay open, and would keep this one waiting.
process.exit(await main());
