// The time of the story: five days that pass in minutes. Nothing is made faster; the hours in which nothing happens are left out, by setting
// the wall clock of every program of the story ahead, and `now()` of its databases with it (docs/adr/0024-story-time.md).
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { ManagedPostgres } from '../../managed-postgres/server.ts';

/** Monday 7 December 2026, nine in the morning in Korea: the same weekdays and holidays whenever the story is told. */
const STORY_BEGINS = Date.parse('2026-12-07T09:00:00+09:00');
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Until every program has read the file again. */
const SEEN_BY_ALL_MS = 25;

/** @param day from 1  @param time of that day in Korea, `14:30` */
export function momentOf(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return STORY_BEGINS + (day - 1) * DAY_MS + (hours - 9) * HOUR_MS + minutes * MINUTE_MS;
}

export interface StoryClock {
  /** What a program of the story must be started with, for Node. */
  readonly nodeArgs: readonly string[];
  now(): number;
  /** Puts every clock of the story to a later moment. Rejects for an earlier one: time does not go back. */
  set(moment: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param databases whose `now()` follows; they must be empty and without connections
 * @param folder for the file that the programs follow
 */
export async function openClock(
  folder: string,
  server: ManagedPostgres,
  databases: readonly string[],
): Promise<StoryClock> {
  const file = path.join(folder, 'story-time');
  const clients: pg.Client[] = [];
  let aheadMs = STORY_BEGINS - Date.now();
  const write = async (): Promise<void> => {
    for (const client of clients)
      await client.query("update story.clock set ahead = $1 * interval '1 millisecond'", [aheadMs]);
    await writeFile(`${file}.new`, String(aheadMs));
    await rename(`${file}.new`, file);
  };
  for (const name of databases) clients.push(await followed(server, name));
  await write();
  const preload = pathToFileURL(path.join(import.meta.dirname, 'shifted-date.ts'));
  preload.searchParams.set('file', file);
  const now = (): number => Date.now() + aheadMs;
  return {
    nodeArgs: ['--import', preload.href],
    now,
    async set(moment) {
      if (moment < now()) throw new RangeError('the story does not go back in time');
      aheadMs = moment - Date.now();
      await write();
      await delay(SEEN_BY_ALL_MS);
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

/** `now()` of this database becomes one that is found before PostgreSQL's own, by the order in which it looks. */
async function followed(server: ManagedPostgres, name: string): Promise<pg.Client> {
  const client = new pg.Client(server.connection(name));
  await client.connect();
  await client.query(`
    create schema story;
    create table story.clock (ahead interval not null);
    insert into story.clock values ('0');
    create function story.now() returns timestamptz language sql stable
      as 'select pg_catalog.now() + ahead from story.clock';
    grant usage on schema story to public;
    grant select on story.clock to public;
    alter database ${name} set search_path = public, story, pg_catalog;`);
  return client;
}
