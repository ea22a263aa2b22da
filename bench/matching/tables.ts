// Each part as a table: a title, a head, rows of words. The terminal and Markdown print the same.

import { figure, type Row } from '../harness/table.ts';
import type { Spread } from '../harness/statistics.ts';
import type { Proof } from './parts/proofs.ts';
import type { Results } from './results.ts';
import { judged } from './targets.ts';

export type Table = {
  readonly title: string;
  readonly head: Row;
  readonly rows: readonly Row[];
  readonly note?: string;
  /** What proofs printed, whole. */
  readonly said?: readonly Proof[];
};

const spread = ({ median, min, max }: Spread): string =>
  min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;
const times = (value: Spread | undefined): string => (value === undefined ? '-' : `${figure(value.median)}x`);
const orDash = (value: Spread | undefined): string => (value === undefined ? '-' : spread(value));

/** Of all parts that have results, in the order in which they are read. */
export const tablesOf = (results: Results): readonly Table[] =>
  [targets(results), pdq(results), search(results), video(results), gate(results), ...proofs(results)].filter(
    (table) => table !== undefined,
  );

const targets = (results: Results): Table => ({
  title: 'Goals',
  head: ['goal', 'target', 'stretch', 'reached', 'unit', 'met'],
  rows: judged(results).map(({ goal, target, stretch, reached, unit, verdict }) => [
    goal,
    figure(target),
    stretch === undefined ? '-' : figure(stretch),
    reached === undefined ? '-' : figure(reached),
    unit,
    verdict,
  ]),
});

function pdq({ pdq: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  const head = ['picture', 'ours ms', 'Meta C++ ms', 'ratio', 'equal', 'pdqhash ms', 'ratio', 'bits apart'];
  const rows = part.rows.map((row) => [
    row.size,
    spread(row.ours),
    orDash(row.meta),
    times(row.timesMeta),
    row.equalsMeta === undefined ? '-' : row.equalsMeta ? 'yes' : 'NO',
    orDash(row.pdqhash),
    times(row.timesPdqhash),
    row.bitsApart ?? '-',
  ]);
  const meta =
    part.meta === undefined
      ? ''
      : `Meta C++: the sources inside ${part.meta.source}, ${part.meta.compiler}, called through ctypes. `;
  const note = `${meta}pdqhash was compiled with: ${part.pdqhashFlags ?? 'unknown'}; its Python layer computes luma in numpy, in double precision (the bits apart).`;
  return { title: 'PDQ: decoded pixels to hash, one thread', head, rows, note };
}

function search({ search: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  const head = [
    'index',
    'entries',
    'p50 µs',
    'p99 µs',
    'queries/s',
    'queries',
    'build s',
    'bytes/hash',
    'equal answers',
  ];
  const rows = part.rows.map((row) => [
    row.who,
    row.entries.toLocaleString('en-US'),
    spread(row.p50),
    figure(row.p99),
    figure(row.perSecond),
    row.queries.toLocaleString('en-US'),
    figure(row.buildSeconds),
    figure(row.bytesPerHash),
    row.equal === undefined ? 'no peer' : `${row.equal} of ${row.compared}`,
  ]);
  const faiss =
    part.faiss === undefined ? '' : `faiss ${part.faiss.version}, compiled with ${part.faiss.options}. `;
  const note = `${faiss}Single queries on one thread, random hashes, half of the queries with a neighbour. The peers' calls go through Python; bytes are what the process grew by. ${part.skipped.join('. ')}`;
  return { title: 'Exact search within 31 bits, one thread', head, rows, note };
}

function video({ video: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  const head = ['clip', 'frames', 'cores', 'ours s', 'vpdq s', 'ratio', 'equal frames'];
  const rows = part.rows.map((row) => [
    row.clip,
    row.choice,
    row.cores,
    spread(row.ours),
    orDash(row.vpdq),
    times(row.timesVpdq),
    row.equalFrames === undefined ? '-' : `${row.equalFrames} of ${row.frames}`,
  ]);
  return {
    title: `Video: clips of ${part.seconds} s`,
    head,
    rows,
    note: 'vpdq has no key frames: it is asked for one frame a second there.',
  };
}

function gate({ gate: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  const head = ['JPEG', 'hashed at', 'pictures/s', 'decode ms', 'hash ms', 'match ms', 'p99 ms'];
  const rows = part.rows.map((row) => [
    row.size,
    row.hashed,
    spread(row.perSecond),
    ...[row.decode, row.hash, row.match, row.p99].map(figure),
  ]);
  return {
    title: `Gate: decode, hash, match among ${part.entries.toLocaleString('en-US')}, one core`,
    head,
    rows,
  };
}

const proofs = (results: Results): readonly (Table | undefined)[] =>
  (
    [
      ['Identity', results.identity],
      ['Exactness', results.exactness],
    ] as const
  ).map(([title, part]) =>
    part === undefined
      ? undefined
      : {
          title,
          head: ['proof', 'passed', 'seconds'],
          rows: [
            ...part.proofs.map((proof) => [proof.name, proof.passed ? 'yes' : 'NO', proof.seconds]),
            ...part.absent.map((name) => [name, 'not there', '-']),
          ],
          said: part.proofs,
        },
  );
