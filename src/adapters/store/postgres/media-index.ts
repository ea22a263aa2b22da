// The media index in PostgreSQL. The row of its state is the lock of its writers; records are read, changed by the domain's own
// rules and written back, so that memory and database can never differ in what an observation means.
import { type IndexState, NOTHING_INDEXED } from '../../../domain/content/index-state.ts';
import { keysOf, observed } from '../../../domain/content/media-record.ts';
import type { IndexChange, MediaIndex } from '../../../ports/media-index.ts';
import type { Database } from './database.ts';
import { jsonText } from './json.ts';
import { containersOf, counts, filesOf, recordsFor, spotsOf, type Of } from './media-reading.ts';
import { clearRecords, writeRecords } from './media-writing.ts';
import { reportTaken, waitingReports, writeReports } from './reports.ts';

/** The index of one tenant. */
export function postgresMediaIndex(db: Database, tenant: string): MediaIndex {
  const of = (connector: string): Of => ({ tenant_id: tenant, connector });
  return {
    state: (connector) => stateOf(db, of(connector)),
    write: (connector, change) => db.transaction().execute((trx) => write(trx, of(connector), change)),
    spots: (connector, wanted, stretch) => spotsOf(db, of(connector), wanted, stretch),
    files: (connector, wanted, stretch) => filesOf(db, of(connector), wanted, stretch),
    containers: (connector, ids) => containersOf(db, of(connector), ids),
    counts: (connector) => counts(db, of(connector)),
    waitingReports: (connector, stretch) => waitingReports(db, of(connector), stretch),
    reportTaken: (connector, id, at) => reportTaken(db, of(connector), id, at),
  };
}

async function stateOf(db: Database, of: Of): Promise<IndexState> {
  const row = await db
    .selectFrom('media_index_states')
    .select(['state', 'revision'])
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .executeTakeFirst();
  return row === undefined ? NOTHING_INDEXED : { ...row.state, revision: row.revision };
}

async function write(trx: Database, of: Of, change: IndexChange): Promise<boolean> {
  if (!(await moveOn(trx, of, change))) return false;
  if (change.anew === true) await clearRecords(trx, of);
  const keys = keysOf(change.observations);
  await writeRecords(trx, of, observed(await recordsFor(trx, of, keys), change.observations));
  await writeReports(trx, of, change.observations);
  return true;
}

/** Writes the state first: whoever comes second waits for the row, and then sees that somebody was there. */
async function moveOn(trx: Database, of: Of, { seen, next }: IndexChange): Promise<boolean> {
  const revision = seen.revision + 1;
  const state = jsonText({ ...next, revision });
  if (seen.revision === 0) {
    const made = await trx
      .insertInto('media_index_states')
      .values({ ...of, revision, state })
      .onConflict((conflict) => conflict.doNothing())
      .returning('revision')
      .executeTakeFirst();
    return made !== undefined;
  }
  const moved = await trx
    .updateTable('media_index_states')
    .set({ revision, state })
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where('revision', '=', seen.revision)
    .returning('revision')
    .executeTakeFirst();
  return moved !== undefined;
}
