// `npm run bench -- backfill`: the history of a whole school read into the desk's index, undisturbed and killed, and what the desk says it
// could see held against the truth; prints the table, and writes document and figures.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type SchoolSize, WHOLE_SCHOOL } from '../../messenger/seeding/school/sizes.ts';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { textTable } from '../harness/table.ts';
import { scoreAltered } from './altered.ts';
import { type History, type Results, tablesOf, writeDocument } from './document.ts';
import { readKilled, readOnce } from './history.ts';
import { differences } from './index-rows.ts';
import { HALF, tellLies } from './sabotage.ts';
import { openStage, type Stage } from './stage.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SEED = '1';
const SMALL_SCHOOL: SchoolSize = {
  ...{ rooms: 30, members: 120, messages: 3_000 },
  ...{ pictures: 150, clips: 4, tracedPictures: 12, tracedClips: 2 },
};
const SEALED = 10;
const PEER_EVENTS = { quick: 300, full: 3_000 };

export const PARTS = ['history', 'altered'] as const;

export interface Wanted {
  readonly parts: readonly (typeof PARTS)[number][];
  readonly quick: boolean;
  readonly kills: number;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** A quick run, or one of some parts, leaves the documents alone, unless `out` says where to write. @throws Error when the index or its statement is not true */
export async function benchBackfill({ parts, quick, kills, out, json }: Wanted): Promise<void> {
  const bench = path.join(ROOT, '.redress', 'bench');
  const aside = quick || parts.length < PARTS.length;
  const to = out ?? (aside ? path.join(bench, 'quick') : path.join(ROOT, 'docs', 'benchmarks'));
  for (const folder of [bench, to]) mkdirSync(folder, { recursive: true });
  const folder = mkdtempSync(path.join(bench, 'backfill-'));
  chmodSync(folder, 0o711);
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);
  const stage = await openStage({
    ...{ folder, say, seed: SEED, sealed: SEALED },
    size: quick ? SMALL_SCHOOL : WHOLE_SCHOOL,
    peerEvents: PEER_EVENTS[quick ? 'quick' : 'full'],
  });
  try {
    const loadBefore = load();
    const history = parts.includes('history') ? await readings(stage, kills, say) : undefined;
    const altered = parts.includes('altered') ? await scoreAltered(stage, kills) : undefined;
    const { rooms, accounts, messages } = stage.truth;
    const { open, files } = stage.known;
    const results: Results = {
      taken: { date: new Date().toISOString(), quick, machine: machine(), loadBefore, loadAfter: load() },
      school: { rooms, accounts, messages, places: open.size, files: files.size },
      ...{ history, altered },
    };
    writeJson(path.join(to, 'backfill.json'), results);
    writeDocument(to, results);
    const tables = tablesOf(results).map(({ head, rows }) => textTable(head, rows));
    console.log(json ? JSON.stringify(results) : tables.join('\n\n'));
    say(`written: ${path.relative(ROOT, to) || '.'}`);
  } finally {
    await stage.stop();
  }
}

/** In peace, killed, in peace: so that an index of one that was not killed is there to compare with, of the same messenger. */
async function readings(stage: Stage, kills: number, say: (line: string) => void): Promise<History> {
  const first = await readOnce(stage, 'first');
  say(`in peace: ${first.reading.seconds.toFixed(1)} s, ${first.reading.requests} requests`);
  const killed = await readKilled(
    stage,
    'killed',
    { kills, pages: first.reading.requests, seed: SEED },
    async ({ name }) => void (await stage.database(HALF, name)),
  );
  say(`killed ${kills} times: ${killed.reading.repeated} pages asked for again`);
  const second = await readOnce(stage, 'second');
  const differ = differences(killed.index, second.index);
  if (differ.length > 0)
    throw new Error(`WRONG: ${differ.length} rows differ after the kills: ${differ.slice(0, 5).join('; ')}`);
  const lies = await tellLies(stage, second.desk, 'second');
  say(`${lies.length} lies told, all found`);
  const { sealed, peers, altered } = stage.known;
  return {
    readings: [first.reading, second.reading],
    killed: killed.reading,
    outOfSight: { sealed: sealed.size, peers, altered },
    blind: second.blind,
    lies,
  };
}
