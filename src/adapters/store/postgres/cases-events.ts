// The events of cases, read from their table: the whole history of one, or of many what came from some event on.
import { sql } from 'kysely';
import type { Actor, Recorded } from '../../../domain/case/event.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Database } from './database.ts';
import { upcast } from './upcast.ts';
import type { Writing } from './write-change.ts';

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly actor: Actor;
  readonly body: object;
}

/** Every event of a case in order. */
export async function history(db: Database, tenant: string, id: CaseId): Promise<readonly Recorded[]> {
  return (await tails(db, tenant, new Map([[id, 1]]))).get(id) ?? [];
}

/** The events behind a number, so many at most: a stretch of the primary key. */
export async function historyAfter(
  db: Database,
  tenant: string,
  id: CaseId,
  after: number,
  limit: number,
): Promise<readonly Recorded[]> {
  const rows = await db
    .selectFrom('case_events')
    .select(['seq', 'at', 'kind', 'actor', 'body'])
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', id)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(recorded);
}

/** Of each case the events from a number on, in order, in one question. */
export async function tails(
  db: Database | Writing,
  tenant: string,
  from: ReadonlyMap<CaseId, number>,
): Promise<ReadonlyMap<CaseId, readonly Recorded[]>> {
  if (from.size === 0) return new Map();
  const [ids, seqs] = [[...from.keys()], [...from.values()]];
  const { rows } = await sql<Row & { readonly case_id: CaseId }>`
    select event.case_id, seq, at, kind, actor, body
      from unnest(${ids}::text[], ${seqs}::int[]) as wanted (case_id, first)
      join case_events as event on event.case_id = wanted.case_id and event.seq >= wanted.first
     where event.tenant_id = ${tenant}
     order by event.case_id, seq`.execute(db);
  const found = Map.groupBy(rows, (row) => row.case_id);
  return new Map([...found].map(([id, some]) => [id, some.map(recorded)]));
}

const recorded = ({ seq, at, kind, actor, body }: Row): Recorded => ({
  ...upcast(kind, body),
  seq,
  at: instant(at.getTime()),
  actor,
});
