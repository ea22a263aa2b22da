// What people reported on a platform, in PostgreSQL: a row each, written with the place in the feed or the history that told of it.
import type { Observation } from '../../../domain/content/observation.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Stretch } from '../../../ports/media-index.ts';
import type { Database } from './database.ts';
import type { Of } from './media-reading.ts';

/** Postgres takes 65,535 parameters a statement; 1,000 rows of 4 stay well below. */
const ROWS_AT_ONCE = 1_000;

/** One row each, however often it is told of: what was taken stays taken. */
export async function writeReports(
  trx: Database,
  of: Of,
  observations: readonly Observation[],
): Promise<void> {
  const told = new Map(
    observations.flatMap((one) => (one.kind === 'report' ? [[one.report, one.at] as const] : [])),
  );
  const rows = [...told].map(([id, at]) => ({ ...of, report_id: id, seen_at: new Date(at), taken_at: null }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('platform_reports')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function waitingReports(
  db: Database,
  of: Of,
  { after, limit }: Stretch,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('platform_reports')
    .select('report_id')
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where('taken_at', 'is', null)
    .where('report_id', '>', after)
    .orderBy('report_id')
    .limit(limit)
    .execute();
  return rows.map(({ report_id: id }) => id);
}

export async function reportTaken(db: Database, of: Of, id: string, at: Instant): Promise<void> {
  await db
    .updateTable('platform_reports')
    .set({ taken_at: new Date(at) })
    .where('tenant_id', '=', of.tenant_id)
    .where('connector', '=', of.connector)
    .where('report_id', '=', id)
    .where('taken_at', 'is', null)
    .execute();
}
