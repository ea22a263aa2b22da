// What only the database itself can say: its keys begin with the tenant, its history is append-only, a step is one
// transaction, migrations bear being run twice and by two at once, and a server that may lose a commit is refused.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertDurable } from '../../managed-postgres/server.ts';
import { type OpenDatabase, openDatabase } from '../../src/adapters/store/postgres/database.ts';
import { migrateTo, migrateToLatest, migrationState } from '../../src/adapters/store/postgres/migrate.ts';
import { databases, type FreshDatabase, freshDatabase, type TestFlavor } from '../support/database.ts';
import { caseNumber } from '../../src/domain/kernel/ids.ts';
import { decides, found, listed, T0 } from '../support/fixtures.ts';
import { idOf, open, opening, type Store, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const APPEND_ONLY = ['letters', 'case_events', 'enrolment_events'];
const MIGRATE = path.resolve(import.meta.dirname, '../support/migrate-process.ts');
const FIRST_COLUMNS = `
  select t.relname as table, i.relname as index, a.attname as first
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class t on t.oid = x.indrelid
  join pg_namespace n on n.oid = t.relnamespace
  left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
  where n.nspname = 'public' and (x.indisprimary or x.indisunique)`;
const WITHOUT_KEY = `
  select t.relname as table from pg_class t join pg_namespace n on n.oid = t.relnamespace
  where n.nspname = 'public' and t.relkind in ('r', 'p')
    and not exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary)`;

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('a migrated database', () => migrated(flavor));
  describe.skipIf(missing !== undefined)('an empty database', () => empty(flavor));
  describe.skipIf(missing !== undefined)('a database of an earlier version', () => older(flavor));
});

