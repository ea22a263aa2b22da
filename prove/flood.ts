// `npm run prove:flood`: five hundred coordinated false notices beside honest ones, in a real desk over real SMTP and a real messenger. Each round has
// two sides, without the group and with it, and the same honest people. Fails where an honest notice is acknowledged or queued more than 1.5 times
// as late (99 of 100), where the honest stand in another order, or where anything was hidden.
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closing } from './rig/closing.ts';
import { floodSide, type SideFigures, type SideOptions } from './rig/flood-side.ts';

const HELP = `node prove/flood.ts [options]

  --honest N     honest notices, half by mail and half by report (100)
  --flood N      coordinated false ones, in the same words and said to be threatened (500)
  --seconds S    over which the honest tell (100)
  --flood-seconds S  over which the group does (60)
  --rounds N     turns of each side (2)
  --seed N       (1)
  --patience S   after which a notice counts as stuck (600)
  --out DIR      write flood.md and flood.json there
  --json         JSON lines only
`;

const TARGET = 1.5;
const SHARE = 0.99;

export interface Verdict {
  readonly event: 'verdict';
  readonly passed: boolean;
  readonly acknowledged: Compared;
  readonly queued: Compared;
  /** Honest notices that stand in another order among themselves than without the group. */
  readonly reordered: number;
  /** The most places that an honest one stands behind where she stands without the group, and the most as a share of her place. */
  readonly mostBehind: number;
  readonly behindShare: number;
  readonly hidden: number;
  readonly slowed: { readonly flood: number; readonly honest: number };
}

interface Compared {
  readonly p50: readonly [without: number, withFlood: number];
  readonly p99: readonly [without: number, withFlood: number];
  readonly ratio: number;
}

interface Round {
  readonly without: SideFigures;
  readonly withFlood: SideFigures;
}

function verdictOf(rounds: readonly Round[]): Verdict {
  const acknowledged = compared(rounds, (side) => side.acknowledged);
  const queued = compared(rounds, (side) => side.queued);
  const reordered = rounds.reduce(
    (sum, { without, withFlood }) =>
      sum + without.order.filter((one, at) => withFlood.order[at] !== one).length,
    0,
  );
  const behind = rounds.flatMap(({ without, withFlood }) =>
    without.order.map((one, at) => {
      const place = without.places[at] ?? 0;
      return { place, more: (withFlood.places[withFlood.order.indexOf(one)] ?? Infinity) - place };
    }),
  );
  const last = rounds.at(-1)?.withFlood.slowed ?? { flood: 0, honest: 0 };
  const hidden = rounds.reduce((sum, { without, withFlood }) => sum + without.changes + withFlood.changes, 0);
  return {
    event: 'verdict',
    passed: acknowledged.ratio <= TARGET && queued.ratio <= TARGET && reordered === 0 && hidden === 0,
    ...{ acknowledged, queued, reordered, hidden, slowed: last },
    mostBehind: Math.max(...behind.map(({ more }) => more)),
    behindShare: Math.max(...behind.map(({ place, more }) => more / place)),
  };
}

function compared(rounds: readonly Round[], of: (side: SideFigures) => readonly number[]): Compared {
  const [calm, flooded] = [
    rounds.flatMap((one) => of(one.without)),
    rounds.flatMap((one) => of(one.withFlood)),
  ];
  const p99 = [quantile(calm, SHARE), quantile(flooded, SHARE)] as const;
  return { p50: [quantile(calm, 0.5), quantile(flooded, 0.5)], p99, ratio: p99[1] / p99[0] };
}

/** Nearest rank; one that is no number counts as worse than all. */
function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.map((one) => (Number.isNaN(one) ? Infinity : one)).toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(2);

