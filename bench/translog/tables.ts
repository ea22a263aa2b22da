// Each part as a table. The terminal and Markdown print the same.

import { figure, type Row } from '../harness/table.ts';
import type { Spread } from '../harness/statistics.ts';
import type { Results } from './results.ts';
import { judged } from './targets.ts';

export type Table = {
  readonly title: string;
  readonly head: Row;
  readonly rows: readonly Row[];
  readonly note?: string;
};

const spread = ({ median, min, max }: Spread): string =>
  min === max ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`;
const orDash = (value: Spread | undefined): string => (value === undefined ? '-' : spread(value));
const count = (value: number): string => value.toLocaleString('en-US');

export const tablesOf = (results: Results): readonly Table[] =>
  [
    goals(results),
    appends(results),
    syncs(results),
    memory(results),
    written(results),
    verified(results),
    fileProofs(results),
  ].filter((table) => table !== undefined);

const goals = (results: Results): Table => ({
  title: 'Goals',
  head: ['goal', 'target', 'reached', 'unit', 'met', 'by'],
  rows: judged(results).map(({ goal, target, reached, unit, verdict, by }) => [
    goal,
    figure(target),
    reached === undefined ? '-' : figure(reached),
    unit,
    verdict,
    by,
  ]),
});

function appends({ appends: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: `Durable appends: entries of ${part.entryBytes} bytes, all cores`,
    head: ['waiting', 'files on', 'who', 'batches', 'acknowledged/s'],
    rows: part.rows.map((row) => [row.waiting, row.disk, row.who, row.batches, spread(row.perSecond)]),
    note: `So many callers have one entry each on its way. An entry counts once it is acknowledged; both sides acknowledge what was synced, and publish a signed checkpoint once a second. Tessera acknowledges an entry when its tiles are written too; ours when it is in the journal, and writes tiles meanwhile. Tessera's POSIX driver opens its files with O_SYNC and syncs their folder, one after another; ours syncs each file and its folder, sixteen side by side. Without an account of duplicates on either side. "memory": the same files in memory, where a sync costs nothing. ${part.crossChecked} logs were recomputed whole by the other side.`,
  };
}

function syncs({ syncs: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: 'What was synced, as the kernel saw it',
    head: ['who', 'entries', 'fsync calls', 'files opened with O_SYNC', 'entries a sync'],
    rows: part.rows.map(({ who, entries, fsyncs, syncedFiles }) => [
      who,
      count(entries),
      count(fsyncs),
      count(syncedFiles),
      figure(entries / (fsyncs + syncedFiles)),
    ]),
    note: part.missing ?? 'Counted by strace in a short run with 64 waiting.',
  };
}

function memory({ memory: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: 'In memory, one thread each',
    head: ['leaves', 'what', 'ours µs', 'Go µs', 'times as long as Go'],
    rows: part.rows.map((row) => [
      row.leaves === 0 ? '-' : count(row.leaves),
      row.what,
      spread(row.ours),
      orDash(row.theirs),
      row.times === undefined ? '-' : `${figure(row.times.median)}x`,
    ]),
    note: `Entries of ${part.entryBytes} bytes. Go: golang.org/x/mod/sumdb/tlog with all hashes of the tree in memory. Ours: the tiles in memory, and for those that were asked for also the hashes between their levels. The proofs of both sides are the same bytes, and each side verifies those of the other. Verifying is hashing: Go calls the processor's SHA instructions directly, Node reaches them through OpenSSL, and that call alone takes longer than all of Go's hash. A signature is verified by WebCrypto, in another thread.`,
  };
}

function written({ growth: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: `Growing on the disk: entries of ${part.entryBytes} bytes`,
    head: ['leaves', 'who', 'durable/s since the size before', 'bytes a leaf', 'files', 'most memory MiB'],
    rows: part.written.map((row) => [
      count(row.leaves),
      row.who,
      figure(row.perSecond),
      figure(row.bytesPerLeaf),
      count(row.files),
      figure(row.rssMiB),
    ]),
    note: ['Bytes are whole blocks of the file system.', ...part.skipped].join(' '),
  };
}

function verified({ growth: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: 'The whole log verified: every entry hashed, every tile compared',
    head: ['leaves', 'who', 'seconds', 'entries/s', 'most memory MiB'],
    rows: part.verified.map((row) => [
      count(row.leaves),
      row.who,
      spread(row.seconds),
      figure(row.leaves / row.seconds.median),
      figure(row.rssMiB),
    ]),
    note: 'A process of its own each time, its memory with everything it needs to run at all. Both found the same root, and so in the log that Tessera wrote.',
  };
}

function fileProofs({ growth: part }: Results): Table | undefined {
  if (part === undefined) return undefined;
  return {
    title: 'Proofs out of tile files',
    head: ['leaves', 'proof', 'who', 'µs'],
    rows: part.proofs.map(({ leaves, what, who, us }) => [count(leaves), what, who, spread(us)]),
    note: "Each round begins with nothing in memory but the system's own. Go's TileHashReader also proves each tile to be of the tree before it uses it; ours and Tessera's client leave that to whoever checks the proof.",
  };
}
