// What each role may do in the database, tried as that role, table by table, and held against the page for people. Whoever adds a table says
// in migrations/grants.sql and on that page who may do what with it: this test knows every table there is.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DATABASE_ROLES,
  type DatabaseRole,
  type OpenDatabase,
  openDatabase,
} from '../../src/adapters/store/postgres/database.ts';
import { migrateToLatest } from '../../src/adapters/store/postgres/migrate.ts';
import { mayTakeOn } from '../../src/adapters/store/postgres/roles.ts';
import { databases, type FreshDatabase, freshDatabase, type TestFlavor } from '../support/database.ts';
import { open } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/operations/database-roles.md');
const ROLES = Object.keys(DATABASE_ROLES) as DatabaseRole[];
const NOT_ALLOWED = '42501';
/** Every right of every table in one statement, each tried and undone: rights are looked at before rows. The outcome is a setting of the session. */
const TRY_ALL = `
do $$
declare
  one record;
  may jsonb := '[]';
begin
  for one in
    select relname as name, letter, format(try, relname) as statement
      from pg_class, (values
        ('s', 'select 1 from %I limit 1'),
        ('i', 'insert into %I default values'),
        ('u', 'update %I set tenant_id = ''x'' where false'),
        ('d', 'delete from %I where false'),
        ('t', 'truncate %I')) as tries (letter, try)
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     order by relname
  loop
    begin
      execute one.statement;
      raise exception 'undone';
    exception
      when insufficient_privilege then null;
      when others then may := may || to_jsonb(one.name || ' ' || one.letter);
    end;
  end loop;
  perform set_config('redress.may', may::text, true);
end $$`;
/** Only ever added to: nobody changes, deletes or empties them. */
const APPEND_ONLY = `
  select t.relname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
   where g.tgname like '%append_only' order by 1`;

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('each role', () => roles(flavor));
  describe.skipIf(missing !== undefined)('an account that may make no roles', () => plain(flavor));
});

function roles(flavor: TestFlavor): void {
  let desk: Desk;
  let tables: readonly string[] = [];
  const dbs = new Map<DatabaseRole, Desk['db']>();
  beforeAll(async () => {
    desk = await openedDatabase(flavor);
    await open(storeOf(desk.db, 'main'), 'a');
    const { rows } = await desk.pool.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
    );
    tables = rows.map(({ name }) => name);
    for (const role of ROLES) dbs.set(role, desk.as(role));
  });
  afterAll(() => desk.close());

  const asRole = (role: DatabaseRole): Desk['db'] => dbs.get(role) ?? desk.db;

  /** Undefined where it was done; nothing of it stays. */
  async function refusal(role: DatabaseRole, statement: string): Promise<string | undefined> {
    const undone = new Error('undone');
    return asRole(role)
      .transaction()
      .execute(async (trx) => {
        await sql.raw(statement).execute(trx);
        throw undone;
      })
      .catch((error: unknown) => (error === undone ? undefined : (error as { code?: string }).code));
  }

  /** Of each table the letters of what it may. */
  async function rightsOf(role: DatabaseRole): Promise<(table: string) => string> {
    const may = await asRole(role)
      .transaction()
      .execute(async (trx) => {
        await sql.raw(TRY_ALL).execute(trx);
        const { rows } = await sql<{ may: string }>`select current_setting('redress.may') as may`.execute(
          trx,
        );
        return JSON.parse(rows[0]?.may ?? '[]') as readonly string[];
      });
    return (table) =>
      ['s', 'i', 'u', 'd', 't'].filter((letter) => may.includes(`${table} ${letter}`)).join(' ') || '-';
  }

  test('may do on each table what the page says, and nothing else', async () => {
    const rights = await Promise.all(ROLES.map(rightsOf));
    const rows = tables.map((table) => `| \`${table}\` | ${rights.map((of) => of(table)).join(' | ')} |`);
    const page = await readFile(PAGE, 'utf8');
    expect(page).toContain(`| table | ${ROLES.join(' | ')} |`);
    expect(rows).toEqual(
      page.split('\n').filter((line) => /^\| `[a-z_]+` \|(?: [siudt -]+ \|){4}$/.test(line)),
    );
    console.log(
      `${ROLES.length} roles, ${tables.length} tables, ${ROLES.length * tables.length * 5} tries (${flavor})`,
    );
  });

  test('changes, deletes and empties nothing that is only ever added to', async () => {
    const { rows } = await desk.pool.query<{ name: string }>(APPEND_ONLY);
    expect(rows.map(({ name }) => name)).toContain('case_events');
    for (const role of ROLES) {
      const of = await rightsOf(role);
      for (const { name } of rows) expect(of(name), `${role} ${name}`).not.toMatch(/[udt]/);
    }
  });

  test('reads no secret of a webhook that is not its own, and makes no table and no role', async () => {
    expect(await refusal('api', 'select sealed from webhooks')).toBe(NOT_ALLOWED);
    expect(await refusal('api', 'select hook_id, url from webhooks')).toBeUndefined();
    for (const role of ROLES)
      for (const statement of [
        'create table mine (tenant_id text)',
        'create role mine',
        'alter table case_events disable trigger case_events_append_only',
        'drop trigger case_events_append_only on case_events',
        'create or replace function redress_append_only() returns trigger language sql as $$ select null::trigger $$',
      ])
        expect(await refusal(role, statement), `${role}: ${statement}`).toBe(NOT_ALLOWED);
  });

  test('is what each of its connections is, from the first statement on', async () => {
    for (const role of ROLES) {
      const names = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const { rows } = await sql<{ name: string }>`select current_user as name`.execute(asRole(role));
          return rows[0]?.name;
        }),
      );
      expect(new Set(names)).toEqual(new Set([DATABASE_ROLES[role]]));
    }
  });
}

function plain(flavor: TestFlavor): void {
  const name = `plain_${process.pid}_${flavor}`;
  let fresh: FreshDatabase;
  let superuser: OpenDatabase;
  let account: OpenDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(flavor);
    superuser = openDatabase(fresh.url, () => undefined);
    await superuser.pool.query(`create role ${name} login`);
    const { rows } = await superuser.pool.query<{ of: string }>('select current_database() as of');
    await superuser.pool.query(`alter database ${rows[0]?.of} owner to ${name}`);
    account = openDatabase(fresh.url.replace(/\/\/[^@]*@/, `//${name}@`), () => undefined);
  });
  afterAll(async () => {
    await account.close();
    await superuser.pool.query(`drop owned by ${name} cascade`);
    await superuser.close();
    await fresh.drop();
    const other = await freshDatabase(flavor);
    const last = openDatabase(other.url, () => undefined);
    await last.pool.query(`drop role ${name}`);
    await last.close();
    await other.drop();
  });

  test('migrates and works all the same, as the owner, until somebody lends it the roles', async () => {
    expect((await migrateToLatest(account.db)).length).toBeGreaterThan(20);
    expect(await mayTakeOn(account.db, 'api')).toBe(false);
    await open(storeOf(account.db, 'main'), 'a');
    await superuser.pool.query(`grant ${Object.values(DATABASE_ROLES).join(', ')} to ${name}`);
    for (const role of ROLES) expect(await mayTakeOn(account.db, role), role).toBe(true);
  });
}