function documentOf(verdict: Verdict, options: Options, load: readonly [number, number]): string {
  const row = (what: string, { p50, p99, ratio }: Compared): string[] => [
    `| ${what}, half of them, s | ${seconds(p50[0])} | ${seconds(p50[1])} | ${(p50[1] / p50[0]).toFixed(2)}x |`,
    `| ${what}, 99 of 100, s | ${seconds(p99[0])} | ${seconds(p99[1])} | ${ratio.toFixed(2)}x |`,
  ];
  const { honest, flood, rounds } = options;
  const { slowed, reordered, mostBehind, behindShare, hidden } = verdict;
  return [
    '# A flood of false notices, measured',
    '',
    `Written by \`npm run prove:flood -- --honest ${honest} --flood ${flood} --seconds ${options.seconds} --flood-seconds ${options.floodSeconds} --rounds ${rounds} --seed ${options.seed} --out docs/benchmarks\`; do not edit.`,
    '',
    `${honest} people tell of something, half by mail and half by the report button, one after another over ${options.seconds} s, each in words of her own; every fourth is threatened. Meanwhile a group sends ${flood} notices over ${options.floodSeconds} s from ${flood} throw-away addresses and accounts, about ${flood} different places, in the same words, and half of them said to be threats. The desk is the real program with its own PostgreSQL; mails come over SMTP, signed; reports are made in the built-in messenger. Without and with the group in turns, in one run, each on a desk and a messenger of its own.`,
    '',
    '| what, of honest notices | without | with | with / without |',
    '| :-- | --: | --: | --: |',
    ...row('from receipt to acknowledgement', verdict.acknowledged),
    ...row('from receipt to the queue', verdict.queued),
    `| honest ones that stand in another order among themselves | - | ${reordered} | - |`,
    `| most places behind where she stands without the group | - | ${mostBehind} | ${(1 + behindShare).toFixed(2)}x |`,
    `| cases that take turns: of the group, of the honest | - | ${slowed.flood}, ${slowed.honest} | - |`,
    `| things that were hidden | - | ${hidden} | - |`,
    '',
    `The promise: 99 of 100 within ${TARGET}x, no honest one in another order, nothing hidden. ${verdict.passed ? 'Kept.' : '**Not kept.**'}`,
    '',
    'Acknowledged: of a mail, its 250 to the acknowledgement in the mailbox; of a report, from when the messenger took it to when it says "looking" there. In the queue: to when its place was looked for and a person can decide. What would slip through: a group that writes each notice in other words from other accounts is no flood by this rule; of it at most twenty who speak of danger in one channel go first, and those beyond take every second place.',
    '',
    '| taken under | value |',
    '| :-- | --: |',
    `| date (UTC) | ${new Date().toISOString().slice(0, 16).replace('T', ' ')} |`,
    `| machine | ${cpus()[0]?.model ?? '?'}, ${availableParallelism()} cores |`,
    `| Node | ${process.version} |`,
    `| load before and after | ${load[0].toFixed(1)}, ${load[1].toFixed(1)} |`,
    '',
  ].join('\n');
}

type Options = SideOptions & { readonly rounds: number };

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ honest: text, flood: text, seconds: text, 'flood-seconds': text, rounds: text, seed: text },
      ...{ patience: text, out: text, json: flag, help: flag },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const number = (given: string | undefined, otherwise: number): number => Number(given ?? otherwise);
  const options: Options = {
    ...{ seed: number(values.seed, 1), rounds: number(values.rounds, 2) },
    ...{ honest: number(values.honest, 100), flood: number(values.flood, 500) },
    ...{ seconds: number(values.seconds, 100), floodSeconds: number(values['flood-seconds'], 60) },
    patienceMs: number(values.patience, 600) * 1_000,
  };
  return { options, out: values.out, json: values.json };
}

if (import.meta.main) {
  const { options, out, json } = readOptions(process.argv.slice(2));
  const before = loadavg()[0] ?? 0;
  const rounds: Round[] = [];
  const side = async (round: number, flood: number): Promise<SideFigures> => {
    const close = closing();
    try {
      const figures = await floodSide({ ...options, flood, seed: options.seed + round }, close);
      const told = { event: 'side', round, flood, waiting: figures.waiting, slowed: figures.slowed };
      const times = {
        acknowledgedP99: quantile(figures.acknowledged, SHARE),
        queuedP99: quantile(figures.queued, SHARE),
      };
      console.log(JSON.stringify({ ...told, ...times }));
      return figures;
    } finally {
      await close.all();
    }
  };
  for (let round = 0; round < options.rounds; round += 1)
    rounds.push({ without: await side(round, 0), withFlood: await side(round, options.flood) });
  const verdict = verdictOf(rounds);
  const text = documentOf(verdict, options, [before, loadavg()[0] ?? 0]);
  console.log(JSON.stringify(verdict));
  if (!json) console.log(text);
  if (out !== undefined) {
    writeFileSync(path.join(out, 'flood.md'), text);
    writeFileSync(path.join(out, 'flood.json'), `${JSON.stringify({ options, rounds, verdict }, null, 1)}\n`);
  }
  process.exitCode = verdict.passed ? 0 : 1;
}
