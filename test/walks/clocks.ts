// `npm run walk:clocks -- --histories N --seed S`: random histories in simulated time, the product beside the oracle. Two processes share the
// work and tell their progress as JSON lines; the last line is the verdict. A difference is printed with its whole history.
import { fork } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { addUp, NOTHING, type Sums } from './clocks-sums.ts';
import { type Asked, readLaws, tellHistory, walkMany } from './clocks-run.ts';

const HELP = `walk:clocks [options]

  --histories N   how many histories (10000)
  --seed S        the same seed gives the same histories (1)
  --processes N   processes that share the work (2)
  --minutes M     begin no further history after so long; the verdict says how many there were (600)
  --history N     walk only this one, and tell it whole
  --keep-going    tell every difference, not only the first of each process
`;
const OPTIONS = {
  histories: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  processes: { type: 'string', default: '2' },
  minutes: { type: 'string', default: '600' },
  history: { type: 'string' },
  from: { type: 'string' },
  'keep-going': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const { values } = parseArgs({ options: OPTIONS });
const asked: Asked = {
  seed: Number(values.seed),
  keepGoing: values['keep-going'],
  minutes: Number(values.minutes),
};
const histories = Number(values.histories);
const processes = Number(values.processes);

/** A part of the work, done in this process. */
async function work(from: number): Promise<void> {
  const laws = await readLaws(asked.seed);
  const sums = walkMany(from, histories, asked, laws, (progress) => process.send?.(progress));
  process.send?.({ ...sums, isOver: true });
}

type Told = Sums & { readonly isOver?: boolean };

function share(from: number, count: number): Promise<Sums> {
  const args = [
    '--from',
    `${from}`,
    '--histories',
    `${count}`,
    '--seed',
    `${asked.seed}`,
    '--minutes',
    `${asked.minutes}`,
  ];
  const child = fork(import.meta.filename, [...args, ...(asked.keepGoing ? ['--keep-going'] : [])]);
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) => {
      const { isOver = false, ...sums } = told;
      if (isOver) resolve(sums);
      else console.log(JSON.stringify({ event: 'progress', from, ...sums }));
    });
    child.on('exit', (code) => code === 0 || reject(new Error(`a walking process ended with ${code}`)));
  });
}

async function main(): Promise<void> {
  const began = performance.now();
  const each = Math.ceil(histories / processes);
  const parts = Array.from({ length: processes }, (_, at) =>
    share(at * each, Math.min(each, histories - at * each)),
  );
  const sums = (await Promise.all(parts)).reduce(addUp, NOTHING);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(JSON.stringify({ ...sums, seed: asked.seed, seconds }));
  process.exitCode = sums.silentMisses + sums.differences === 0 ? 0 : 1;
}

if (values.help) console.log(HELP);
else if (values.history !== undefined) {
  console.log(tellHistory(asked.seed, Number(values.history), await readLaws(asked.seed)));
} else if (values.from !== undefined) await work(Number(values.from));
else await main();
