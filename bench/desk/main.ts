// `npm run bench -- desk`: a store of a million events, then how fast it answers with 100, 1,000 and 10,000 open cases, and how fast it appends beside
// PostgreSQL's own limit; prints the tables, and writes document and figures.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { familyMiB } from '../harness/processes.ts';
import { textTable } from '../harness/table.ts';
import { appendsOf, appendsToOne, makeLimitTable, pgbench } from './appends.ts';
import { appendRows, APPEND_HEAD, ASKED_HEAD, askedRows, type Results, writeDocument } from './document.ts';
import { caseOf, fill, finishTasks, livesBetween, mustBeTheSame, TENANT } from './fill.ts';
import type { Life } from './lives.ts';
import { askApi, askCommand, askStore } from './questions.ts';
import { databaseMiB, openScene, type Scene } from './scene.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LAWS = path.join(ROOT, 'law');

export interface Wanted {
  readonly quick: boolean;
  readonly events: number;
  /** Open cases, rising. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly out: string | undefined;
  readonly json: boolean;
}

const ITEMS = { answered: 8, open: 8, big: 400 };
const SAMPLES = { quick: 50, full: 200 };
const SECONDS = { quick: 2, full: 8 };
const CLIENTS = [1, 8];
/** Lives that are also written command by command. */
const COMPARED = 10;
/** Hours over which the answered cases came, and the open ones. */
const ANSWERED_HOURS = 180 * 24;
const OPEN_HOURS = 8;
const NUMBERS = 100;

/** A quick run leaves the documents alone, unless `out` says where to write. @throws Error when two ways of writing differ */
export async function benchDesk(wanted: Wanted): Promise<void> {
  const { quick, json, out } = wanted;
  const bench = path.join(ROOT, '.redress', 'bench');
  const to = out ?? (quick ? path.join(bench, 'quick') : path.join(ROOT, 'docs', 'benchmarks'));
  for (const folder of [bench, to]) mkdirSync(folder, { recursive: true });
  const folder = mkdtempSync(path.join(bench, 'desk-'));
  chmodSync(folder, 0o711);
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const scene = await openScene(folder);
  const opened = openDatabase(scene.url, () => undefined);
  try {
    const results = await measure(scene, opened, folder, wanted);
    writeJson(path.join(to, 'desk.json'), results);
    writeDocument(to, results);
    console.log(
      json
        ? JSON.stringify(results)
        : [textTable(ASKED_HEAD, askedRows(results)), textTable(APPEND_HEAD, appendRows(results))].join(
            '\n\n',
          ),
    );
    say(`written: ${path.relative(ROOT, to) || '.'}`);
  } finally {
    await opened.close();
    await scene.close();
  }
}

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);

async function measure(scene: Scene, opened: OpenDatabase, folder: string, wanted: Wanted): Promise<Results> {
  const { db, pool } = opened;
  const { quick, rounds } = wanted;
  const loadBefore = load();
  const law: Law = { book: await readBook(LAWS), reach: { jurisdictions: 'all', ruledOut: [] } };
  const filled = await fillAnswered(db, law, wanted.events);
  say(`${filled.events} events of ${filled.cases} answered cases written`);
  const compared = await mustBeTheSame(db, pool, filled.first, law);
  say(`${compared} rows are the same, written at once and command by command`);
  const asked = await askAll(scene, opened, law, filled, wanted);
  const open = asked.at(-1)?.open ?? 0;
  const seconds = SECONDS[quick ? 'quick' : 'full'];
  await makeLimitTable(pool);
  const appends = await appendAll(scene, db, folder, { from: filled.cases, count: open, seconds, rounds });
  const big = await bigCase(opened, law, filled.cases + open, seconds);
  return {
    taken: {
      ...{ date: new Date().toISOString(), quick, rounds, answered: filled.cases, compared },
      ...{ machine: machine(), postgres: scene.server.version, loadBefore, loadAfter: load() },
      databaseGiB: await databaseGiB(pool),
    },
    ...{ asked, appends, big },
  };
}

interface Filled {
  readonly first: readonly Life[];
  readonly cases: number;
  readonly events: number;
}

