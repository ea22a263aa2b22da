// `node prove/kill.ts`: kill -9 of the desk, of its database, of both, again and again under load; then both sides' records are
// compared. It believes nothing the desk's source says: SMTP, the command line, the messenger's ledger and a mailbox.
import { parseArgs } from 'node:util';
import { type Closing, closing } from './rig/closing.ts';
import { killOnce, type Target, TARGETS, type Trial } from './rig/kill-trial.ts';
import { BROKEN_ANSWERS } from './rig/messenger.ts';
import { planLetters } from './rig/plan.ts';
import { type Random, randomFrom } from './rig/random.ts';
import { settle } from './rig/settle.ts';
import { openStage } from './rig/stage.ts';
import { judge, type Verdict } from './rig/verdict.ts';

const HELP = `node prove/kill.ts [options]

  --kills N      how many kills (20)
  --seed N       the same seed gives the same letters, targets and pauses (1)
  --target T     desk, database, both, or mixed (mixed)
  --letters N    letters in all (10 for each kill)
  --reviewed S   share of the letters that the scripted reviewer decides on (0.3)
  --patience S   seconds without any change after which the rest counts as stuck (90)
  --keep         leave the folder with logs and ledger
  --json         JSON lines only
`;

const ROOMS = 8;
const REPORTED = 60;

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly target: Target | 'mixed';
  readonly letters: number;
  /** Items seeded in the messenger. */
  readonly reported: number;
  readonly reviewedShare: number;
  readonly patienceMs: number;
  readonly keep: boolean;
}

export interface KillProof extends Verdict {
  readonly event: 'verdict';
  readonly kills: number;
  readonly trialFaults: readonly string[];
  readonly handOvers: Readonly<Record<string, number>>;
  readonly cases: number;
  readonly slowestRecoveryMs: number;
  readonly seconds: number;
}

/** The whole proof. Leaves nothing behind, whatever happens. */
export async function proveKills(
  options: KillOptions,
  tell: (trial: Trial) => void,
  close: Closing = closing(),
): Promise<KillProof> {
  const began = performance.now();
  try {
    const stage = await openStage(
      {
        ...options,
        rooms: ROOMS,
        faults: BROKEN_ANSWERS,
        plan: (seeded, random) => planLetters(seeded, options.letters, options.reviewedShare, random),
      },
      close,
    );
    const random = randomFrom(options.seed ^ 0x5eed);
    const trials: Trial[] = [];
    const share = Math.ceil(options.letters / options.kills);
    for (const [at, target] of targetsOf(options, random).entries()) {
      const done = await killOnce(stage, at + 1, target, share, random);
      trials.push(done);
      tell(done);
    }
    const facts = await settle(stage, options.patienceMs);
    const verdict = judge(facts);
    const trialFaults = trials.flatMap(({ trial, faults }) =>
      faults.map((fault) => `kill ${trial}: ${fault}`),
    );
    return {
      event: 'verdict',
      ...verdict,
      passed: verdict.passed && trialFaults.length === 0,
      kills: trials.length,
      trialFaults,
      handOvers: stage.acks.counts(),
      cases: facts.cases.length,
      slowestRecoveryMs: Math.max(...trials.map((trial) => trial.recoveredMs)),
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await close.all();
  }
}

/** Mixed: each target once in every three kills, in an order the seed draws. */
function targetsOf({ kills, target }: KillOptions, random: Random): Target[] {
  if (target !== 'mixed') return Array.from({ length: kills }, () => target);
  const rounds = Array.from({ length: Math.ceil(kills / TARGETS.length) }, () =>
    TARGETS.map((one) => ({ one, rank: random.next() })).sort((a, b) => a.rank - b.rank),
  );
  return rounds
    .flat()
    .map(({ one }) => one)
    .slice(0, kills);
}

function readOptions(args: readonly string[]): KillOptions & { readonly json: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ kills: text, seed: text, target: text, letters: text, reviewed: text, patience: text },
      ...{ keep: flag, json: flag, help: flag },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const number = (given: string | undefined, otherwise: number): number => Number(given ?? otherwise);
  const target = values.target ?? 'mixed';
  if (target !== 'mixed' && !TARGETS.includes(target as Target))
    throw new Error(`--target: ${target}?\n${HELP}`);
  const kills = number(values.kills, 20);
  return {
    kills,
    seed: number(values.seed, 1),
    target: target as Target | 'mixed',
    letters: number(values.letters, kills * 10),
    reported: REPORTED,
    reviewedShare: number(values.reviewed, 0.3),
    patienceMs: number(values.patience, 90) * 1_000,
    keep: values.keep,
    json: values.json,
  };
}

function sentence(proof: KillProof): string {
  const { kills, lettersAcknowledged, lost, duplicateCases, wrongRemovals, doubleEffects } = proof;
  const bound = (3 / kills).toPrecision(2);
  const found = `lost ${lost.length}, duplicate cases ${duplicateCases.length}, wrong removals ${wrongRemovals.length}, double ${doubleEffects.length}`;
  return `${proof.passed ? 'PASSED' : 'FAILED'}: ${kills} kills, ${lettersAcknowledged} letters acknowledged: ${found}. With no failure in ${kills} kills the rate is below ${bound} a kill (95 %).`;
}

if (import.meta.main) {
  const options = readOptions(process.argv.slice(2));
  const proof = await proveKills(options, (trial) => console.log(JSON.stringify(trial)));
  console.log(JSON.stringify({ ...proof, bound95: 3 / proof.kills }));
  if (!options.json) console.log(sentence(proof));
  process.exitCode = proof.passed ? 0 : 1;
}
