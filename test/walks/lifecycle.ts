// `npm run walk:lifecycle -- --walks N --seed S`: random walks over the lifecycle, each against every rule of the spec. Two processes
// share the work and tell their progress as JSON lines; the last line is the verdict. Exit 1 when a rule was broken.
import { fork } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { addUp, type Asked, type Found, NOTHING, type Sums, walkMany } from './lifecycle-run.ts';
import { RULE_NAMES } from './lifecycle-rules.ts';

const HELP = `walk:lifecycle [options]

  --walks N       how many walks (10000)
  --seed S        the same seed gives the same walks (1)
  --processes N   processes that share the work (2)
  --from N        the number of the first walk (0)
`;
const OPTIONS = {
  walks: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  processes: { type: 'string', default: '2' },
  from: { type: 'string', default: '0' },
  part: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;
const PROGRESS_MS = 5_000;

const { values } = parseArgs({ options: OPTIONS });
const whole: Asked = { seed: Number(values.seed), from: Number(values.from), count: Number(values.walks) };

interface Told {
  readonly sums: Sums;
  readonly found: Found | null;
}

/** A part of the work, done in this process. */
function work(): void {
  const send = (told: Told) => process.send?.(told);
  const sums = walkMany(whole, (so, found) => send({ sums: so, found }));
  send({ sums, found: null });
}

function share({ seed, from, count }: Asked, hear: (sums: Sums) => void): Promise<void> {
  const args = ['--part', '--from', `${from}`, '--walks', `${count}`, '--seed', `${seed}`];
  const child = fork(import.meta.filename, args);
  return new Promise((resolve, reject) => {
    child.on('message', ({ sums, found }: Told) => {
      hear(sums);
      if (found !== null) console.log(JSON.stringify({ event: 'broken', seed, ...found }));
    });
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a walking process ended with ${code}`)),
    );
  });
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;

function figures(sums: Sums, began: number): object {
  const seconds = secondsSince(began);
  return {
    ...sums,
    rules: RULE_NAMES.length,
    seed: whole.seed,
    seconds,
    aSecond: Math.round(sums.walks / seconds),
  };
}

async function main(): Promise<void> {
  const began = performance.now();
  const processes = Number(values.processes);
  const each = Math.ceil(whole.count / processes);
  const heard: Sums[] = Array.from({ length: processes }, () => NOTHING);
  const progress = setInterval(
    () => console.log(JSON.stringify({ event: 'progress', ...figures(heard.reduce(addUp, NOTHING), began) })),
    PROGRESS_MS,
  );
  const parts = heard.map((_, at) => {
    const count = Math.min(each, Math.max(0, whole.count - at * each));
    return share({ ...whole, from: whole.from + at * each, count }, (sums) => (heard[at] = sums));
  });
  await Promise.all(parts).finally(() => clearInterval(progress));
  const sums = heard.reduce(addUp, NOTHING);
  console.log(JSON.stringify({ event: 'end', ...figures(sums, began) }));
  process.exitCode = sums.broken === 0 ? 0 : 1;
}

if (values.help) console.log(HELP);
else if (values.part) work();
else await main();