function migrated(flavor: TestFlavor): void {
  let desk: Desk;
  let tenants = 0;
  let tenant = '';
  const fresh = (): Store => {
    tenant = `tenant-${(tenants += 1)}`;
    return storeOf(desk.db, tenant);
  };
  const rows = async (table: string): Promise<number> => {
    const counted = await desk.pool.query(`select count(*)::int as n from ${table} where tenant_id = $1`, [
      tenant,
    ]);
    return (counted.rows[0] as { n: number }).n;
  };
  beforeAll(async () => {
    desk = await openedDatabase(flavor);
  });
  afterAll(() => desk.close());

  test('has tenant_id first in every primary key and every unique index', async () => {
    const { rows: indexes } = await desk.pool.query<{ table: string; index: string; first: string | null }>(
      FIRST_COLUMNS,
    );
    expect(indexes.length).toBeGreaterThanOrEqual(12);
    expect(indexes.filter(({ first }) => first !== 'tenant_id')).toEqual([]);
  });

  test('has no table without a primary key', async () => {
    expect((await desk.pool.query(WITHOUT_KEY)).rows).toEqual([]);
  });

  test.each(APPEND_ONLY)('refuses to change, delete or empty the rows of %s', async (table) => {
    const store = fresh();
    await open(store, `append-${table}`);
    await store.enrolments.append({ kind: 'imported', at: T0, authorities: [], file: 'digest' }, 0);
    for (const statement of [
      `update ${table} set tenant_id = 'x'`,
      `delete from ${table}`,
      `truncate ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(desk.pool.query(statement), statement).rejects.toThrow(`append-only table ${table}`);
    expect(await rows(table)).toBeGreaterThan(0);
  });

  test('writes all of an opening or nothing of it, whichever table refuses', async () => {
    const tables = [
      'letters',
      'letter_signatures',
      'case_numbers',
      'cases',
      'case_events',
      'outbox',
      'clocks',
      'listed_items',
    ];
    for (const refusing of tables) {
      const store = fresh();
      await whileRefusing(desk, refusing, async () => {
        await expect(open(store, 'a', { signatures: ['s1'] }), refusing).rejects.toThrow('planted');
      });
      expect(await Promise.all(tables.map(rows)), refusing).toEqual(tables.map(() => 0));
      expect(await open(store, 'a', { signatures: ['s1'] })).toMatchObject({
        kind: 'opened',
        number: 'R-26-0001',
      });
    }
  });

  test.each([
    ['outbox', 'L1', 'hide'],
    ['clocks', 'L0', 'refuse'],
    ['cases', 'L1', 'refuse'],
    ['case_events', 'L1', 'hide'],
  ] as const)('writes nothing of a step when %s refuses it', async (refusing, level, act) => {
    const store = fresh();
    await open(store, 'a', {}, { level });
    const before = [
      await store.cases.history(idOf('a')),
      await store.outbox.counts(),
      await store.cases.list({ limit: 9 }),
    ];
    await whileRefusing(desk, refusing, async () => {
      const deciding = tell(store, idOf('a'), found(1, 'c1'), decides(1, act));
      await expect(deciding).rejects.toThrow('planted');
    });
    expect([
      await store.cases.history(idOf('a')),
      await store.outbox.counts(),
      await store.cases.list({ limit: 9 }),
    ]).toEqual(before);
    expect(await tell(store, idOf('a'), found(1, 'c1'), decides(1, act))).toMatchObject({ ok: true });
  });

  test('keeps its events in order of their numbers, one for each', async () => {
    const store = fresh();
    await open(store, 'a');
    await tell(store, idOf('a'), found(1, 'c1'));
    const twice = desk.pool.query(
      `insert into case_events select tenant_id, case_id, seq, at, kind, actor, body from case_events where tenant_id = $1`,
      [tenant],
    );
    await expect(twice).rejects.toThrow('duplicate key');
  });

  test('is refused as soon as it would not wait for its commits to be on disk', async () => {
    const query = async (text: string) => {
      const own = openDatabase(desk.url, () => undefined);
      try {
        return await own.pool.query<Record<string, unknown>>(text);
      } finally {
        await own.close();
      }
    };
    await expect(assertDurable(query)).resolves.toBeUndefined();
    const {
      rows: [named],
    } = await desk.pool.query<{ name: string }>('select current_database() as name');
    const name = named?.name ?? '';
    for (const value of ['off', 'local', 'remote_write']) {
      await desk.pool.query(`alter database "${name}" set synchronous_commit = ${value}`);
      await expect(assertDurable(query), value).rejects.toMatchObject({
        code: 'postgres.synchronous-commit-off',
      });
    }
    await desk.pool.query(`alter database "${name}" reset synchronous_commit`);
    await expect(assertDurable(query)).resolves.toBeUndefined();
  });
}

function empty(flavor: TestFlavor): void {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(flavor);
  });
  afterAll(() => fresh.drop());

  test('is migrated once by two processes that come at once, and a third finds nothing to do', async () => {
    const run = async (): Promise<string[]> => {
      const { stdout } = await promisify(execFile)(process.execPath, [MIGRATE, fresh.url]);
      return JSON.parse(stdout) as string[];
    };
    const [one, two] = await Promise.all([run(), run()]);
    const opened = openDatabase(fresh.url, () => undefined);
    const state = await migrationState(opened.db);
    expect([...one, ...two].toSorted()).toEqual(state.map(({ name }) => name));
    expect(state.every(({ appliedAt }) => appliedAt !== null)).toBe(true);
    expect(await migrateToLatest(opened.db)).toEqual([]);
    await opened.close();
  });
}

function older(flavor: TestFlavor): void {
  let fresh: FreshDatabase;
  let opened: OpenDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(flavor);
    opened = openDatabase(fresh.url, () => undefined);
  });
  afterAll(async () => {
    await opened.close();
    await fresh.drop();
  });

  test('is brought up with its cases: what they list is found as if they had come today', async () => {
    await migrateTo(opened.db, '0007-authorities');
    await keepAsBefore(opened, 'a', [1, 2]);
    await keepAsBefore(opened, 'b', []);
    await migrateToLatest(opened.db);
    const store = storeOf(opened.db, 'main');
    await open(store, 'c', {}, { items: [listed(2), listed(1)] });
    const places = [listed(1).locator, listed(2).locator];
    const found = (await store.cases.listing(places, idOf('b'))).map((one) => [one.case, one.item]);
    expect(found).toEqual([
      [idOf('a'), 1],
      [idOf('a'), 2],
      [idOf('c'), 1],
      [idOf('c'), 2],
    ]);
  });
}

/** A case as it was kept before cases were joined. */
async function keepAsBefore(opened: OpenDatabase, key: string, items: readonly number[]): Promise<void> {
  const change = opening(
    { number: caseNumber(2026, key.charCodeAt(0)), replayed: false },
    { items: items.map((number) => listed(number)) },
  );
  await opened.pool.query(
    `insert into cases (tenant_id, case_id, number, status, version, received_at) values ('main', $1, $1, 'open', 1, $2)`,
    [idOf(key), new Date(T0)],
  );
  for (const { seq, at, actor, kind, ...body } of change.events)
    await opened.pool.query(`insert into case_events values ('main', $1, $2, $3, $4, $5, $6)`, [
      idOf(key),
      seq,
      new Date(at),
      kind,
      JSON.stringify(actor),
      JSON.stringify(body),
    ]);
}

/** Does something while one table fails on every insert and update, as it might on a full disk. */
async function whileRefusing({ pool }: Desk, table: string, act: () => Promise<void>): Promise<void> {
  await pool.query(`
    create or replace function planted_fault() returns trigger language plpgsql as $$
      begin raise exception 'planted fault in %', tg_table_name; end $$;
    create trigger planted_fault before insert or update on ${table} for each row execute function planted_fault()`);
  try {
    await act();
  } finally {
    await pool.query(`drop trigger planted_fault on ${table}`);
  }
}
