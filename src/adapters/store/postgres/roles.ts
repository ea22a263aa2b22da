// Roles of the database: a process takes on the one that may do its part and no more (docs/operations/database-roles.md).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { type Database, DATABASE_ROLES, type DatabaseRole } from './database.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../migrations/grants.sql');
const NAMES = Object.values(DATABASE_ROLES);

/**
 * Says what each role may do, where that was not said in these words before. Nothing happens where a role is missing: this account may make none.
 * @param anew tables have changed since
 */
export async function grantRoles(db: Database, anew: boolean): Promise<void> {
  const text = await readFile(FILE, 'utf8');
  const stamp = `grants ${createHash('sha256').update(text).digest('hex')}`;
  const { rows } = await sql<{ said: string | null; roles: number }>`
    select obj_description(to_regnamespace('redress_migrations'), 'pg_namespace') as said,
           (select count(*)::int from pg_roles where rolname = any(${NAMES})) as roles`.execute(db);
  const [now] = rows;
  if (now === undefined || now.roles < NAMES.length || (now.said === stamp && !anew)) return;
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('redress_roles'))`.execute(trx);
    await sql.raw(text).execute(trx);
    await sql`comment on schema redress_migrations is ${sql.lit(stamp)}`.execute(trx);
  });
}

/** No such role, not lent to this account, or a database from before there were any. */
const NOT_LENT = ['22023', '42704', '42501', '42P01'];

/** Whether this account may take on a role here. */
export async function mayTakeOn(db: Database, role: DatabaseRole): Promise<boolean> {
  try {
    return await db.transaction().execute(async (trx) => {
      await sql.raw(`set local role ${DATABASE_ROLES[role]}`).execute(trx);
      const { rows } = await sql<{ may: boolean }>`
        select has_table_privilege('case_events', 'select') as may`.execute(trx);
      return rows[0]?.may === true;
    });
  } catch (error) {
    if (NOT_LENT.includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
