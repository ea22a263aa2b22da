// The outbox in PostgreSQL. Workers take rows with SKIP LOCKED and a lease: a crashed worker's rows come back by themselves.
import { type Selectable, sql, type Transaction } from 'kysely';
import { caseId, type TaskId, taskId } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import {
  type Claim,
  type Claimed,
  type FailedTask,
  HOLDS_QUEUE,
  type Outbox,
  type OutboxCounts,
} from '../../../ports/outbox.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

type Row = Pick<
  Selectable<Tables['outbox']>,
  'task_id' | 'case_id' | 'key' | 'work' | 'not_before' | 'urgency' | 'queue' | 'attempts'
>;

/** The outbox of one tenant. */
export function postgresOutbox(db: Database, tenant: string): Outbox {
  const change = (
    { id, attempt }: Claim,
    set: { state?: 'done' | 'failed'; not_before?: Date; last_code?: string },
  ) =>
    db
      .updateTable('outbox')
      .set({ ...set, lease_until: null })
      .where('tenant_id', '=', tenant)
      .where('task_id', '=', id)
      .where('attempts', '=', attempt)
      .where('state', '=', 'waiting')
      .execute();
  return {
    claim: (now, limit, leaseMs) => claim(db, tenant, now, limit, leaseMs),
    finish: async (held) => void (await change(held, { state: 'done' })),
    retry: async (held, at, code) => void (await change(held, { not_before: new Date(at), last_code: code })),
    fail: async (held, code) => void (await change(held, { state: 'failed', last_code: code })),
    failed: (limit) => failed(db, tenant, limit),
    again: (id, at) => again(db, tenant, id, at),
    counts: () => counts(db, tenant),
  };
}

/** One claim at a time for a tenant: two could not see that they take tasks of the same queue. */
function claim(
  db: Database,
  tenant: string,
  now: Instant,
  limit: number,
  leaseMs: number,
): Promise<Claimed[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('outbox'), hashtext(${tenant}))`.execute(trx);
    return claimAlone(trx, tenant, now, limit, leaseMs);
  });
}

async function claimAlone(
  db: Transaction<Tables>,
  tenant: string,
  now: Instant,
  limit: number,
  leaseMs: number,
): Promise<Claimed[]> {
  const rows = await db
    .with(
      (cte) => cte('ready').materialized(),
      (read) => readyTasks(read, tenant, new Date(now), limit),
    )
    .updateTable('outbox')
    .from('ready')
    .set({ attempts: sql<number>`outbox.attempts + 1`, lease_until: new Date(now + leaseMs) })
    .where('outbox.tenant_id', '=', tenant)
    .whereRef('outbox.task_id', '=', 'ready.task_id')
    .returning([
      'outbox.task_id',
      'outbox.case_id',
      'outbox.key',
      'outbox.work',
      'outbox.not_before',
      'outbox.urgency',
      'outbox.queue',
      'outbox.attempts',
    ])
    .execute();
  return rows.map(claimed).sort((a, b) => a.urgency - b.urgency || a.notBefore - b.notBefore);
}

/** Read once, before anything is changed: a plain sub-query may be run again for each row, and each run takes new rows. */
function readyTasks(db: Pick<Database, 'selectFrom'>, tenant: string, at: Date, limit: number) {
  return db
    .selectFrom('outbox')
    .select('outbox.task_id')
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'waiting')
    .where('not_before', '<=', at)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', at)]))
    .where((eb) => eb.or([eb('queue', '=', ''), eb('queue', 'not in', heldQueues(db, tenant, at))]))
    .orderBy('urgency')
    .orderBy('not_before')
    .limit(limit)
    .forUpdate()
    .skipLocked();
}

/** Queues of which somebody holds a task, or whose room asked for a pause that has not ended. */
function heldQueues(db: Pick<Database, 'selectFrom'>, tenant: string, at: Date) {
  return db
    .selectFrom('outbox')
    .select('queue')
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'waiting')
    .where('queue', '<>', '')
    .where((eb) =>
      eb.or([
        eb('lease_until', '>', at),
        eb.and([eb('last_code', '=', HOLDS_QUEUE), eb('not_before', '>', at)]),
      ]),
    );
}

function claimed(row: Row): Claimed {
  return {
    id: taskId(row.task_id),
    case: caseId(row.case_id),
    key: row.key,
    work: row.work,
    notBefore: instant(row.not_before.getTime()),
    urgency: instant(row.urgency.getTime()),
    ...(row.queue === '' ? {} : { queue: row.queue }),
    attempt: row.attempts,
  };
}

async function failed(db: Database, tenant: string, limit: number): Promise<FailedTask[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['task_id', 'case_id', 'work', 'last_code', 'attempts'])
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'failed')
    .orderBy('task_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: taskId(row.task_id),
    case: caseId(row.case_id),
    work: row.work,
    code: row.last_code,
    attempt: row.attempts,
  }));
}

async function again(db: Database, tenant: string, id: TaskId, at: Instant): Promise<boolean> {
  const put = await db
    .updateTable('outbox')
    .set({ state: 'waiting', not_before: new Date(at), lease_until: null })
    .where('tenant_id', '=', tenant)
    .where('task_id', '=', id)
    .where('state', '=', 'failed')
    .returning('task_id')
    .executeTakeFirst();
  return put !== undefined;
}

async function counts(db: Database, tenant: string): Promise<OutboxCounts> {
  const rows = await db
    .selectFrom('outbox')
    .select(['state', (eb) => eb.fn.countAll<string>().as('count')])
    .where('tenant_id', '=', tenant)
    .groupBy('state')
    .execute();
  const of = (state: string): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: of('waiting'), done: of('done'), failed: of('failed') };
}
