// `npm run prove:mail-guard -- --seed S --count N`: N hostile mails of every class, and the genuine letters they are made of, read and
// judged as the desk does. One JSON line; exit 1 when any gained authority, when a genuine one lost its level, its reasons or its items, or
// when an oracle refuses what has authority.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { judgeOf, type Judge } from './judge.ts';
import { genuineCases, hostileCases, wrongWith } from './letters.ts';
import { compareOracles } from './oracles.ts';
import type { Case } from './world.ts';

const HELP = `prove:mail-guard [options]

  --seed S      the same seed makes the same letters, with new keys (1)
  --count N     how many hostile mails (10000)
  --oracles     also ask opendkim and Python's dkim, spf and authheaders about the first N mails, and list where they and
                the desk disagree. On Debian: apt-get install opendkim python3-dkim python3-nacl python3-spf python3-authheaders
  --show        tell each mail that was judged wrongly
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    oracles: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

interface Tally {
  mails: number;
  readonly wrong: Record<string, number>;
}

/** Judges mails one after another and counts them by class. */
async function tally(
  cases: Iterable<Case>,
  judge: Judge,
  isHostile: boolean,
): Promise<Record<string, Tally>> {
  const classes: Record<string, Tally> = {};
  for (const one of cases) {
    const name = isHostile ? (one.kind.split(': ')[0] ?? '') : 'genuine';
    const counted = (classes[name] ??= { mails: 0, wrong: {} });
    const found = await judge.judge(one);
    const wrong = wrongWith(one, found, isHostile);
    counted.mails += 1;
    if (wrong === undefined) continue;
    counted.wrong[wrong] = (counted.wrong[wrong] ?? 0) + 1;
    if (values.show)
      console.error(
        one.kind,
        wrong,
        JSON.stringify({ ...found.sender, links: found.links, expected: one.links }),
      );
  }
  return classes;
}

function* first<T>(count: number, list: Iterable<T>): Generator<T> {
  let left = count;
  for (const one of list) {
    if (left === 0) return;
    left -= 1;
    yield one;
  }
}

/** Genuine letters: as many rounds as there are mutants of each kind, at most ten. */
function* genuine(seed: number, count: number): Generator<Case> {
  for (let round = 0; round < Math.min(10, Math.ceil(count / 1_000)); round += 1)
    yield* genuineCases(seed + round);
}

/** Those made of letters that reach L1: whatever a verdict says of them is about the mutant. */
function ofGoodLetters(cases: Iterable<Case>): Case[] {
  return [...cases].filter(({ reasons }) => reasons.length > 0);
}

async function main(): Promise<void> {
  const seed = Number(values.seed);
  const count = Number(values.count);
  const judge = judgeOf();
  const began = performance.now();
  try {
    const kept = await tally(genuine(seed, count), judge, false);
    const hostile = await tally(first(count, hostileCases(seed)), judge, true);
    const wrong = [kept, hostile].flatMap((classes) =>
      Object.values(classes).flatMap((one) => Object.values(one.wrong)),
    );
    const failures = wrong.reduce((sum, more) => sum + more, 0);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const oracles = values.oracles
      ? await compareOracles(
          [...genuine(seed, count), ...ofGoodLetters(first(count, hostileCases(seed)))],
          judge,
        )
      : undefined;
    console.log(
      JSON.stringify({
        seed,
        hostileMails: count,
        failures,
        rateBelow: failures === 0 ? 3 / count : null,
        seconds,
        genuine: kept['genuine'],
        hostile,
        ...(oracles ? { oracles } : {}),
      }),
    );
    process.exitCode = failures === 0 && (oracles?.refusedByAnOracle ?? 0) === 0 ? 0 : 1;
  } finally {
    await judge.close();
  }
}

if (values.help) console.log(HELP);
else await main();
