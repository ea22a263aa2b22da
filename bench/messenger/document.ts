// docs/benchmarks/messenger.md, made from the results alone.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../harness/machine.ts';
import { type Spread, spreadOf } from '../harness/statistics.ts';
import { figure, markdownTable, type Row } from '../harness/table.ts';
import { type Figures, SECONDS_A_MESSAGE } from './sides.ts';

export interface Results {
  readonly taken: {
    readonly date: string;
    readonly quick: boolean;
    readonly rounds: number;
    readonly rooms: number;
    readonly members: number;
    readonly messages: number;
    readonly usualSeconds: number;
    readonly fastSeconds: number;
    readonly machine: Machine;
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  /** For each number of connected members its rounds. */
  readonly messenger: readonly (readonly Figures[])[];
  readonly plain: readonly (readonly Figures[])[];
}

export const HEAD: Row = ['what', 'messenger', 'server that only passes on'];

const spread = ({ median, min, max }: Spread): string =>
  min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;

/** A table for each number of connected members. */
export function rowsOf({ messenger, plain }: Results): readonly (readonly Row[])[] {
  return messenger.map((ours, at) => {
    const floor = plain[at] ?? [];
    const both = (what: string, of: (figures: Figures) => number): Row => [
      what,
      spread(spreadOf(ours.map(of))),
      spread(spreadOf(floor.map(of))),
    ];
    const own = (what: string, of: (figures: Figures) => number): Row => [
      what,
      spread(spreadOf(ours.map(of))),
      '-',
    ];
    return [
      [`**connected members: ${ours[0]?.connected ?? 0}**`, '', ''],
      both('usual pace: messages a second', ({ usual }) => usual.messagesPerSecond),
      both('deliveries a second', ({ usual }) => usual.deliveriesPerSecond),
      both('ms to a member, half of all', ({ usual }) => usual.deliveryP50Ms),
      both('ms to a member, 99 of 100', ({ usual }) => usual.deliveryP99Ms),
      both('ms until confirmed, 99 of 100', ({ usual }) => usual.confirmedP99Ms),
      both('cores of the server', ({ usual }) => usual.serverCores),
      own('cores of its database', ({ usual }) => usual.databaseCores),
      both('as fast as it goes: messages a second', ({ fast }) => fast.messagesPerSecond),
      both('deliveries a second', ({ fast }) => fast.deliveriesPerSecond),
      both('ms to a member, half of all', ({ fast }) => fast.deliveryP50Ms),
      both('ms to a member, 99 of 100', ({ fast }) => fast.deliveryP99Ms),
      both('MiB of the server, connected and quiet', ({ idleMiB }) => idleMiB),
      both('MiB of the server, most', ({ mostMiB }) => mostMiB),
      own('MiB of its database', ({ databaseMiB }) => databaseMiB),
      both('seconds to connect them all', ({ connectSeconds }) => connectSeconds),
    ];
  });
}

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  const { taken } = results;
  const { machine, date, rooms, members, messages } = taken;
  const number = (value: number): string => value.toLocaleString('en-US');
  const conditions: readonly Row[] = [
    ['date (UTC)', date.slice(0, 16).replace('T', ' ')],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}`],
    ['Node', machine.node],
    ['load', `${taken.loadBefore} to ${taken.loadAfter}`],
    ['rounds', taken.rounds],
    ['seconds of each pace', `${taken.usualSeconds}, ${taken.fastSeconds}`],
  ];
  const text = [
    '# The messenger under load, measured',
    'Written by `npm run bench -- messenger`; do not edit. A cell is the median of the rounds, in brackets the lowest and the highest.',
    `${number(rooms)} rooms of the seeded school, ${number(members)} members, ${number(messages)} messages before the start; the largest room holds a quarter of everybody. Connected members hold a live stream each (server-sent events). At the usual pace each writes once in ${SECONDS_A_MESSAGE} s, whether or not the server keeps up, and times count from when a message was due; as fast as it goes, 32 members write at once, each after the answer to the last. Members, writers, server and database share the machine. The run fails if a message is refused, a stream ends, or a connected member of the room hears a message not at all or twice.`,
    'The messenger commits each message to PostgreSQL, with its event for the feed, before it confirms it, and reads from there what it tells. The server beside it is plain Node that keeps nothing and asks for no right but a token: the price of everything beyond passing on.',
    ...rowsOf(results).map((rows) => markdownTable(HEAD, rows)),
    'No open messenger was set up beside it: those that do the same job (rooms, accounts, history in a database, a stream for each member) are servers with installations of their own.',
    '## Taken under',
    markdownTable(['what', 'value'], conditions),
    'The load counts the bench itself. Memory of quiet server and of the database divides shared pages among those who share them; the most of the server counts them for each process.',
    ...(taken.quick ? ['A quick run: short, few rounds.'] : []),
  ];
  writeFileSync(path.join(folder, 'messenger.md'), `${text.join('\n\n')}\n`);
}
