// `node prove/answers.ts`: kill -9 of the desk again and again while people decide and answers go out. In the end everybody who asked must have been
// answered once for each list of items, everybody who posted must have been told once of each decision, and each decision must stand once.
import { parseArgs } from 'node:util';
import { type AnswersStage, openAnswersStage } from './rig/answers-stage.ts';
import { type AnswerTrial, killAt, LETTERS_A_KILL, type Moment, MOMENTS } from './rig/answers-trial.ts';
import { settleAnswers } from './rig/answers-settle.ts';
import { type AnswerVerdict, judgeAnswers } from './rig/answers-verdict.ts';
import { type Closing, closing } from './rig/closing.ts';
import { type Random, randomFrom } from './rig/random.ts';

const HELP = `node prove/answers.ts [options]

  --kills N      how many kills (200)
  --seed N       the same seed gives the same letters, moments and pauses (1)
  --letters N    letters that are decided on (three for two kills); a tenth more is left undecided
  --minutes M    no kill after so long, and judge what was done till then (no limit)
  --patience S   seconds without any change after which the rest counts as stuck (120)
  --keep         leave the folder with its logs
  --json         JSON lines only
  --help
`;

const LEFT_SHARE = 0.1;
/** Of the kills so many may miss their moment; beyond that the proof has not shown what it says. */
const UNAIMED_SHARE = 0.1;

export interface AnswersOptions {
  readonly kills: number;
  readonly seed: number;
  readonly letters: number;
  /** Kills end after so long. */
  readonly longestMs: number;
  readonly patienceMs: number;
  readonly keep: boolean;
}

export interface AnswersProof extends AnswerVerdict {
  readonly event: 'verdict';
  readonly kills: number;
  readonly moments: Readonly<Record<Moment, number>>;
  /** Kills that did not find their moment in time. */
  readonly unaimed: number;
  readonly trialFaults: readonly string[];
  readonly seconds: number;
}

/** The whole proof. Leaves nothing behind, whatever happens. */
export async function proveAnswers(
  options: AnswersOptions,
  tell: (line: object) => void,
  close: Closing = closing(),
): Promise<AnswersProof> {
  const began = performance.now();
  try {
    const left = Math.max(1, Math.round(options.letters * LEFT_SHARE));
    const stage = await openAnswersStage({ ...options, left }, tell, close);
    const trials = await killAgainAndAgain(stage, options, tell);
    const verdict = judgeAnswers(await settleAnswers(stage, options.patienceMs));
    const unaimed = trials.filter(({ aimed }) => !aimed).length;
    const trialFaults = trials.flatMap(({ trial, faults }) =>
      faults.map((fault) => `kill ${trial}: ${fault}`),
    );
    if (unaimed > Math.max(1, trials.length * UNAIMED_SHARE))
      trialFaults.push(`${unaimed} of ${trials.length} kills did not find their moment`);
    return {
      event: 'verdict',
      ...verdict,
      passed: verdict.passed && trialFaults.length === 0,
      kills: trials.length,
      moments: countMoments(trials),
      unaimed,
      trialFaults,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await close.all();
  }
}

async function killAgainAndAgain(
  stage: AnswersStage,
  { kills, seed, longestMs }: AnswersOptions,
  tell: (line: object) => void,
): Promise<readonly AnswerTrial[]> {
  const random = randomFrom(seed ^ 0x5eed);
  const trials: AnswerTrial[] = [];
  const until = performance.now() + longestMs;
  for (const [at, moment] of momentsOf(kills, random).entries()) {
    if (performance.now() > until) break;
    const done = await killAt(stage, at + 1, moment, random);
    trials.push(done);
    tell(done);
  }
  return trials;
}

/** Each moment once in every four kills, in an order the seed draws. */
function momentsOf(kills: number, random: Random): readonly Moment[] {
  const rounds = Array.from({ length: Math.ceil(kills / MOMENTS.length) }, () =>
    MOMENTS.map((moment) => ({ moment, rank: random.next() })).toSorted((a, b) => a.rank - b.rank),
  );
  return rounds
    .flat()
    .map(({ moment }) => moment)
    .slice(0, kills);
}

const countMoments = (trials: readonly AnswerTrial[]): Readonly<Record<Moment, number>> =>
  Object.fromEntries(
    MOMENTS.map((moment) => [moment, trials.filter((one) => one.moment === moment && one.aimed).length]),
  ) as Record<Moment, number>;

function readOptions(args: readonly string[]): AnswersOptions & { readonly json: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ kills: text, seed: text, letters: text, minutes: text, patience: text },
      ...{ keep: flag, json: flag, help: flag },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const whole = (name: string, given: string | undefined, otherwise: number): number => {
    const number = Number(given ?? otherwise);
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name}: ${given}?\n${HELP}`);
    return number;
  };
  const kills = whole('kills', values.kills, 200);
  return {
    kills,
    seed: whole('seed', values.seed, 1),
    letters: whole('letters', values.letters, Math.ceil(kills * LETTERS_A_KILL)),
    longestMs: values.minutes === undefined ? Infinity : whole('minutes', values.minutes, 1) * 60_000,
    patienceMs: whole('patience', values.patience, 120) * 1_000,
    ...{ keep: values.keep, json: values.json },
  };
}

function sentence(proof: AnswersProof): string {
  const { kills, answers, decisions, notices, repeats, moments } = proof;
  const faults = `unanswered ${proof.unanswered.length}, answered twice ${proof.answeredTwice.length}, unasked ${proof.answeredUnasked.length}; decisions not as taken ${proof.wrongDecisions.length}; notices missing ${proof.noticesMissing.length}, twice ${proof.noticesTwice.length}`;
  const bound = (3 / kills).toPrecision(2);
  return `${proof.passed ? 'PASSED' : 'FAILED'}: ${kills} kills (${JSON.stringify(moments)}), ${decisions} decisions, ${answers} answers, ${notices} notices: ${faults}. The same mail came again under its Message-ID ${repeats} times. With no failure in ${kills} kills the rate is below ${bound} a kill (95 %).`;
}

if (import.meta.main) {
  const { json, ...options } = readOptions(process.argv.slice(2));
  const proof = await proveAnswers(options, (line) => console.log(JSON.stringify(line)));
  console.log(JSON.stringify({ ...proof, bound95: 3 / proof.kills }));
  if (!json) console.log(sentence(proof));
  process.exitCode = proof.passed ? 0 : 1;
}
