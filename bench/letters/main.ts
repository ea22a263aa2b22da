// `npm run bench -- letters`: a flood of official letters into the desk and into a server that only stores, in turns; prints the table, and
// writes document and figures.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { interleaved } from '../harness/rounds.ts';
import { textTable } from '../harness/table.ts';
import { HEAD, type Results, rowsOf, writeDocument } from './document.ts';
import { writeFlood } from './mails.ts';
import { type DeskFigures, type Figures, floodDesk, floodPeer } from './sides.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** As many mail servers that deliver at once. */
const CONNECTIONS = 20;

export interface Wanted {
  readonly quick: boolean;
  readonly letters: number;
  readonly items: number;
  readonly rounds: number;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** A quick run leaves the documents alone, unless `out` says where to write. @throws Error when a letter is lost */
export async function benchLetters({ quick, letters, items, rounds, out, json }: Wanted): Promise<void> {
  const bench = path.join(ROOT, '.redress', 'bench');
  const to = out ?? (quick ? path.join(bench, 'quick') : path.join(ROOT, 'docs', 'benchmarks'));
  for (const folder of [bench, to]) mkdirSync(folder, { recursive: true });
  const folder = mkdtempSync(path.join(bench, 'letters-'));
  chmodSync(folder, 0o711);
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const base = {
    date: new Date().toISOString(),
    quick,
    letters,
    items,
    rounds,
    connections: CONNECTIONS,
    machine: machine(),
  };
  const loadBefore = load();
  const sent = await writeFlood(letters, items);
  const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);
  const sides = ['desk', 'peer'] as const;
  const [desk = [], peer = []] = await interleaved<(typeof sides)[number], Figures | DeskFigures>(
    sides,
    rounds,
    async (side, round) => {
      const place = path.join(folder, `${side}-${round}`);
      const figures = await (side === 'desk'
        ? floodDesk(sent, items, place, CONNECTIONS)
        : floodPeer(sent, place, CONNECTIONS));
      say(`round ${round + 1}, ${side}: ${figures.acceptedPerSecond.toFixed(1)} accepted a second`);
      return figures;
    },
  );
  const bytes = Math.round(sent.mails.reduce((sum, mail) => sum + mail.length, 0) / letters);
  const results: Results = {
    taken: { ...base, bytes, loadBefore, loadAfter: load() },
    desk: desk as readonly DeskFigures[],
    peer,
  };
  writeJson(path.join(to, 'letters.json'), results);
  writeDocument(to, results);
  console.log(json ? JSON.stringify(results) : textTable(HEAD, rowsOf(results)));
  say(`written: ${path.relative(ROOT, to) || '.'}`);
}
