// A fresh real PostgreSQL database for a test, in about 50 ms: one server a flavor and test run, one database a caller.
// Not here: when the run's servers end (global-setup.ts).

import { join } from 'node:path';
import pg from 'pg';
import { findBinaries, type ManagedPostgres, openManagedPostgres } from '../../managed-postgres/server.ts';
import { runFolder } from './run-folder.ts';

/** Where a test database can come from. */
export type TestFlavor = 'system' | 'packaged';

/** A database of its own for one test or one file. */
export interface FreshDatabase {
  readonly connection: pg.PoolConfig;
  readonly url: string;
  /** Removes the database, and cuts the connections that are still open. */
  drop(): Promise<void>;
}

const FLAVORS: readonly TestFlavor[] = ['system', 'packaged'];
const servers = new Map<TestFlavor, Promise<ManagedPostgres>>();
let made = 0;

/** The flavors to test on; `missing` says why one cannot be, and what to install. */
export function databases(): readonly { readonly flavor: TestFlavor; readonly missing?: string }[] {
  return FLAVORS.map((flavor) => {
    const missing = reasonMissing(flavor);
    if (missing === undefined) return { flavor };
    console.warn(`SKIPPED on ${flavor} PostgreSQL: ${missing}`);
    return { flavor, missing };
  });
}

/** Makes an empty database; starts the run's server of that flavor, or adopts it, on first use. */
export async function freshDatabase(flavor: TestFlavor): Promise<FreshDatabase> {
  const server = await serverOf(flavor);
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await server.createDatabase(name);
  return {
    connection: server.connection(name),
    url: server.url(name),
    drop: () => drop(server, name),
  };
}

function serverOf(flavor: TestFlavor): Promise<ManagedPostgres> {
  const known = servers.get(flavor);
  if (known !== undefined) return known;
  const opened = openManagedPostgres({ folder: join(runFolder(), flavor), flavor });
  servers.set(flavor, opened);
  return opened;
}

async function drop(server: ManagedPostgres, name: string): Promise<void> {
  const client = new pg.Client(server.connection('postgres'));
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

function reasonMissing(flavor: TestFlavor): string | undefined {
  try {
    findBinaries(flavor);
    return undefined;
  } catch (error) {
    const cure = flavor === 'system' ? 'apt-get install postgresql-15' : 'npm ci without --omit=optional';
    return `${(error as Error).message} ${cure}`;
  }
}
