// The real desk, from outside: its configuration, its process, and the commands an operator would ask it with.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { firstRow, openDatabase } from '../../messenger/store/database.ts';
import { freePort } from '../harness/free-port.ts';
import { type Line, type Program, runCommand, runLines, startProgram } from '../harness/program.ts';
import type { Statement } from './judge.ts';
import type { Stage } from './stage.ts';

const DESK = 'src/main.ts';
const LOOK_MS = 100;

export interface Desk {
  readonly name: string;
  readonly database: string;
  /** Starts the process. @param hear what it logs */
  start(hear: (line: Line) => void): Promise<Program>;
  /** What `redress media-index status` says a search sees; the desk need not run. */
  statement(): Promise<Statement>;
  /** The same of another database, such as a copy of this one. */
  statementOf(database: string): Promise<Statement>;
  /** Waits until it has read the feed to its end. */
  followed(): Promise<void>;
  /** How far it has looked at pictures. */
  looked(): Promise<Looked>;
  /** What looks like the files of these messages, by their links. */
  near(links: readonly string[]): Promise<ReadonlyMap<string, readonly Candidate[]>>;
}

export interface Looked {
  readonly hashed: number;
  readonly without: number;
  readonly waiting: number;
}

export interface Candidate {
  readonly distance: number;
  readonly copy: string;
}

/** A desk that never saw the messenger. @param name of its database and folder; @param fingerprints whether it looks at pictures */
export async function newDesk(stage: Stage, name: string, fingerprints = false): Promise<Desk> {
  const database = await stage.database(name);
  const folder = path.join(stage.folder, name);
  await mkdir(path.join(folder, 'data'), { recursive: true });
  for (const walked of [stage.folder, folder]) await chmod(walked, 0o711);
  const write = (url: string, file: string) => writeConfig(stage, folder, { url, fingerprints }, file);
  const config = await write(database, 'desk.json');
  return {
    ...{ name, database },
    start: (hear) => startProgram(DESK, ['serve', '--config', config, '--json'], hear),
    statement: () => statementFrom(config),
    statementOf: async (other) => statementFrom(await write(other, 'other.json')),
    followed: () => untilFollowed(stage, database),
    looked: async () => (await statusFrom(config)).looked,
    near: (links) => nearFrom(config, links),
  };
}

async function writeConfig(
  stage: Stage,
  folder: string,
  { url, fingerprints }: { readonly url: string; readonly fingerprints: boolean },
  name: string,
): Promise<string> {
  const [port, nobody] = [await freePort(), await freePort()];
  const zone = path.join(folder, 'zone.json');
  const file = path.join(folder, name);
  const config = {
    data: path.join(folder, 'data'),
    desk: { address: 'notices@desk.example', name: 'Desk under measurement' },
    database: { url },
    smtp: { port },
    mail: { host: '127.0.0.1', port: nobody, requireTls: false },
    dns: { zoneFile: zone },
    messenger: {
      ...{ api: stage.url, origin: stage.url },
      ...{ adminToken: stage.adminToken, memberToken: stage.checker.token, fingerprints },
    },
  };
  await writeFile(zone, JSON.stringify({ records: {} }));
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

interface Status {
  readonly coverage: Statement;
  readonly looked: Looked;
}

const statementFrom = async (config: string): Promise<Statement> => (await statusFrom(config)).coverage;

async function statusFrom(config: string): Promise<Status> {
  const line = await runCommand(DESK, ['media-index', 'status', '--config', config, '--json']);
  const [platform] = (line['platforms'] ?? []) as readonly Status[];
  if (platform === undefined) throw new Error(`the desk said nothing of its index: ${JSON.stringify(line)}`);
  return platform;
}

async function nearFrom(
  config: string,
  links: readonly string[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const lines = await runLines(DESK, ['media-index', 'near', ...links, '--config', config, '--json']);
  if (lines.length !== links.length) throw new Error(`${lines.length} answers for ${links.length} links`);
  return new Map(lines.map((line) => [String(line['link']), line['candidates'] as readonly Candidate[]]));
}

async function untilFollowed(stage: Stage, url: string): Promise<void> {
  const database = openDatabase(url);
  try {
    for (const head = await stage.head(); ; await delay(LOOK_MS)) {
      const row = await firstRow<{ upTo: number }>(
        database,
        `select (state->>'upTo')::float as "upTo" from media_index_states`,
      );
      if ((row?.upTo ?? 0) >= head) return;
    }
  } finally {
    await database.end();
  }
}
