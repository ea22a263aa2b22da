// Admin orders with an idempotency key: the first request with a key acts, a repeat is told what the first was told.
import { createHash } from 'node:crypto';
import { keepForLater, lockTarget, waitingFor, wouldChange } from '../faults/late.ts';
import { perform, type Stale } from '../faults/stale.ts';
import { Problem } from '../http/problems.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable } from '../store/database.ts';
import { type Act, type Effect, record } from './effects.ts';
import type { AdminToken } from './tokens.ts';

export interface Operation {
  readonly id: string;
  /** `running` and `done` are said of effects that come later, by their status only. */
  readonly state: 'accepted' | 'running' | 'done';
  readonly effect: Effect;
}

/** How the fault switches bend one order. */
export interface Manner {
  /** Answer and do nothing. */
  readonly pretend: boolean;
  /** How much later it takes effect; 0: at once. */
  readonly lateMs: number;
  /** The only start of the server that will know the status of a late one; null: all. */
  readonly knownTo: string | null;
  /** What caches keep of what it hides. */
  readonly stale: Stale | undefined;
}

interface StoredOperation {
  readonly id: number;
  readonly requestDigest: Buffer;
  readonly effect: Effect;
}

/** Accepts an order once per token and key. Throws 409 `idempotency.reused` when the key came with another request before. */
export function accept(
  database: Database,
  admin: AdminToken,
  key: string,
  act: Act,
  manner: Manner,
): Promise<Operation> {
  return inTransaction(database, async (db) => {
    const digest = digestOf(act);
    // A second request with the same key waits here until the first has committed, and then finds its answer.
    const fresh = await firstRow<{ id: number }>(
      db,
      `insert into operation (token_id, key, request_digest) values ($1, $2, $3)
       on conflict do nothing returning id`,
      [admin.id, key, digest],
    );
    if (fresh === undefined) return earlierAnswer(db, admin, key, digest);
    const effect = await carryOut(db, act, key, fresh.id, manner);
    await db.query('update operation set effect = $2 where id = $1', [fresh.id, effect]);
    return { id: String(fresh.id), state: 'accepted', effect };
  });
}

/** An operation by its id, as far as this start of the server knows of it. */
export async function operationById(
  db: Queryable,
  id: number,
  start: string,
): Promise<Operation | undefined> {
  const row = await firstRow<{ effect: Effect; state: Operation['state'] }>(
    db,
    `select o.effect, case when l.operation_id is null then 'accepted'
            when l.applied_at is null then 'running' else 'done' end as state
       from operation o left join late l on l.operation_id = o.id
      where o.id = $1 and coalesce(l.known_to, $2) = $2`,
    [id, start],
  );
  return row === undefined ? undefined : { id: String(id), ...row };
}

async function carryOut(
  db: Queryable,
  act: Act,
  key: string,
  operationId: number,
  { pretend, lateMs, knownTo, stale }: Manner,
): Promise<Effect> {
  await lockTarget(db, act);
  const before = await waitingFor(db, act);
  const late = !pretend && (lateMs > 0 || before.length > 0);
  if (!late) await act.check(db);
  if (pretend) return act.effect;
  const changes = late ? await wouldChange(db, act, before) : await perform(db, act, stale);
  if (!changes) return 'none';
  if (late) await keepForLater(db, act, operationId, lateMs, knownTo);
  await record(db, act.line, key, operationId);
  if (!late) await act.tell(db);
  return act.effect;
}

async function earlierAnswer(
  db: Queryable,
  admin: AdminToken,
  key: string,
  digest: Buffer,
): Promise<Operation> {
  const row = await oneRow<StoredOperation>(
    db,
    'select id, request_digest as "requestDigest", effect from operation where token_id = $1 and key = $2',
    [admin.id, key],
  );
  if (!row.requestDigest.equals(digest)) {
    throw new Problem(409, 'idempotency.reused', 'This key came with another request before. Use a new key.');
  }
  return { id: String(row.id), state: 'accepted', effect: row.effect };
}

function digestOf({ request }: Act): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}
