// What the desk's letters say when taken together: how much a body asked, which case bears a number, and which follow another.
import { sql } from 'kysely';
import { type AuthorityId, type CaseId, caseId, type CaseNumber } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Database } from './database.ts';

/** Items of proven letters received from `from` on and before `until`. */
export async function itemsListed(
  db: Database,
  tenant: string,
  authority: AuthorityId,
  from: Instant,
  until: Instant,
): Promise<number> {
  const { rows } = await sql<{ items: string | number }>`
    select coalesce(sum(jsonb_array_length(body -> 'notice' -> 'reading' -> 'items')), 0) as items
      from case_events
     where tenant_id = ${tenant} and kind = 'notice-received'
       and body -> 'notice' -> 'sender' ->> 'authority' = ${authority}
       and (body -> 'notice' ->> 'receivedAt')::bigint >= ${from}
       and (body -> 'notice' ->> 'receivedAt')::bigint < ${until}`.execute(db);
  return Number(rows[0]?.items ?? 0);
}

/** Cases whose letter bears this number. Found by a digest, since a printed number may be too long for an index. */
export async function byDocument(db: Database, tenant: string, number: string): Promise<readonly CaseId[]> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_events
     where tenant_id = ${tenant} and kind = 'notice-received'
       and md5(body -> 'notice' -> 'reading' ->> 'documentNumber') = md5(${number})
       and body -> 'notice' -> 'reading' ->> 'documentNumber' = ${number}
     order by case_id`.execute(db);
  return rows.map((row) => caseId(row.case_id));
}

/** Numbers of the cases that follow the first of a thread, the first received first. */
export async function following(
  db: Database,
  tenant: string,
  first: CaseNumber,
): Promise<readonly CaseNumber[]> {
  const { rows } = await sql<{ number: CaseNumber }>`
    select body ->> 'number' as number from case_events
     where tenant_id = ${tenant} and kind = 'notice-received' and body ->> 'follows' = ${first}
     order by (body -> 'notice' ->> 'receivedAt')::bigint, length(body ->> 'number'), body ->> 'number'`.execute(
    db,
  );
  return rows.map(({ number }) => number);
}
