// A serving desk as a process of its own with one database and one folder, and letters brought to it over SMTP.
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { postgresCases } from '../../src/adapters/store/postgres/cases.ts';
import { openDatabase } from '../../src/adapters/store/postgres/database.ts';
import type { Case } from '../../src/domain/case/case.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { startRedress } from '../support/command-line.ts';
import { freshDatabase } from '../support/database.ts';
import { greeted } from '../support/smtp-client.ts';

export const DESK = 'notices@desk.example';

export interface Place {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** Every case by number, folded and with its history. */
  cases(): Promise<ReadonlyMap<string, { readonly state: Case; readonly history: readonly Recorded[] }>>;
  query<T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]>;
  remove(): Promise<void>;
}

const MAX_CASES = 10_000;

/** An empty database and the name of a data folder that is not there yet. */
export async function place(): Promise<Place> {
  const database = await freshDatabase(anyFlavor());
  const home = await mkdtemp(path.join(tmpdir(), 'redress-place-'));
  const zone = path.join(home, 'zone.json');
  await writeFile(zone, '{"records": {}}');
  const folder = path.join(home, 'data');
  const query: Place['query'] = async (sql) => {
    const client = new pg.Client(database.url);
    await client.connect();
    return client.query(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (error) => client.end().then(() => Promise.reject(error)),
    );
  };
  return {
    folder,
    databaseUrl: database.url,
    env: {
      REDRESS_DATA: folder,
      REDRESS_DATABASE_URL: database.url,
      REDRESS_DNS_ZONE_FILE: zone,
      REDRESS_SMTP_PORT: '0',
      REDRESS_SMTP_LETTERS_PER_MINUTE: '10000',
      REDRESS_LOG_LEVEL: 'silent',
    },
    cases: () => casesOf(database.url),
    query,
    async remove() {
      await database.drop();
      await rm(home, { recursive: true });
    },
  };
}

async function casesOf(url: string): ReturnType<Place['cases']> {
  const opened = openDatabase(url, () => undefined);
  const store = postgresCases(opened.db, { tenant: 'main', fresh: () => '', hint: async () => undefined });
  try {
    const rows = await store.list({ limit: MAX_CASES });
    const all = rows.map(async ({ id, number }) => {
      const [state, history] = await Promise.all([store.load(id), store.history(id)]);
      if (state === undefined) throw new Error(`${number} is listed and cannot be loaded`);
      return [number, { state, history }] as const;
    });
    return new Map(await Promise.all(all));
  } finally {
    await opened.close();
  }
}

export interface Serving {
  readonly port: number;
  stop(): Promise<number | null>;
  /** Kills it at once: it can put nothing in order. */
  kill(): Promise<void>;
}

/** Starts `redress serve` and waits until it listens. */
export async function serve({ env }: Pick<Place, 'env'>): Promise<Serving> {
  const child = startRedress(['serve', '--json'], env);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /"event":"ready","smtp":"127\.0\.0\.1:(\d+)"/.exec(said);
      if (ready !== null) resolve(Number(ready[1]));
    });
    child.on('exit', () => reject(new Error(`the desk ended: ${said}`)));
  });
  return {
    port,
    stop: () => stop(child),
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

/** A letter nobody could mistake for another. */
export const letterOf = (name: string): string =>
  [
    'From: <a@stranger.example>',
    `To: <${DESK}>`,
    `Subject: request ${name}`,
    'Date: Thu, 19 Nov 2026 14:05:00 +0900',
    `Message-ID: <${name}@stranger.example>`,
    '',
    `I request that you delete this. ${name}`,
    '1. https://elsewhere.example/pictures/1',
    '',
  ].join('\r\n');

export interface Sender {
  /** Names of letters that were answered 250, so far. */
  readonly acknowledged: readonly string[];
  finish(): Promise<void>;
}

/** Between two letters of one sender: enough to keep the desk at work without leaving it hundreds to work off. */
const PAUSE_MS = 60;

/** Sends letter after letter until told to finish. */
export function keepSending(port: number, prefix: string): Sender {
  const acknowledged: string[] = [];
  let wanted = true;
  const sending = (async () => {
    const client = await greeted(port);
    for (let at = 0; wanted; at += 1) {
      const name = `${prefix}-${at}`;
      await client.beginData(DESK);
      client.write(`${letterOf(name)}.\r\n`);
      if ((await client.reply()).startsWith('250')) acknowledged.push(name);
      await pause(PAUSE_MS);
    }
    await client.say('QUIT');
  })();
  return {
    acknowledged,
    async finish() {
      wanted = false;
      await sending;
    },
  };
}
