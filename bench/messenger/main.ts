// `npm run bench -- messenger`: connected members who hear one another, on the messenger and on a server that only passes on, in
// turns; prints the table, and writes document and figures.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeJson } from '../harness/json-file.ts';
import { load, machine } from '../harness/machine.ts';
import { interleaved } from '../harness/rounds.ts';
import { textTable } from '../harness/table.ts';
import { HEAD, type Results, rowsOf, writeDocument } from './document.ts';
import { type Figures, measure, type Side, SIDES } from './sides.ts';
import { buildStage } from './stage.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ROOMS = 200;
const MESSAGES = 50_000;
const SECONDS = { quick: { usual: 6, fast: 4 }, full: { usual: 30, fast: 15 } };

export interface Wanted {
  readonly quick: boolean;
  /** How many are connected, smallest first. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** A quick run leaves the documents alone, unless `out` says where to write. @throws Error when a message is lost */
export async function benchMessenger({ quick, sizes, rounds, out, json }: Wanted): Promise<void> {
  const bench = path.join(ROOT, '.redress', 'bench');
  const to = out ?? (quick ? path.join(bench, 'quick') : path.join(ROOT, 'docs', 'benchmarks'));
  for (const folder of [bench, to]) mkdirSync(folder, { recursive: true });
  const folder = mkdtempSync(path.join(bench, 'messenger-'));
  chmodSync(folder, 0o711);
  process.once('SIGINT', () => process.exit(130));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const members = sizes.at(-1) ?? 0;
  const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`);
  const stage = await buildStage(folder, ROOMS, members, MESSAGES);
  const { usual, fast } = SECONDS[quick ? 'quick' : 'full'];
  const loadBefore = load();
  const contenders = sizes.flatMap((connected) => SIDES.map((side) => ({ side, connected })));
  try {
    const answers = await interleaved(contenders, rounds, async ({ side, connected }, round) => {
      const figures = await measure(side, stage, { connected, usualSeconds: usual, fastSeconds: fast });
      say(`round ${round + 1}, ${side}, ${connected}: ${told(figures)}`);
      return figures;
    });
    const of = (side: Side) => answers.filter((_, at) => contenders[at]?.side === side);
    const results: Results = {
      taken: {
        date: new Date().toISOString(),
        quick,
        rounds,
        rooms: ROOMS,
        members,
        messages: MESSAGES,
        usualSeconds: usual,
        fastSeconds: fast,
        machine: machine(),
        loadBefore,
        loadAfter: load(),
      },
      messenger: of('messenger'),
      plain: of('plain'),
    };
    writeJson(path.join(to, 'messenger.json'), results);
    writeDocument(to, results);
    console.log(
      json
        ? JSON.stringify(results)
        : rowsOf(results)
            .map((rows) => textTable(HEAD, rows))
            .join('\n\n'),
    );
    say(`written: ${path.relative(ROOT, to) || '.'}`);
  } finally {
    await stage.stop();
  }
}

function told({ usual, fast, mostMiB }: Figures): string {
  const p99 = usual.deliveryP99Ms.toFixed(0);
  return `p99 ${p99} ms at ${usual.messagesPerSecond.toFixed(0)}/s, ${fast.messagesPerSecond.toFixed(0)}/s at most, ${mostMiB.toFixed(0)} MiB`;
}
