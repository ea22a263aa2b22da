// One pool of connections to the desk's database, through Kysely.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** What a process may be in the database (docs/operations/database-roles.md). `desk`: serving and the command line; `reader`: the watchdog. */
export const DATABASE_ROLES = {
  desk: 'redress_desk',
  api: 'redress_api',
  reader: 'redress_reader',
  backup: 'redress_backup',
} as const;
export type DatabaseRole = keyof typeof DATABASE_ROLES;

const POOL_SIZE = 12;
const CONNECT_TIMEOUT_MS = 5_000;
/** A statement that runs longer is a bug or a sick disk; the work is retried. */
const STATEMENT_TIMEOUT_MS = 30_000;

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * @param url connection string; @param onLost told when a connection breaks (the pool opens a new one)
 * @param role taken on by each connection before it is used; left out: the account that signs in
 */
export function openDatabase(url: string, onLost: (error: Error) => void, role?: DatabaseRole): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'redress',
    // Awaited by the pool: nobody is handed a connection that has not taken the role on.
    ...(role === undefined
      ? {}
      : { onConnect: (client) => client.query(`set role ${DATABASE_ROLES[role]}`) as unknown as void }),
  });
  // A connection that breaks between two statements of a transaction is told to nobody but its own listeners, and an error
  // without a listener ends the process. The pool repeats the error of an idle one.
  pool.on('connect', (client) => client.on('error', onLost));
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
