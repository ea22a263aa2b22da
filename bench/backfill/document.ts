// docs/benchmarks/backfill.md, made from the results alone.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../harness/machine.ts';
import { spreadOf } from '../harness/statistics.ts';
import { figure, markdownTable, type Row } from '../harness/table.ts';
import type { AlteredFigures } from './altered.ts';
import type { KilledReading, Reading } from './history.ts';

export interface Results {
  readonly taken: {
    readonly date: string;
    readonly quick: boolean;
    readonly machine: Machine;
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly school: {
    readonly rooms: number;
    readonly accounts: number;
    readonly messages: number;
    /** Places in the open where a file stands. */
    readonly places: number;
    readonly files: number;
  };
  /** Undefined where that part was not asked for. */
  readonly history: History | undefined;
  readonly altered: AlteredFigures | undefined;
}

export interface History {
  /** An undisturbed reading each. */
  readonly readings: readonly Reading[];
  readonly killed: KilledReading;
  /** What nobody outside can see. */
  readonly outOfSight: { readonly sealed: number; readonly peers: number; readonly altered: number };
  readonly blind: readonly string[];
  readonly lies: readonly { readonly what: string; readonly found: string }[];
}

const HEAD: Row = ['what', 'figure'];
const SCORE_HEAD: Row = ['kind', 'what was done', 'copies', 'found', 'recall %', 'bits apart, mean'];

export function tablesOf(results: Results): readonly { readonly head: Row; readonly rows: readonly Row[] }[] {
  const { school, history, altered } = results;
  return [
    ...(history === undefined ? [] : [{ head: HEAD, rows: historyRows(school, history) }]),
    ...(altered === undefined
      ? []
      : [
          { head: SCORE_HEAD, rows: scoreRows(altered) },
          { head: HEAD, rows: lookingRows(altered) },
        ]),
  ];
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : figure((100 * part) / whole));

const scoreRows = ({ alterations }: AlteredFigures): readonly Row[] =>
  alterations.map(({ kind, alteration, copies, found, distance }) => [
    ...[kind, alteration, copies, found, percent(found, copies)],
    distance === null ? '-' : figure(distance),
  ]);

function lookingRows({ pictures, precision, secondsToAsk }: AlteredFigures): readonly Row[] {
  return [
    ['candidates named for all pictures that were asked for', precision.candidates],
    ['of them copies, %', percent(precision.copies, precision.candidates)],
    ['seconds to ask for all of them', figure(secondsToAsk)],
    ['files hashed', pictures.hashed],
    ['files without a hash: sealed, flat, no picture', pictures.without],
    ['seconds from the end of the history until none waited', figure(pictures.seconds)],
    ['files a second', figure((pictures.hashed + pictures.without) / pictures.seconds)],
    ['MiB of the desk’s process meanwhile, at most', figure(pictures.peakMiB)],
    ['MiB with its decoder and all children, at most', figure(pictures.familyMiB)],
    ['killed (`kill -9`) meanwhile, times', pictures.kills],
    ['files fetched again after a kill, in all', pictures.fetchedAgain],
  ];
}

function historyRows(school: Results['school'], { readings, killed }: History): readonly Row[] {
  const spread = (of: (reading: Reading) => number): string => {
    const { median, min, max } = spreadOf(readings.map(of));
    return min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;
  };
  return [
    ['seconds from the first request to the end of the history', spread(({ seconds }) => seconds)],
    ['requests for pages of the history', spread(({ requests }) => requests)],
    [
      'other requests meanwhile: feed, what the platform can do',
      spread(({ otherRequests }) => otherRequests),
    ],
    ['rows in the index: files, spots, rooms', spread(({ rows }) => rows)],
    ['rows a second', spread(({ rows, seconds }) => rows / seconds)],
    ['messages a second', spread(({ seconds }) => school.messages / seconds)],
    ['MiB of the desk’s process before it reads, at most', spread(({ idleMiB }) => idleMiB)],
    ['MiB of the desk’s process while it reads, at most', spread(({ peakMiB }) => peakMiB)],
    ['MiB with all its children, at most', spread(({ familyMiB }) => familyMiB)],
    ['killed (`kill -9`) while it reads, times', killed.kills.length],
    ['posts, forwards, edits and deletions meanwhile', figure(killed.acts)],
    ['pages asked for again after a kill, in all', killed.repeated],
  ];
}

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  writeFileSync(path.join(folder, 'backfill.md'), `${textOf(results).join('\n\n')}\n`);
}

