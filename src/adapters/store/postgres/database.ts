// One pool of connections to the desk's database, through Kysely.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const POOL_SIZE = 12;
const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that runs longer is a bug or a sick disk; the work is retried. */
const STATEMENT_TIMEOUT_MS = 30_000;

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** @param url connection string; @param onLost told when an idle connection breaks (the pool opens a new one) */
export function openDatabase(url: string, onLost: (error: Error) => void): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'redress',
  });
  pool.on('error', onLost);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
