// Refuses a server that could lose what it has confirmed: fsync, full_page_writes, synchronous_commit, data checksums.
// Not here: how our own server is started; that passes these settings on its command line (settings.ts).

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, PostgresError, type PostgresErrorCode } from './errors.ts';

/** Runs one statement; `pg` clients and pools fit when wrapped: `(sql) => pool.query(sql)`. */
export type Query = (sql: string) => Promise<{ readonly rows: readonly unknown[] }>;

interface Rule {
  readonly name: string;
  readonly code: PostgresErrorCode;
  readonly safe: (value: string) => boolean;
}

const isOn = (value: string): boolean => /^(on|true|yes|1|t|y)$/i.test(value);

/** `remote_write` can lose a confirmed commit when both machines fail; `local` when the standby takes over. */
const RULES: readonly Rule[] = [
  { name: 'fsync', code: 'postgres.fsync-off', safe: isOn },
  { name: 'full_page_writes', code: 'postgres.full-page-writes-off', safe: isOn },
  {
    name: 'synchronous_commit',
    code: 'postgres.synchronous-commit-off',
    safe: (value) => isOn(value) || value === 'remote_apply',
  },
];

/** Where the last word is said first: PostgreSQL reads these in the other order. */
const CONFIGURATIONS = ['postgresql.auto.conf', 'postgresql.conf'] as const;

/**
 * Refuses a running server, ours or any other, that may lose a confirmed commit.
 * Throws `postgres.fsync-off`, `postgres.full-page-writes-off` or `postgres.synchronous-commit-off`.
 */
export async function assertDurable(query: Query): Promise<void> {
  const names = RULES.map((rule) => `'${rule.name}'`).join(', ');
  const { rows } = await query(
    `SELECT name, setting, sourcefile, sourceline FROM pg_catalog.pg_settings WHERE name IN (${names})`,
  );
  for (const rule of RULES) {
    const found = (rows as readonly Setting[]).find((row) => row.name === rule.name);
    const where = found?.sourcefile ? `${found.sourcefile} line ${found.sourceline}` : 'the running server';
    if (found === undefined || !rule.safe(found.setting))
      throw refusal(rule, found?.setting ?? 'unknown', where);
  }
}

interface Setting {
  readonly name: string;
  readonly setting: string;
  readonly sourcefile: string | null;
  readonly sourceline: number | null;
}

/** Refuses a server without data checksums, which would not notice a page that rotted; for our own server only. */
export async function assertChecksums(query: Query): Promise<void> {
  const { rows } = await query('SHOW data_checksums');
  if ((rows[0] as { data_checksums?: string } | undefined)?.data_checksums === 'on') return;
  throw new PostgresError(
    'postgres.checksums-off',
    'This data folder was made without data checksums: silent damage would go unnoticed.',
    'Stop the server and run pg_checksums --enable on the folder; or "redress backup" and "redress restore" into a new one.',
  );
}

/** Refuses a data folder whose configuration files ask for less safety, naming the file and the line. */
export async function assertDurableFolder(data: string): Promise<void> {
  const files = await Promise.all(CONFIGURATIONS.map((name) => readLines(join(data, name))));
  for (const rule of RULES) {
    const last = files.flatMap(({ path, lines }) => assignments(path, lines, rule.name)).at(0);
    if (last !== undefined && !rule.safe(last.value))
      throw refusal(rule, last.value, `${last.path} line ${last.line}`);
  }
}

interface Assignment {
  readonly path: string;
  readonly line: number;
  readonly value: string;
}

/** The assignments to one setting in one file, the one that counts (the last) first. */
function assignments(path: string, lines: readonly string[], name: string): readonly Assignment[] {
  const pattern = new RegExp(`^\\s*${name}(?:\\s*=\\s*|\\s+)'?([A-Za-z0-9_]+)`, 'i');
  return lines
    .map((text, index) => ({ path, line: index + 1, value: pattern.exec(text)?.[1] ?? '' }))
    .filter(({ value }) => value !== '')
    .reverse();
}

async function readLines(path: string): Promise<{ path: string; lines: readonly string[] }> {
  try {
    return { path, lines: (await readFile(path, 'utf8')).split('\n') };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path, lines: [] };
    throw error;
  }
}

function refusal(rule: Rule, value: string, where: string): PostgresError {
  return new PostgresError(
    rule.code,
    `${rule.name} is "${value}" in ${where}: a confirmed record could vanish.`,
    `Set ${rule.name} = on there (or for this role and database) and restart the server.`,
  );
}