/** Adds open cases up to each number of them, and asks everything. */
async function askAll(
  scene: Scene,
  { db, pool }: OpenDatabase,
  law: Law,
  filled: Filled,
  { quick, sizes }: Wanted,
): Promise<Results['asked']> {
  const samples = SAMPLES[quick ? 'quick' : 'full'];
  const asked: Results['asked'][number][] = [];
  const first = filled.cases;
  let [open, events] = [0, filled.events];
  for (const size of sizes) {
    const shape = { items: ITEMS.open, answered: false };
    events += await fill(db, livesBetween(first + open, size - open, shape, Date.now(), OPEN_HOURS), law);
    open = size;
    await finishTasks(pool);
    await pool.query('vacuum analyze');
    const stretches = { open: { from: first, count: open }, answered: { from: 0, count: first } };
    const store = await askStore(db, { ...stretches, samples });
    const numbers = { open: await numbersOf(pool, 'open'), answered: await numbersOf(pool, 'answered') };
    const served = await scene.serve();
    try {
      const api = await askApi(served, numbers, samples);
      const deskMiB = familyMiB(served.program.pid);
      const answers = [...store, ...api, await askCommand(scene, numbers.open)];
      asked.push({ open, events, answers, deskMiB, databaseMiB: databaseMiB(scene) });
    } finally {
      await served.program.stop();
    }
    say(`asked with ${open} open cases`);
  }
  return asked;
}

/** Desk and limit in turns. */
async function appendAll(
  scene: Scene,
  db: OpenDatabase['db'],
  folder: string,
  { rounds, ...span }: { from: number; count: number; seconds: number; rounds: number },
): Promise<Results['appends']> {
  const appends: Results['appends'][number][] = [];
  for (const clients of CLIENTS)
    for (let round = 0; round < rounds; round += 1) {
      const row = await pgbench(scene, folder, 'row', { ...span, clients }, round * 2);
      const desk = await appendsOf(db, { ...span, clients, round });
      const statements = await pgbench(scene, folder, 'statements', { ...span, clients }, round * 2 + 1);
      appends.push({ clients, round, desk, row, statements });
      say(`${clients} at once: the desk ${Math.round(desk)}, a row ${Math.round(row)}`);
    }
  return appends;
}

/** Answered cases until there are so many events. */
async function fillAnswered(db: OpenDatabase['db'], law: Law, wanted: number): Promise<Filled> {
  const shape = { items: ITEMS.answered, answered: true };
  const until = Date.now() - 24 * 3_600_000;
  const first = livesBetween(0, COMPARED, shape, until - ANSWERED_HOURS * 3_600_000, 1);
  const perCase = (await fill(db, first, law)) / COMPARED;
  const more = Math.max(0, Math.ceil(wanted / perCase) - COMPARED);
  const events = await fill(db, livesBetween(COMPARED, more, shape, until, ANSWERED_HOURS), law);
  return { first, cases: COMPARED + more, events: Math.round(perCase * COMPARED) + events };
}

/** One case of thousands of events: appended to by a store that remembers it, and by one that reads it whole each time. */
async function bigCase(
  { db, pool }: OpenDatabase,
  law: Law,
  at: number,
  seconds: number,
): Promise<Results['big']> {
  const shape = { items: ITEMS.big, answered: true };
  const events = await fill(db, livesBetween(at, 1, shape, Date.now() - 6 * 3_600_000, 1), law);
  await pool.query('vacuum analyze');
  const small = await appendsToOne(db, at - 1, { seconds, remembers: true });
  const remembered = await appendsToOne(db, at, { seconds, remembers: true });
  const readWhole = await appendsToOne(db, at, { seconds, remembers: false });
  return { case: caseOf(at), events, small, remembered, readWhole };
}

async function numbersOf(pool: OpenDatabase['pool'], status: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ number: string }>(
    'select number from cases where tenant_id = $1 and status = $2 order by md5(number) limit $3',
    [TENANT, status, NUMBERS],
  );
  return rows.map(({ number }) => number);
}

async function databaseGiB(pool: OpenDatabase['pool']): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return Number(rows[0]?.bytes ?? 0) / 2 ** 30;
}
