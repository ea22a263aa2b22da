// Requests to the peer to take a file away. It takes its time, and it may refuse: that is its own decision, made when asked.
import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { Problem } from '../http/problems.ts';
import { type Database, firstRow, inTransaction, type Queryable, rows } from '../store/database.ts';

export interface Removal {
  readonly id: string;
  readonly state: 'received' | 'removed' | 'refused';
}

/** Takes a request once for its key. Throws 404 `peer.unknown`, 409 `idempotency.reused` for the key of another file. */
export function requestRemoval({ database, faults }: Context, key: string, file: string): Promise<Removal> {
  const outcome = faults.hits('peerRefuse', 'peer') ? 'refused' : 'removed';
  const { peerDelayMs } = faults.read();
  return inTransaction(database, async (db) => {
    await db.query(
      `insert into peer_removal (id, key, file, outcome, due_at)
       select $1, $2, file, $4, now() + make_interval(secs => $5) from peer_file where file = $3
       on conflict (key) do nothing`,
      [randomBytes(16).toString('base64url'), key, file, outcome, peerDelayMs / 1_000],
    );
    const made = await firstRow<Removal & { file: string }>(
      db,
      'select id, state, file from peer_removal where key = $1',
      [key],
    );
    if (made === undefined) throw unknownAtPeer();
    if (made.file !== file) {
      throw new Problem(409, 'idempotency.reused', 'This key came with another file before. Use a new key.');
    }
    return { id: made.id, state: made.state };
  });
}

/** A request by its id. */
export function removalById(db: Queryable, id: string): Promise<Removal | undefined> {
  return firstRow<Removal>(db, 'select id, state from peer_removal where id = $1', [id]);
}

/** Does what is due. True: something still waits. */
export async function doRemovals(database: Database): Promise<boolean> {
  await database.query(
    `with done as (update peer_removal set state = outcome
       where state = 'received' and due_at <= now() returning file, state)
     update peer_file set content = null where file in (select file from done where state = 'removed')`,
  );
  return (await rows(database, `select 1 from peer_removal where state = 'received' limit 1`)).length > 0;
}

/** The one answer of the peer for what it does not have. */
export function unknownAtPeer(): Problem {
  return new Problem(404, 'peer.unknown', 'The peer has no such thing, or has it no longer.');
}
