// docs/benchmarks/letters.md, made from the results alone.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../harness/machine.ts';
import { type Spread, spreadOf } from '../harness/statistics.ts';
import { figure, markdownTable, type Row } from '../harness/table.ts';
import type { DeskFigures, Figures } from './sides.ts';

export interface Results {
  readonly taken: {
    readonly date: string;
    readonly quick: boolean;
    readonly letters: number;
    readonly items: number;
    readonly rounds: number;
    readonly connections: number;
    /** Of a mail, on average. */
    readonly bytes: number;
    readonly machine: Machine;
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  /** A round each. */
  readonly desk: readonly DeskFigures[];
  readonly peer: readonly Figures[];
}

export const HEAD: Row = ['what', 'desk', 'server that only stores', 'desk / server'];

const spread = ({ median, min, max }: Spread): string =>
  min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;

export function rowsOf({ desk, peer }: Results): readonly Row[] {
  const both = (what: string, of: (figures: Figures) => number): Row => {
    const [ours, theirs] = [spreadOf(desk.map(of)), spreadOf(peer.map(of))];
    return [what, spread(ours), spread(theirs), `${figure(ours.median / theirs.median)}x`];
  };
  const own = (what: string, of: (figures: DeskFigures) => number): Row => [
    what,
    spread(spreadOf(desk.map(of))),
    '-',
    '-',
  ];
  return [
    both('accepted durably a second', ({ acceptedPerSecond }) => acceptedPerSecond),
    both('ms from MAIL FROM to 250, half of the letters', ({ p50Ms }) => p50Ms),
    both('ms from MAIL FROM to 250, 99 of 100', ({ p99Ms }) => p99Ms),
    both('most memory, MiB, with all children', ({ mostMiB }) => mostMiB),
    own('read a second: cases opened', ({ readPerSecond }) => readPerSecond),
    own('seconds until the last letter was a case', ({ seconds }) => seconds),
  ];
}

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  const { machine, date, quick, letters, items, rounds, connections, bytes, loadBefore, loadAfter } =
    results.taken;
  const conditions: readonly Row[] = [
    ['date (UTC)', date.slice(0, 16).replace('T', ' ')],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}`],
    ['Node', machine.node],
    ['load', `${loadBefore} to ${loadAfter}`],
    ['rounds', rounds],
  ];
  const text = [
    '# A flood of letters, measured',
    'Written by `npm run bench -- letters`; do not edit. A cell is the median of the rounds, in brackets the lowest and the highest.',
    `${letters.toLocaleString('en-US')} letters of ${items} items (${bytes} bytes each, DKIM-signed by an enrolled authority) over ${connections} connections, as fast as they are taken. The desk is the real program with its own PostgreSQL; it reads letters, proves senders and works on items while it accepts. The peer is a server on the same SMTP package that writes each mail and its name to the disk, synced, before its 250, and reads nothing: the price of everything beyond storing. Both run in turns on the same disk. The run fails unless every letter is a case at L1 with all its items.`,
    markdownTable(HEAD, rowsOf(results)),
    'No open program that takes abuse mail over SMTP and makes cases of it was tried: parts of the package lists of npm, PyPI and Debian were searched, and none came up.',
    '## Taken under',
    markdownTable(['what', 'value'], conditions),
    'The load counts the bench itself. Memory sums resident pages; those that processes share count for each.',
    ...(quick ? ['A quick run: few letters.'] : []),
  ];
  writeFileSync(path.join(folder, 'letters.md'), `${text.join('\n\n')}\n`);
}
