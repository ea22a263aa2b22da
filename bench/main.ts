// `npm run bench -- matching [options]`: measures the libraries of this project beside the best of their kind.

import { parseArgs } from 'node:util';
import { benchBackfill, PARTS as BACKFILL_PARTS } from './backfill/main.ts';
import { benchDesk } from './desk/main.ts';
import { benchLetters } from './letters/main.ts';
import { benchMatching } from './matching/main.ts';
import { PARTS } from './matching/options.ts';
import { benchMessenger } from './messenger/main.ts';
import { benchTranslog } from './translog/main.ts';
import { PARTS as LOG_PARTS } from './translog/options.ts';

const HELP = `npm run bench -- matching [options]

  --part P     only this part, may be given again: ${PARTS.join(', ')}
  --quick      under five minutes, small sizes; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --photos DIR also compare hashes of the photographs in this folder (part identity); at least 50 are asked for
  --json       the results as JSON on stdout, in place of the tables
  --help

Without options everything: about 40 minutes on two cores, 24 GiB of memory for the largest index, 4 GB of disk under .redress/bench.
The peers (faiss, pdqhash, vpdq, threatexchange) come from PyPI into an environment of the bench's own; needs python3 with venv,
for vpdq the headers of FFmpeg, and for Meta's C++ PDQ a compiler (g++). Nothing else should run meanwhile: the load is written beside the figures.

npm run bench -- translog [options]

  --part P     only this part, may be given again: ${LOG_PARTS.join(', ')}; writes where --quick does
  --quick      about a minute, small sizes; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --sizes N,N  leaves of the logs; without it 10000,1000000,10000000
  --rounds N   turns of each side; without it 5
  --out DIR    write there
  --json, --help as above

Without options everything: about 15 minutes on two cores, 3 GB of disk under .redress/bench, which is the disk that is measured, 4 GiB of
memory. The peers (Go's sumdb/tlog, Tessera) are built with Go from its module proxy; the counting of syncs needs strace. The run fails if
two sides do not agree on a root, a proof or a log.

npm run bench -- letters [options]

  --letters N  how many at once; without it 1000
  --items N    of each letter; without it 25
  --rounds N   turns of each side; without it 3
  --quick      50 letters, one turn; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --out DIR, --json, --help as above

A flood of letters into the real desk, beside a server that only stores. The run fails if a letter is lost or not read whole. Linux: memory
is read from /proc.

npm run bench -- messenger [options]

  --sizes N,N  members who are connected; without it 250,500,1000,2000
  --rounds N   turns of each side; without it 3
  --quick      about two minutes, 100 and 500 members, one turn; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --out DIR, --json, --help as above

Members with live streams who write to one another, on the messenger and on a plain server that only passes on. Without options about 25
minutes. The run fails if a message is lost, comes twice, or is refused. Linux: memory and processor time are read from /proc.

npm run bench -- backfill [options]

  --part P     only this part, may be given again: ${BACKFILL_PARTS.join(', ')}; writes where --quick does
  --kills N    how often the desk is killed while it reads; without it 8
  --quick      about five minutes, a small school, 3 kills; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --out DIR, --json, --help as above

The history of a seeded messenger (200 rooms, 3,000 members, 50,000 messages) read into the index of the real desk, in peace and killed
again and again while people go on. The run fails if a place is missing or made up, or if what the desk says it could see is not so; lies
are told to show that it can fail. Then altered copies are searched for, and what is found is scored. Without options about 20 minutes. Clips are made with ffmpeg. Linux: memory is read from /proc.

npm run bench -- desk [options]

  --events N   of answered cases; without it 1000000
  --sizes N,N  open cases beside them; without it 100,1000,10000
  --rounds N   turns of appending; without it 3
  --quick      about a minute, 20,000 events; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --out DIR, --json, --help as above

How fast the desk's store and its API answer: the order of work, a case, the next deadline; and how many events a second it appends, beside pgbench on
the same server. The run fails if cases written at once differ in any row from the same written command by command. Without options about 15
minutes and 3 GB of disk under .redress/bench. pgbench comes with PostgreSQL (postgresql-15). Linux: memory is read from /proc.
`;

