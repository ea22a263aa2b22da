// `npm run fuzz:letters`: bends valid letters and documents, and gives them to every reader in a process that is watched as the desk's own
// is. Wrong is whatever is thrown without a code, takes more than the desk allows, loses a known link without a word, or gives text
// that cannot be kept.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzOne, isWrong, type Verdict } from './letters/fuzz.ts';
import { SEEDS } from './letters/seeds.ts';
import { startWatched } from './letters/watched.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.redress/fuzz/letters');
const TARGETS = Object.keys(SEEDS);
const HELP = `npm run fuzz:letters -- [options]

  --target T    only this one, may be given again: ${TARGETS.join(', ')}
  --minutes N   for each target; without it 30 for readers of this project and 5 for libraries (lib-)
  --seed S      the same seed bends alike (1)
  --file FILE   give only this file to the one target, and tell the outcome
  --json        the verdicts as JSON on stdout
  --help

Inputs that fail are made smaller and kept in .redress/fuzz/letters. Ends with 1 when something failed. Needs Linux: memory and processor
time are read from /proc.
`;
const OPTIONS = {
  target: { type: 'string', multiple: true, default: [] as string[] },
  minutes: { type: 'string' },
  seed: { type: 'string', default: '1' },
  file: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;
const MINUTES = { ours: 30, library: 5 };

const minutesOf = (target: string, told: string | undefined): number =>
  Number(told ?? (target.startsWith('lib-') ? MINUTES.library : MINUTES.ours));

function tell({ target, inputs, askedAgain, slowestCpuMs, mostResidentMiB, findings }: Verdict): void {
  console.log(
    `${target.padEnd(14)} ${String(inputs).padStart(9)} inputs  ${findings.length} findings  ${askedAgain} asked again  slowest ${slowestCpuMs} ms  most memory ${mostResidentMiB} MiB`,
  );
}

async function tellOne(target: string, file: string): Promise<void> {
  const watched = await startWatched(target);
  const [answer] = await watched.ask([readFileSync(file)]);
  watched.kill();
  console.log(JSON.stringify(answer, null, 2));
  process.exitCode = answer === undefined || isWrong(answer) ? 1 : 0;
}

const { values } = parseArgs({ options: OPTIONS });
const targets = values.target.length === 0 ? TARGETS : values.target;
const [only] = targets;
const isUnderstood =
  targets.every((target) => TARGETS.includes(target)) &&
  [values.minutes ?? '1', values.seed].every((number) => Number(number) > 0) &&
  (values.file === undefined || targets.length === 1);
if (values.help || !isUnderstood) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (values.file !== undefined && only !== undefined) await tellOne(only, values.file);
else {
  const verdicts: Verdict[] = [];
  for (const target of targets) {
    const verdict = await fuzzOne({
      target,
      seeds: SEEDS[target] ?? [],
      mayBeStopped: ['pdf', 'hwp'].includes(target) || target.startsWith('lib-'),
      minutes: minutesOf(target, values.minutes),
      seed: Number(values.seed),
      folder: FOLDER,
      say: (line) => console.error(line),
    });
    verdicts.push(verdict);
    if (!values.json) tell(verdict);
  }
  if (values.json) console.log(JSON.stringify(verdicts, null, 2));
  process.exitCode = verdicts.every(({ findings }) => findings.length === 0) ? 0 : 1;
}
