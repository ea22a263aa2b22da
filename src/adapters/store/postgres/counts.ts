// Counts what the order of work needs of other rows: copies that came after a case was looked into, and what its accounts did before. The queue
// reads the numbers beside the case: so it costs the same however much is posted, and however much was hidden.
import { sql } from 'kysely';
import type { Counts } from '../../../ports/counts.ts';
import type { Database } from './database.ts';

interface Counted {
  readonly case_id: string;
  readonly new_copies: number;
  readonly earlier: number;
}

export const postgresCounts = (db: Database, tenant: string): Counts => ({
  async count() {
    const changed = await differing(db, tenant);
    // One after another and each by itself: a case that somebody writes to at this moment keeps nobody waiting.
    for (const { case_id, ...counted } of changed)
      await db
        .updateTable('cases')
        .set(counted)
        .where('tenant_id', '=', tenant)
        .where('case_id', '=', case_id)
        .execute();
    return changed.length;
  },
});

async function differing(db: Database, tenant: string): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    with waiting as materialized (
      select case_id, files, files_searched, posters, hidden_of, new_copies, earlier from cases
       where tenant_id = ${tenant} and need is distinct from 'nothing'
    ), ${newCopies(tenant)}, ${earlierCases(tenant)}
    select case_id, coalesce(spread.now, 0) as new_copies, coalesce(before.now, 0) as earlier
      from waiting left join spread using (case_id) left join before using (case_id)
     where (new_copies, earlier) <> (coalesce(spread.now, 0), coalesce(before.now, 0))
     order by case_id`.execute(db);
  return rows;
}

/**
 * A file is the same where the platform's id or its SHA-256 is. Half orders are looks at the history (`domain/content/observation.ts`). All
 * files are asked for at once: one look into the index of what is shown, and none through everything that was ever posted.
 */
const newCopies = (tenant: string) => sql`
    listed as materialized (
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
    ), spread as (
      select case_id, count(distinct (connector, copy))::int as now
        from wanted join shown using (connector, blob)
       where shown.seen_at > wanted.since
       group by case_id
    )`;

/** Of several accounts that of which most was hidden; what was hidden in the case itself does not count. */
const earlierCases = (tenant: string) => sql`
    account as materialized (
      select poster, count(*)::int as cases from cases, unnest(hidden_of) as poster
       where tenant_id = ${tenant} and hidden_of <> '{}'
       group by poster
    ), before as (
      select case_id, max(account.cases - (poster = any (hidden_of))::int) as now
        from waiting, unnest(posters) as poster join account using (poster)
       group by case_id
    )`;
