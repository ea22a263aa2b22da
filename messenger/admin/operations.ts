// Admin orders with an idempotency key: the first request with a key acts, a repeat is told what the first was told.
import { createHash } from 'node:crypto';
import { Problem } from '../http/problems.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable } from '../store/database.ts';
import type { Act, Effect } from './effects.ts';
import type { AdminToken } from './tokens.ts';

export interface Operation {
  readonly id: string;
  readonly state: 'accepted';
  readonly effect: Effect;
}

interface StoredOperation {
  readonly id: number;
  readonly requestDigest: Buffer;
  readonly effect: Effect;
}

/** Accepts an order once per token and key. `pretend` is the fault that answers and does nothing.
 * Throws 409 `idempotency.reused` when the key came with another request before. */
export function accept(
  database: Database,
  admin: AdminToken,
  key: string,
  act: Act,
  pretend: boolean,
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
    await act.check(db);
    const effect = pretend ? act.pretended : await act.carryOut(db, key, fresh.id);
    await db.query('update operation set effect = $2 where id = $1', [fresh.id, effect]);
    return { id: String(fresh.id), state: 'accepted', effect };
  });
}

/** An operation by its id. */
export async function operationById(db: Queryable, id: number): Promise<Operation | undefined> {
  const row = await firstRow<StoredOperation>(db, 'select id, effect from operation where id = $1', [id]);
  return row === undefined ? undefined : { id: String(row.id), state: 'accepted', effect: row.effect };
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
