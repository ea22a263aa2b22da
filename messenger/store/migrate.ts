// Brings the database up to date: numbered SQL files, each applied once, in order, in its own transaction.
// Not a rollback tool: a mistake is repaired by the next number.
import { readdir, readFile } from 'node:fs/promises';
import { type Database, inTransaction, rows } from './database.ts';

const FOLDER = new URL('../migrations/', import.meta.url);
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Any fixed number: two servers starting together must not migrate together. */
const MIGRATION_LOCK = 4_181_001;

/** Applies what is missing and returns the names of the files applied. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const files = (await readdir(FOLDER)).filter((name) => FILE_NAME.test(name)).sort();
  await inTransaction(database, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await db.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
  });
  const applied: string[] = [];
  for (const file of files) if (await applyOnce(database, file)) applied.push(file);
  return applied;
}

async function applyOnce(database: Database, file: string): Promise<boolean> {
  const sql = await readFile(new URL(file, FOLDER), 'utf8');
  return inTransaction(database, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const done = await rows(db, 'select 1 from migration where name = $1', [file]);
    if (done.length > 0) return false;
    await db.query(sql);
    await db.query('insert into migration (name) values ($1)', [file]);
    return true;
  });
}
