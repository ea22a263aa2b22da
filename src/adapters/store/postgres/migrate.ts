// Runs the numbered SQL files of migrations/, each once, in order, in a transaction, under Kysely's lock.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { grantRoles } from './roles.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../migrations');
/** Kysely's own tables stay apart, so that every table of ours starts with tenant_id. */
const SCHEMA = 'redress_migrations';

export interface MigrationState {
  readonly name: string;
  readonly appliedAt: Date | null;
}

/** Applies what is missing, and says what each role may do. @returns the names applied now */
export async function migrateToLatest(db: Database): Promise<readonly string[]> {
  const { error, results } = await migrator(db).migrateToLatest();
  if (error !== undefined) throw error;
  const applied = (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
  await grantRoles(db, applied.length > 0);
  return applied;
}

/** Applies everything up to and including `name`, for data that was saved at that point. */
export async function migrateTo(db: Database, name: string): Promise<void> {
  const { error } = await migrator(db).migrateTo(name);
  if (error !== undefined) throw error;
}

/** Every known migration and when it was applied. */
export async function migrationState(db: Database): Promise<readonly MigrationState[]> {
  const known = await migrator(db).getMigrations();
  return known.map(({ name, executedAt }) => ({ name, appliedAt: executedAt ?? null }));
}

function migrator(db: Database): Migrator {
  return new Migrator({ db, provider: sqlFiles, migrationTableSchema: SCHEMA });
}

const sqlFiles: MigrationProvider = {
  async getMigrations(): Promise<Record<string, Migration>> {
    const names = (await readdir(FOLDER)).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name)).sort();
    return Object.fromEntries(
      names.map((name) => [name.replace(/\.sql$/, ''), migrationOf(path.join(FOLDER, name))]),
    );
  },
};

function migrationOf(file: string): Migration {
  return {
    async up(db): Promise<void> {
      await sql.raw(await readFile(file, 'utf8')).execute(db);
    },
  };
}
