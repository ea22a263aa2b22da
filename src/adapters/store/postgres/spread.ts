// Counts copies that came after a case was looked into, from the media index. The queue reads the number beside the case: so the order of
// work costs the same however much is posted.
import { sql } from 'kysely';
import type { Spread } from '../../../ports/spread.ts';
import type { Database } from './database.ts';

interface Counted {
  readonly case_id: string;
  readonly now: number;
}

export const postgresSpread = (db: Database, tenant: string): Spread => ({
  async count() {
    const changed = await differing(db, tenant);
    // One after another and each by itself: a case that somebody writes to at this moment keeps nobody waiting.
    for (const { case_id, now } of changed)
      await db
        .updateTable('cases')
        .set({ new_copies: now })
        .where('tenant_id', '=', tenant)
        .where('case_id', '=', case_id)
        .execute();
    return changed.length;
  },
});

/**
 * A file is the same where the platform's id or its SHA-256 is. Half orders are looks at the history (`domain/content/observation.ts`). All
 * files are asked for at once: one look into the index of what is shown, and none through everything that was ever posted.
 */
async function differing(db: Database, tenant: string): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    with waiting as materialized (
      select case_id, new_copies, files, files_searched from cases
       where tenant_id = ${tenant} and need is distinct from 'nothing' and files <> '{}'
    ), listed as materialized (
      select case_id, since, split_part(file, ' ', 1) as connector, substr(file, strpos(file, ' ') + 1) as blob
        from waiting, unnest(files, files_searched) as one (file, since)
    ), wanted as materialized (
      select case_id, since, connector, blob from listed
      union
      select listed.case_id, listed.since, listed.connector, same.blob
        from listed
        join media_files as held on held.tenant_id = ${tenant} and held.connector = listed.connector and held.blob = listed.blob
        join media_files as same on same.tenant_id = ${tenant} and same.connector = listed.connector and same.sha256 = held.sha256
    ), shown as materialized (
      select connector, blob, copy, seen_at
        from media_spots, unnest(blobs, copies) as one (blob, copy)
       where tenant_id = ${tenant} and not deleted and seen_order = floor(seen_order)
         and blobs && (select array_agg(distinct blob) from wanted)
    ), counted as (
      select case_id, count(distinct (connector, copy))::int as now
        from wanted join shown using (connector, blob)
       where shown.seen_at > wanted.since
       group by case_id
    )
    select case_id, coalesce(counted.now, 0) as now
      from waiting left join counted using (case_id)
     where new_copies <> coalesce(counted.now, 0)
     order by case_id`.execute(db);
  return rows;
}
