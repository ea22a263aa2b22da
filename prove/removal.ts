// `node prove/removal.ts`: thousands of copies are removed from a messenger that misbehaves in every way it can, by a desk that
// is killed again and again; then the messenger's own ledger, the desk's record and what a stranger sees are held together.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Closing, closing } from './rig/closing.ts';
import { killOnce, type Trial } from './rig/kill-trial.ts';
import { itemsFor, planAllOnce } from './rig/plan.ts';
import { type Random, randomFrom } from './rig/random.ts';
import { compareRecords, type RecordsVerdict } from './rig/records.ts';
import { isSettled, settle } from './rig/settle.ts';
import { openStage, type Stage } from './rig/stage.ts';
import { filesOf, lookAtFiles, wrongSights } from './rig/stranger.ts';
import { judge, type Verdict } from './rig/verdict.ts';

const HELP = `node prove/removal.ts [options]

  --removals N   copies to remove; each reported item stands in three places (5000)
  --kills N      kill -9 of the desk at most (40)
  --every S      a kill after up to so many seconds (12)
  --faults P     fault profile of the messenger: off, orders, reads, late, feed, identity, peer, all (all)
  --items N      items in a letter (25)
  --seed N       the same seed gives the same letters, faults and pauses (1)
  --patience S   seconds without any change after which the rest counts as stuck (180)
  --keep         leave the folder with logs and ledger
  --json         JSON lines only
`;

const COPIES = 3;
const ROOMS = 30;
/** So that a platform that takes its time holds up few. */
const WORKERS = 16;

export interface RemovalOptions {
  readonly removals: number;
  readonly kills: number;
  readonly longestPauseMs: number;
  readonly faults: string;
  readonly itemsInALetter: number;
  readonly seed: number;
  readonly patienceMs: number;
  readonly keep: boolean;
}

export interface RemovalProof extends Verdict, RecordsVerdict {
  readonly event: 'verdict';
  readonly copiesToRemove: number;
  readonly kills: number;
  readonly trialFaults: readonly string[];
  /** Files a stranger sees and should not, or saw before and should see still. */
  readonly wrongSights: readonly string[];
  readonly seconds: number;
}

/** The whole proof. Leaves nothing behind, whatever happens. */
export async function proveRemovals(
  options: RemovalOptions,
  tell: (trial: Trial) => void,
  close: Closing = closing(),
): Promise<RemovalProof> {
  const began = performance.now();
  try {
    const stage = await openStage(stageOf(options), close);
    const files = filesOf(stage.messenger.seeded);
    await stage.messenger.calm();
    const before = await lookAtFiles(stage.messenger, files);
    await stage.messenger.misbehave({ profile: options.faults, seed: options.seed });
    const trials = await killWhileItWorks(stage, options, tell);
    const facts = await settle(stage, options.patienceMs);
    const hidden = new Set(
      facts.ledger.flatMap(({ target }) => (target.kind === 'media' ? [target.id] : [])),
    );
    const sights = wrongSights(before, await lookAtFiles(stage.messenger, files), hidden);
    const verdict = { ...judge(facts), ...compareRecords(facts) };
    const trialFaults = trials.flatMap(({ trial, faults }) =>
      faults.map((fault) => `kill ${trial}: ${fault}`),
    );
    const clean = [verdict.deskOnly, verdict.messengerOnly, sights, trialFaults].every(
      ({ length }) => length === 0,
    );
    return {
      event: 'verdict',
      ...verdict,
      passed: verdict.passed && clean,
      copiesToRemove: options.removals,
      kills: trials.length,
      trialFaults,
      wrongSights: sights,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await close.all();
  }
}

function stageOf({ removals, seed, keep, itemsInALetter }: RemovalOptions) {
  return {
    ...{ seed, keep, rooms: ROOMS, workers: WORKERS, faults: {} },
    reported: itemsFor(Math.ceil(removals / COPIES)),
    plan: (seeded: Stage['messenger']['seeded']) => planAllOnce(seeded, itemsInALetter),
  };
}

/** All letters at once, then kills at random moments until nothing is left to do, or until there were enough. */
async function killWhileItWorks(
  stage: Stage,
  { kills, seed, longestPauseMs }: RemovalOptions,
  tell: (trial: Trial) => void,
): Promise<Trial[]> {
  const random: Random = randomFrom(seed ^ 0x5eed);
  stage.loader.release(stage.plan.length);
  const trials: Trial[] = [];
  while (trials.length < kills) {
    await delay(random.whole(longestPauseMs));
    if (await isSettled(stage)) break;
    const done = await killOnce(stage, trials.length + 1, 'desk', 0, random);
    trials.push(done);
    tell(done);
  }
  return trials;
}

function readOptions(args: readonly string[]): RemovalOptions & { readonly json: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ removals: text, kills: text, every: text, faults: text, items: text, seed: text, patience: text },
      ...{ keep: flag, json: flag, help: flag },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const number = (given: string | undefined, otherwise: number): number => Number(given ?? otherwise);
  return {
    removals: number(values.removals, 5_000),
    kills: number(values.kills, 40),
    longestPauseMs: number(values.every, 12) * 1_000,
    faults: values.faults ?? 'all',
    itemsInALetter: number(values.items, 25),
    seed: number(values.seed, 1),
    patienceMs: number(values.patience, 180) * 1_000,
    keep: values.keep,
    json: values.json,
  };
}

function sentence(proof: RemovalProof): string {
  const counts = `missing ${proof.missingRemovals.length}, wrong ${proof.wrongRemovals.length}, double ${proof.doubleEffects.length}`;
  const records = `only in the desk's record ${proof.deskOnly.length}, only in the messenger's ${proof.messengerOnly.length}`;
  return `${proof.passed ? 'PASSED' : 'FAILED'}: ${proof.copiesToRemove} copies, ${proof.removals} effects, ${proof.kills} kills: ${counts}; ${records}; seen otherwise by a stranger ${proof.wrongSights.length}; ${proof.seconds} s`;
}

if (import.meta.main) {
  const options = readOptions(process.argv.slice(2));
  const proof = await proveRemovals(options, (trial) => console.log(JSON.stringify(trial)));
  console.log(JSON.stringify(proof));
  if (!options.json) console.log(sentence(proof));
  process.exitCode = proof.passed ? 0 : 1;
}