const OPTIONS = {
  part: { type: 'string', multiple: true, default: [] as string[] },
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  photos: { type: 'string' },
  sizes: { type: 'string' },
  rounds: { type: 'string' },
  letters: { type: 'string' },
  items: { type: 'string' },
  kills: { type: 'string' },
  events: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const SMALLEST = 1_000;
const SIZES = { quick: '10000,100000', full: '10000,1000000,10000000' };
const FLOOD = { quick: { letters: '50', rounds: '1' }, full: { letters: '1000', rounds: '3' } };
const CROWD = {
  quick: { sizes: '100,500', rounds: '1' },
  full: { sizes: '250,500,1000,2000', rounds: '3' },
};
const STORE = {
  quick: { events: '20000', sizes: '100,1000', rounds: '1' },
  full: { events: '1000000', sizes: '100,1000,10000', rounds: '3' },
};
const FLOOD_ITEMS = '25';
const KILLS = { quick: '3', full: '8' };
const ROUNDS = { quick: '2', full: '5' };

/** The parts that were named, or all; undefined when one is not known. */
function partsOf<Name extends string>(names: readonly string[], known: readonly Name[]) {
  const parts = known.filter((part) => names.includes(part));
  if (names.some((name) => !(known as readonly string[]).includes(name))) return undefined;
  return parts.length === 0 ? known : parts;
}

/** @returns whether the command line was understood */
async function bench(library: string, values: Values): Promise<boolean> {
  const { quick, json, photos } = values;
  if (library === 'matching') {
    const parts = partsOf(values.part, PARTS);
    if (parts !== undefined) await benchMatching({ parts, quick, json, photos });
    return parts !== undefined;
  }
  if (library === 'letters') return floodOf(values);
  if (library === 'messenger') return crowdOf(values);
  if (library === 'backfill') return historyOf(values);
  if (library === 'desk') return storeOf(values);
  const parts = partsOf(values.part, LOG_PARTS);
  const mode = quick ? 'quick' : 'full';
  const sizes = (values.sizes ?? SIZES[mode]).split(',').map(Number);
  const rounds = Number(values.rounds ?? ROUNDS[mode]);
  const isUnderstood =
    library === 'translog' &&
    Number.isSafeInteger(rounds) &&
    rounds > 0 &&
    sizes.every(
      (size, at) => Number.isSafeInteger(size) && size >= Math.max(SMALLEST, (sizes[at - 1] ?? 0) + 1),
    );
  if (!isUnderstood || parts === undefined) return false;
  await benchTranslog({ parts, quick, sizes, rounds, out: values.out, json });
  return true;
}

async function floodOf({ quick, json, out, ...values }: Values): Promise<boolean> {
  const usual = FLOOD[quick ? 'quick' : 'full'];
  const letters = Number(values.letters ?? usual.letters);
  const items = Number(values.items ?? FLOOD_ITEMS);
  const rounds = Number(values.rounds ?? usual.rounds);
  const isUnderstood = [letters, items, rounds].every((number) => Number.isSafeInteger(number) && number > 0);
  if (isUnderstood) await benchLetters({ quick, letters, items, rounds, out, json });
  return isUnderstood;
}

async function crowdOf({ quick, json, out, ...values }: Values): Promise<boolean> {
  const usual = CROWD[quick ? 'quick' : 'full'];
  const sizes = (values.sizes ?? usual.sizes).split(',').map(Number);
  const rounds = Number(values.rounds ?? usual.rounds);
  const isUnderstood = [...sizes, rounds].every((number) => Number.isSafeInteger(number) && number > 0);
  if (isUnderstood)
    await benchMessenger({ quick, sizes: sizes.toSorted((a, b) => a - b), rounds, out, json });
  return isUnderstood;
}

async function storeOf({ quick, json, out, ...values }: Values): Promise<boolean> {
  const usual = STORE[quick ? 'quick' : 'full'];
  const sizes = (values.sizes ?? usual.sizes).split(',').map(Number);
  const [events, rounds] = [Number(values.events ?? usual.events), Number(values.rounds ?? usual.rounds)];
  const isUnderstood = [...sizes, events, rounds].every(
    (number) => Number.isSafeInteger(number) && number > 0,
  );
  if (isUnderstood)
    await benchDesk({ quick, events, sizes: sizes.toSorted((a, b) => a - b), rounds, out, json });
  return isUnderstood;
}

async function historyOf({ quick, json, out, ...values }: Values): Promise<boolean> {
  const kills = Number(values.kills ?? KILLS[quick ? 'quick' : 'full']);
  const parts = partsOf(values.part, BACKFILL_PARTS);
  if (parts === undefined || !Number.isSafeInteger(kills) || kills < 1) return false;
  await benchBackfill({ parts, quick, kills, out, json });
  return true;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
if (values.help || !(await bench(positionals.join(' '), values))) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
}
