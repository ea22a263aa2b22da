// Effects that come later: an order is recorded now, waits as a row, and is done when its time has come, also after a restart.
// Orders about one target are done in the order in which they were accepted.
import type { Act } from '../admin/effects.ts';
import { firstRow, inTransaction, type Database, type Queryable, rows } from '../store/database.ts';
import { actOf } from '../admin/acts.ts';
import { perform, type Stale } from './stale.ts';

/** Any fixed number beside those of the journal and the migrations. */
export const TARGET_LOCK = 4_181_003;
const BATCH = 100;

interface Waiting {
  readonly operationId: number;
  readonly act: Act['request'];
  readonly dueAt: Date;
}

/** One order about a target at a time, until commit: what waits for it and what it is now must not change in between. */
export async function lockTarget(db: Queryable, { line: { target } }: Act): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, hashtext($2))', [
    TARGET_LOCK,
    `${target.kind}/${target.id}`,
  ]);
}

/** What is accepted about the act's target and not done yet, in its order. */
export function waitingFor(db: Queryable, { line: { target } }: Act): Promise<readonly Waiting[]> {
  return rows<Waiting>(
    db,
    `select operation_id as "operationId", act, due_at as "dueAt" from late
      where applied_at is null and target_kind = $1 and target = $2 order by operation_id`,
    [target.kind, target.id],
  );
}

/** Whether the act will change something once everything before it is done. Throws as its check would. Changes nothing. */
export async function wouldChange(db: Queryable, act: Act, before: readonly Waiting[]): Promise<boolean> {
  await db.query('savepoint trial');
  for (const { act: earlier } of before) await actOf(earlier).change(db);
  await act.check(db);
  const changes = await act.change(db);
  await db.query('rollback to savepoint trial');
  return changes;
}

/** Keeps the act until its time. Never before what waits for the same target. `knownTo`: the only start that will know its status. */
export async function keepForLater(
  db: Queryable,
  { line: { target }, request }: Act,
  operationId: number,
  lateMs: number,
  knownTo: string | null,
): Promise<void> {
  await db.query(
    `insert into late (operation_id, target_kind, target, act, due_at, known_to)
     values ($1, $2, $3, $4, now() + make_interval(secs => $5), $6)`,
    [operationId, target.kind, target.id, JSON.stringify(request), lateMs / 1_000, knownTo],
  );
}

/** Does everything whose time has come, one transaction each. True: something still waits. */
export async function doWhatIsDue(database: Database, stale: () => Stale | undefined): Promise<boolean> {
  const due = await rows<Waiting>(
    database,
    `select operation_id as "operationId", act, due_at as "dueAt" from late l
      where applied_at is null and due_at <= now() and not exists (
        select 1 from late e where e.applied_at is null and e.target_kind = l.target_kind
           and e.target = l.target and e.operation_id < l.operation_id)
      order by operation_id limit ${BATCH}`,
  );
  for (const { operationId, act } of due) await doOne(database, operationId, actOf(act), stale());
  return (await firstRow(database, 'select 1 from late where applied_at is null limit 1')) !== undefined;
}

// Another process may have done it, or its target may have moved, between the look and the lock.
function doOne(database: Database, operationId: number, act: Act, stale: Stale | undefined): Promise<void> {
  return inTransaction(database, async (db) => {
    await lockTarget(db, act);
    const mine = await firstRow(
      db,
      `update late set applied_at = now()
        where operation_id = $1 and applied_at is null and target = $2 returning 1`,
      [operationId, act.line.target.id],
    );
    if (mine !== undefined && (await perform(db, act, stale))) await act.tell(db);
  });
}
