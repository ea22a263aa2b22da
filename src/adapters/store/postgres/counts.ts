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
 * files are asked for at once: one look into the index of what is shown, and none through everything that was ever posted. Cases and posts
 * are then laid on one line of time for each content, the newest first, and posts are counted along it: ten thousand cases of one file that
 * was posted a thousand times are eleven thousand rows, and not ten million pairs.
 */
const newCopies = (tenant: string) => sql`
    listed as materialized (
      select case_id, since, split_part(file, ' ', 1) as connector, substr(file, strpos(file, ' ') + 1) as blob
        from waiting, unnest(files, files_searched) as one (file, since)
    ), known as materialized (
      select each.connector, each.blob, held.sha256
        from (select distinct connector, blob from listed) as each
        left join media_files as held on held.tenant_id = ${tenant} and held.connector = each.connector and held.blob = each.blob
    ), same as materialized (
      select connector, blob, coalesce(sha256, blob) as content from known
      union
      select known.connector, same.blob, same.sha256
        from known join media_files as same on same.tenant_id = ${tenant} and same.connector = known.connector and same.sha256 = known.sha256
    ), line as (
      select connector, content, max(since) as at, case_id
        from listed join same using (connector, blob) group by connector, content, case_id
      union all
      select connector, content, seen_at, null
        from (select connector, unnest(blobs) as blob, seen_at from media_spots
               where tenant_id = ${tenant} and not deleted and seen_order = floor(seen_order) and seen_at is not null
                 and blobs && (select array_agg(distinct blob) from same)) as shown
        join same using (connector, blob)
    ), counted as (
      select case_id, count(*) filter (where case_id is null)
                        over (partition by connector, content order by at desc, case_id nulls last rows unbounded preceding) as copies
        from line
    ), spread as (
      select case_id, sum(copies)::int as now from counted where case_id is not null group by case_id
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
