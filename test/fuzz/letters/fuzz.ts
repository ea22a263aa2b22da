// One target for so long: bent inputs, one after another, into the watched process. What fails is asked again in a fresh process; what fails
// twice is made smaller and kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from '../../../bench/matching/proof/random.ts';
import { bent, type Seed } from './damage.ts';
import { type Answer, startWatched, type Watched } from './watched.ts';

export interface Asked {
  readonly target: string;
  readonly seeds: readonly Seed[];
  /** A library that takes too long is stopped by the desk, which says so with a code: counted, and no finding. */
  readonly mayBeStopped?: boolean;
  readonly minutes: number;
  readonly seed: number;
  /** Where inputs that fail are kept. */
  readonly folder: string;
  readonly say: (line: string) => void;
  /** For tests: another program that is watched. */
  readonly start?: (target: string) => Promise<Watched>;
}

export interface Finding {
  readonly round: number;
  readonly outcome: string;
  readonly file: string;
  readonly bytes: number;
}

export interface Verdict {
  readonly target: string;
  readonly seed: number;
  readonly inputs: number;
  /** Failed once, and not again. */
  readonly askedAgain: number;
  readonly slowestCpuMs: number;
  readonly mostResidentMiB: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Inputs on their way at once: the talk with the process costs more than most of them. */
const AT_ONCE = 50;
const MOST_FINDINGS = 10;
const REPORT_EVERY_MS = 10_000;
const SHRINK_MS = 60_000;
const MOST_KINDS = 60;

export const isWrong = ({ outcome }: Pick<Answer, 'outcome'>): boolean => outcome.startsWith('WRONG');
/** What makes two findings the same: their words without what differs from input to input. */
const kindOf = (outcome: string): string =>
  outcome
    .split('\n')
    .slice(0, 2)
    .join(' ')
    .replace(/: [^ ]*\d\S*/g, '')
    .slice(0, 120);

/** Asks in the process that is there, or in a new one. */
function asker({ target, start = startWatched }: Pick<Asked, 'target' | 'start'>) {
  let running: Watched | undefined;
  return {
    async ask(inputs: readonly Buffer[], isFresh = false): Promise<readonly Answer[]> {
      if (isFresh) running?.kill();
      if (running === undefined || running.isGone) running = await start(target);
      return running.ask(inputs);
    },
    close: () => running?.kill(),
  };
}
type Asker = ReturnType<typeof asker>;

interface Sums {
  inputs: number;
  askedAgain: number;
  slowestCpuMs: number;
  mostResident: number;
  readonly outcomes: Map<string, number>;
  readonly kinds: Set<string>;
  readonly findings: Finding[];
}

/** The first input that makes each kind of finding is kept. */
export async function fuzzOne(asked: Asked): Promise<Verdict> {
  const until = performance.now() + asked.minutes * 60_000;
  const next = inputsOf(asked);
  const process = asker(asked);
  const sums: Sums = {
    inputs: 0,
    askedAgain: 0,
    slowestCpuMs: 0,
    mostResident: 0,
    outcomes: new Map(),
    kinds: new Set(),
    findings: [],
  };
  let told = performance.now();
  while (performance.now() < until && sums.findings.length < MOST_FINDINGS) {
    const inputs = Array.from({ length: AT_ONCE }, next);
    const answers = await process.ask(inputs);
    for (const [at, answer] of answers.entries())
      await judge(asked, process, inputs[at] ?? Buffer.alloc(0), answer, sums);
    if (performance.now() - told < REPORT_EVERY_MS) continue;
    told = performance.now();
    asked.say(`${asked.target}: ${sums.inputs} inputs, ${sums.findings.length} findings`);
  }
  process.close();
  const { inputs, askedAgain, slowestCpuMs, mostResident, outcomes, findings } = sums;
  return {
    target: asked.target,
    seed: asked.seed,
    inputs,
    askedAgain,
    slowestCpuMs: Math.round(slowestCpuMs),
    mostResidentMiB: Math.round(mostResident / 1024 ** 2),
    outcomes: Object.fromEntries([...outcomes].sort(([, one], [, other]) => other - one)),
    findings,
  };
}

/** First everything as it is, then everything bent. */
function inputsOf({ target, seeds, seed }: Asked): () => Buffer {
  const random = createRandom(seed);
  let made = 0;
  return () => {
    const one = seeds[made < seeds.length ? made : random.below(seeds.length)];
    if (one === undefined) throw new Error(`nothing to bend for ${target}`);
    made += 1;
    return made <= seeds.length ? one.pack(one.inner) : bent(one, seeds, random);
  };
}

async function judge(asked: Asked, process: Asker, bytes: Buffer, answer: Answer, sums: Sums): Promise<void> {
  const round = sums.inputs;
  sums.inputs += 1;
  count(sums.outcomes, answer.outcome);
  if (!isWrong(answer)) {
    sums.slowestCpuMs = Math.max(sums.slowestCpuMs, answer.cpuMs);
    sums.mostResident = Math.max(sums.mostResident, answer.residentBytes);
    return;
  }
  if (asked.mayBeStopped === true && answer.outcome.startsWith('WRONG: over')) return;
  if (sums.kinds.has(kindOf(answer.outcome))) return;
  const [second] = await process.ask([bytes], true);
  if (second === undefined || !isWrong(second)) {
    sums.askedAgain += 1;
    return;
  }
  sums.kinds.add(kindOf(answer.outcome)).add(kindOf(second.outcome));
  sums.findings.push(await kept(asked, process, round, bytes, second));
}

function count(outcomes: Map<string, number>, outcome: string): void {
  const name = isWrong({ outcome }) ? kindOf(outcome) : outcome;
  const known = outcomes.has(name) || outcomes.size < MOST_KINDS ? name : 'others';
  outcomes.set(known, (outcomes.get(known) ?? 0) + 1);
}

async function kept(
  { target, seed, folder, say }: Asked,
  process: Asker,
  round: number,
  bytes: Buffer,
  answer: Answer,
): Promise<Finding> {
  const small = await smaller(bytes, kindOf(answer.outcome), process);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${target}-${seed}-${round}.bin`);
  writeFileSync(file, small);
  say(`${target}, input ${round}: ${answer.outcome.slice(0, 400)}`);
  say(`  again: npm run fuzz:letters -- --target ${target} --file ${file}`);
  return { round, outcome: answer.outcome.slice(0, 1_000), file, bytes: small.length };
}

/** Leaves out halves, quarters, eighths, ... as long as the finding stays the same. */
async function smaller(bytes: Buffer, kind: string, process: Asker): Promise<Buffer> {
  const until = performance.now() + SHRINK_MS;
  let best = bytes;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && performance.now() < until; ) {
      const without = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      const [answer] = await process.ask([without]);
      if (kindOf(answer?.outcome ?? '') === kind) best = without;
      else at += size;
    }
  }
  return best;
}
