// `node prove/latency.ts`: how long a letter of 25 items with 75 copies takes, from its 250 to the answer in the sender's mailbox,
// on a messenger that behaves and on one that does not. The moments are told by whoever sees them: the mail server's 250, the
// messenger's ledger, the desk's record of its looks, the mailbox. What a person takes to decide is kept apart.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readCase, readCases } from './rig/cases.ts';
import { type Closing, closing } from './rig/closing.ts';
import type { Reply } from './rig/mailbox.ts';
import { type PlannedLetter, planAllOnce } from './rig/plan.ts';
import { REVIEWER } from './rig/reviewer.ts';
import { openStage, type Stage } from './rig/stage.ts';

const HELP = `node prove/latency.ts [options]

  --runs N       letters, one after another (20)
  --items N      items in each; each stands in three places (25)
  --faults P     fault profiles of the messenger, one after another (off,all)
  --seed N       the same seed gives the same letters and faults (1)
  --patience S   seconds after which a letter counts as stuck (600)
  --json         JSON lines only
`;

const ROOMS = 30;
const LOOK_MS = 100;

interface Options {
  readonly runs: number;
  readonly items: number;
  readonly seed: number;
  readonly patienceMs: number;
}

/** Seconds. `decision` is the person's: from when the case could be decided until the command that decides has ended. */
interface Run {
  readonly event: 'run';
  readonly faults: string;
  readonly letter: string;
  readonly ready: number;
  readonly decision: number;
  readonly hidden: number;
  readonly verified: number;
  readonly answered: number;
  /** From the 250 to the answer, without `decision`. */
  readonly system: number;
  /** Items that did not end as removed. */
  readonly otherwise: number;
}

const STEPS = ['ready', 'decision', 'hidden', 'verified', 'answered', 'system'] as const;

async function measure(
  faults: string,
  options: Options,
  tell: (run: Run) => void,
  close: Closing,
): Promise<Run[]> {
  const stage = await openStage(
    {
      ...{ seed: options.seed, keep: false, rooms: ROOMS, reported: options.runs * options.items },
      ...{ faults: { profile: faults }, plan: (seeded) => planAllOnce(seeded, options.items, false) },
    },
    close,
  );
  const runs: Run[] = [];
  for (const letter of stage.plan) {
    const run = await oneLetter(stage, letter, faults, options.patienceMs);
    runs.push(run);
    tell(run);
  }
  return runs;
}

async function oneLetter(
  stage: Stage,
  letter: PlannedLetter,
  faults: string,
  patienceMs: number,
): Promise<Run> {
  const { desk, acks, loader, mailbox, messenger } = stage;
  const deadline = Date.now() + patienceMs;
  const seen = <T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> =>
    until(`${letter.documentNumber}: ${what}`, deadline, look);
  loader.release(1);
  const accepted = await seen('no 250', () =>
    acks.acknowledged().has(letter.documentNumber) ? Date.now() : undefined,
  );
  const number = await seen('never to be decided', async () => {
    const rows = (await readCases(desk)) ?? [];
    return rows.find((row) => row.documentNumber === letter.documentNumber && row.needs === 'decision')
      ?.number;
  });
  const ready = Date.now();
  const all = letter.items.map((_, at) => at + 1).join(',');
  await seen('not decided', () =>
    desk.command('decide', number, '--items', all, '--hide', '--as', REVIEWER, '--yes'),
  );
  const decided = Date.now();
  const reply = await seen('no answer', () => mailbox.replies().find((one) => isAnswer(one, letter)));
  const detail = await readCase(desk, number);
  const mine = new Set(letter.items.flatMap(({ item }) => item.copies.map(({ blob }) => blob)));
  const effects = (await messenger.ledger()).filter(({ target }) => mine.has(target.id));
  const hidden = Math.max(...effects.map(({ at }) => Date.parse(at)));
  const verified = Math.max(...(await looksAt(desk, number)));
  const from = (moment: number, before: number): number => Math.max(0, (moment - before) / 1_000);
  return {
    ...{ event: 'run', faults, letter: letter.documentNumber },
    ready: from(ready, accepted),
    decision: from(decided, ready),
    hidden: from(hidden, decided),
    verified: from(verified, decided),
    answered: from(reply.at, decided),
    system: from(reply.at, accepted) - from(decided, ready),
    otherwise: detail.items.filter(({ result }) => result?.word !== 'removed').length,
  };
}

/** The answer says in its Message-ID that it is one; the acknowledgement has another. */
const isAnswer = ({ messageId, text }: Reply, { documentNumber }: PlannedLetter): boolean =>
  text.includes(documentNumber) && /reply\.\d/.test(messageId);

/** To the millisecond, as the record has it: what a case shows is rounded to seconds. */
async function looksAt(desk: Stage['desk'], number: string): Promise<number[]> {
  const answer = await desk.command('case', number, '--events');
  const events = (answer?.['events'] ?? []) as readonly { readonly kind: string; readonly at: number }[];
  return events.flatMap(({ kind, at }) => (kind === 'copy-verified' ? [at] : []));
}

async function until<T>(
  what: string,
  deadline: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(LOOK_MS);
  }
  throw new Error(what);
}

/** Seconds of the middle run, and of the one that 95 of 100 do not exceed (nearest rank). */
function spread(runs: readonly Run[], step: (typeof STEPS)[number]) {
  const sorted = runs.map((run) => run[step]).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { runs: text, items: text, faults: text, seed: text, patience: text, json: flag, help: flag },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const number = (given: string | undefined, otherwise: number): number => Number(given ?? otherwise);
  return {
    ...{ runs: number(values.runs, 20), items: number(values.items, 25), seed: number(values.seed, 1) },
    patienceMs: number(values.patience, 600) * 1_000,
    profiles: (values.faults ?? 'off,all').split(','),
    json: values.json,
  };
}

if (import.meta.main) {
  const { profiles, json, ...options } = readOptions(process.argv.slice(2));
  for (const faults of profiles) {
    const close = closing();
    try {
      const runs = await measure(faults, options, (run) => console.log(JSON.stringify(run)), close);
      const steps = Object.fromEntries(STEPS.map((step) => [step, spread(runs, step)]));
      const otherwise = runs.reduce((sum, run) => sum + run.otherwise, 0);
      console.log(JSON.stringify({ event: 'verdict', faults, runs: runs.length, otherwise, ...steps }));
      if (!json)
        for (const [step, { p50, p95 }] of Object.entries(steps))
          console.log(
            `${faults.padEnd(8)} ${step.padEnd(9)} p50 ${p50.toFixed(2)} s  p95 ${p95.toFixed(2)} s`,
          );
      if (otherwise > 0) process.exitCode = 1;
    } finally {
      await close.all();
    }
  }
}