function textOf(results: Results): readonly string[] {
  const { school, history, altered, taken } = results;
  return [
    '# The history of a messenger read into the index, measured',
    'Written by `npm run bench -- backfill`; do not edit. A cell is the median of the undisturbed readings, in brackets the lowest and the highest.',
    `The messenger holds a seeded school: ${number(school.rooms)} rooms, ${number(school.accounts)} accounts, ${number(school.messages)} messages, ${number(school.files)} files in ${number(school.places)} places. The desk is the real program with a real PostgreSQL, and has never seen it. Requests are counted in the messenger’s process. The desk that is killed reads while people post, forward, edit and delete.`,
    ...(history === undefined ? [] : historyText(school, history)),
    ...(altered === undefined ? [] : alteredText(altered)),
    '## Taken under',
    markdownTable(HEAD, conditionsOf(taken)),
    'The load counts the bench itself. Messenger, desk and both databases share the machine.',
    ...(taken.quick ? ['A quick run: a small school.'] : []),
  ];
}

const number = (value: number): string => value.toLocaleString('en-US');

function historyText(school: Results['school'], history: History): readonly string[] {
  const { outOfSight, blind, lies, killed } = history;
  return [
    markdownTable(HEAD, historyRows(school, history)),
    'The run fails unless every place of every file that the truth says stands in the open is in the index, nothing is in it that is not true, every page that a kill did not interrupt was asked for once, and the index of the killed desk equals that of one that read in peace.',
    '## The statement of coverage, held against the truth',
    `After the end the desk admits ${blind.map((word) => `\`${word}\``).join(', ')}. The truth says what is out of its sight: ${outOfSight.sealed} pictures in an encrypted room, ${outOfSight.peers} files at another server, ${number(outOfSight.altered)} altered copies. Nothing else may be admitted, and nothing of this left out. After each kill the statement of the dead desk is asked for as well:`,
    markdownTable(
      ['after requests', 'places in the open not yet in the index', 'admitted'],
      killed.kills.map((kill) => [kill.after, figure(kill.unseen), kill.blind.join(', ')]),
    ),
    '## Lies that must be found',
    'Each was put into a copy of the desk’s database, the desk was asked for its statement of it, and the same comparison had to fail.',
    markdownTable(
      ['what was done', 'what was found'],
      lies.map(({ what, found }) => [what, found]),
    ),
  ];
}

function alteredText(altered: AlteredFigures): readonly string[] {
  return [
    '## Altered copies',
    'The desk looked at every picture once and kept perceptual hashes of it and of its parts (PDQ, 31 bits; of a clip its thumbnail). Then it was asked what looks like the original of each item, and the answers were held against the truth. They are candidates for a person: nothing is hidden by them. A crop is found where it cuts alike all around or off one edge, and the seed cuts anywhere; a shortened clip begins with another picture than its thumbnail shows.',
    markdownTable(SCORE_HEAD, scoreRows(altered)),
    markdownTable(HEAD, lookingRows(altered)),
  ];
}

function conditionsOf({ date, machine, loadBefore, loadAfter }: Results['taken']): readonly Row[] {
  return [
    ['date (UTC)', date.slice(0, 16).replace('T', ' ')],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}`],
    ['Node', machine.node],
    ['load', `${loadBefore} to ${loadAfter}`],
  ];
}
