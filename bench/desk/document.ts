// docs/benchmarks/desk.md, made from the results alone.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../harness/machine.ts';
import { spreadOf } from '../harness/statistics.ts';
import { figure, markdownTable, type Row } from '../harness/table.ts';
import type { Answered } from './questions.ts';

export interface Results {
  readonly taken: {
    readonly date: string;
    readonly quick: boolean;
    readonly rounds: number;
    /** Cases that are answered, beside the open ones. */
    readonly answered: number;
    /** Rows that were compared between the two ways of writing. */
    readonly compared: number;
    readonly machine: Machine;
    readonly postgres: string;
    readonly loadBefore: number;
    readonly loadAfter: number;
    readonly databaseGiB: number;
  };
  readonly asked: readonly {
    readonly open: number;
    readonly events: number;
    readonly answers: readonly Answered[];
    readonly deskMiB: number;
    readonly databaseMiB: number;
  }[];
  /** Events or transactions a second. */
  readonly appends: readonly {
    readonly clients: number;
    readonly round: number;
    readonly desk: number;
    readonly row: number;
    readonly statements: number;
  }[];
  /** Events a second into one case. */
  readonly big: {
    readonly case: string;
    readonly events: number;
    readonly small: number;
    readonly remembered: number;
    readonly readWhole: number;
  };
}

export const ASKED_HEAD: Row = ['what, ms', 'open cases', 'events', 'p50', 'p95'];

export const askedRows = ({ asked }: Results): readonly Row[] =>
  (asked[0]?.answers ?? []).flatMap(({ what }) =>
    asked.flatMap(({ open, events, answers }) =>
      answers
        .filter((one) => one.what === what)
        .map(
          ({ p50, p95 }): Row => [
            what,
            open.toLocaleString('en-US'),
            events.toLocaleString('en-US'),
            figure(p50),
            figure(p95),
          ],
        ),
    ),
  );

export const APPEND_HEAD: Row = [
  'at once',
  'the desk, events/s',
  'pgbench, one equal row, tx/s',
  'desk / row',
  "pgbench, an append's statements, tx/s",
  'desk / statements',
];

/** Medians of the rounds; ratios within a round, their median. */
export function appendRows({ appends }: Results): readonly Row[] {
  const spread = (values: readonly number[]): string => {
    const { median, min, max } = spreadOf(values);
    return min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;
  };
  return [...Map.groupBy(appends, ({ clients }) => clients)].map(
    ([clients, rounds]): Row => [
      clients,
      spread(rounds.map(({ desk }) => desk)),
      spread(rounds.map(({ row }) => row)),
      spread(rounds.map(({ desk, row }) => desk / row)),
      spread(rounds.map(({ statements }) => statements)),
      spread(rounds.map(({ desk, statements }) => desk / statements)),
    ],
  );
}

const memoryRows = ({ asked }: Results): readonly Row[] =>
  asked.map(({ open, deskMiB, databaseMiB }) => [
    open.toLocaleString('en-US'),
    figure(deskMiB),
    figure(databaseMiB),
  ]);

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  const { taken, big } = results;
  const { machine } = taken;
  const conditions: readonly Row[] = [
    ['date (UTC)', taken.date.slice(0, 16).replace('T', ' ')],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}`],
    ['Node', machine.node],
    ['PostgreSQL', taken.postgres],
    ['load', `${taken.loadBefore} to ${taken.loadAfter}`],
    ['size of the database, GiB', figure(taken.databaseGiB)],
    ['rounds of appending', taken.rounds],
  ];
  const text = [
    "# The desk's store and its API, measured",
    'Written by `npm run bench -- desk`; do not edit.',
    `${taken.answered.toLocaleString('en-US')} answered cases, each a letter of 8 items in 24 places from receipt to answer, and the open cases beside them, which wait for a decision. Every event is the domain's answer to a command and every row is written by the desk's own store, a life in one transaction; ten lives were also written command by command, and all ${taken.compared} rows of both ways are equal, or the run fails.`,
    '## Asked',
    'The first rows ask the store alone; a case "read whole" is folded from all its events by a store that has never seen it. "API" is the whole way over HTTP to the running desk, its recording of who reads included. The command is a process of its own: most of its time is starting.',
    markdownTable(ASKED_HEAD, askedRows(results)),
    '## Appending',
    'One event in a transaction of its own (somebody takes a case, or hands it back), each of those who append at once in cases of its own. Beside it pgbench on the same server in the same minutes, with prepared statements: one row of equal length into a table like that of the events, with the same key and guard; and the statements of an append (lock the case, read what is new, insert, renew its line in the lists) without computing anything. In brackets the lowest and the highest round.',
    markdownTable(APPEND_HEAD, appendRows(results)),
    '## One large case',
    `A case of ${big.events.toLocaleString('en-US')} events and 1,200 copies takes ${figure(big.remembered)} further events a second, a small one ${figure(big.small)}. A store that reads the whole case for each event, as ours did before it remembered what it has folded, takes ${figure(big.readWhole)}.`,
    '## Memory',
    markdownTable(['open cases', 'desk, MiB, with all children', 'PostgreSQL, MiB'], memoryRows(results)),
    'Memory sums resident pages; those that processes share count for each, so PostgreSQL, whose processes share their buffers, is counted several times over.',
    '## Taken under',
    markdownTable(['what', 'value'], conditions),
    'The load counts the bench itself. Where it is far above the number of cores, other programs had most of the machine: times are then upper bounds, and only ratios of one round compare.',
    ...(taken.quick ? ['A quick run: fewer events, questions and seconds than without `--quick`.'] : []),
  ];
  writeFileSync(path.join(folder, 'desk.md'), `${text.join('\n\n')}\n`);
}
