// Cases page by page, received last first: an order that nothing changes, so that a page never skips a case that moved meanwhile.
import { sql } from 'kysely';
import { caseId, type CaseNumber } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { CasePage, CaseSummary } from '../../../ports/cases.ts';
import type { Database } from './database.ts';

export async function casePage(
  db: Database,
  tenant: string,
  { status, limit, before }: CasePage,
): Promise<CaseSummary[]> {
  let query = db
    .selectFrom('cases')
    .select(['case_id', 'number', 'status', 'received_at', 'due_at', 'target_at'])
    .where('tenant_id', '=', tenant);
  if (status !== undefined) query = query.where('status', '=', status);
  if (before !== undefined)
    query = query.where(
      sql<boolean>`(received_at, case_id) < (${new Date(before.receivedAt)}, ${before.id})`,
    );
  const rows = await query.orderBy('received_at', 'desc').orderBy('case_id', 'desc').limit(limit).execute();
  return rows.map(summaryOf);
}

/** A row as lists show it. */
export const summaryOf = (row: {
  readonly case_id: string;
  readonly number: string;
  readonly status: string;
  readonly received_at: Date;
  readonly due_at: Date | null;
  readonly target_at: Date | null;
}): CaseSummary => ({
  id: caseId(row.case_id),
  number: row.number as CaseNumber,
  status: row.status,
  receivedAt: instant(row.received_at.getTime()),
  due: moment(row.due_at),
  target: moment(row.target_at),
});

const moment = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()));
