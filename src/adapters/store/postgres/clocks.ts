// Clock rows in PostgreSQL: what is owed and what is at risk. Written by write-change.ts, with the events they follow from.
import { sql } from 'kysely';
import type { ClockState } from '../../../domain/case/clock-state.ts';
import { caseId } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { ClockFilter, ClockPlace, Clocks, OwingClock } from '../../../ports/clocks.ts';
import type { Database } from './database.ts';
import { clockRow } from './write-change.ts';

/** The clocks of one tenant. */
export function postgresClocks(db: Database, tenant: string): Clocks {
  return {
    owing: (now, limit, after) => owing(db, tenant, now, limit, after),
    mend: (behind, held) => mend(db, tenant, behind, held),
    list: (filter) => list(db, tenant, filter),
  };
}

async function owing(
  db: Database,
  tenant: string,
  now: Instant,
  limit: number,
  after: OwingClock | undefined,
): Promise<OwingClock[]> {
  let query = db
    .selectFrom('clocks')
    .select(['case_id', 'clock_key', 'next_alarm_at'])
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'running')
    .where('next_alarm_at', '<=', new Date(now));
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(next_alarm_at, case_id, clock_key) > (${new Date(after.owedAt)}, ${after.case}, ${after.key})`,
    );
  const rows = await query
    .orderBy('next_alarm_at')
    .orderBy('case_id')
    .orderBy('clock_key')
    .limit(limit)
    .execute();
  return rows.flatMap(({ case_id, clock_key, next_alarm_at }) =>
    next_alarm_at === null
      ? []
      : { case: caseId(case_id), key: clock_key, owedAt: instant(next_alarm_at.getTime()) },
  );
}

/** Only as long as it still wakes for the moment that is not owed: whoever changed it meanwhile knew better. */
async function mend(db: Database, tenant: string, behind: OwingClock, held: ClockState): Promise<void> {
  await db
    .updateTable('clocks')
    .set(clockRow(held))
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', behind.case)
    .where('clock_key', '=', behind.key)
    .where('state', '=', 'running')
    .where('next_alarm_at', '=', new Date(behind.owedAt))
    .execute();
}

/**
 * How pressing a row is, from 0. `near` is reckoned as in `alarmMoments`: a quarter of the time is left, and at most a day.
 * A clock that stands still is in no danger while it does.
 */
const rankAt = (now: Instant) => sql<number>`case
  when state = 'stopped' then 4
  when due_at is null then 3
  when state = 'paused' then 2
  when due_at < ${new Date(now)} then 0
  when due_at - least(greatest(due_at - started_at, interval '0') / 4, interval '1 day') <= ${new Date(now)} then 1
  else 2 end`;

const MOMENT = sql<Date>`coalesce(due_at, target_at, started_at)`;

async function list(db: Database, tenant: string, filter: ClockFilter): Promise<ClockPlace[]> {
  const rank = rankAt(filter.now);
  let query = db
    .selectFrom('clocks')
    .select(['case_id', 'clock_key', rank.as('rank'), MOMENT.as('at')])
    .where('tenant_id', '=', tenant);
  const { after } = filter;
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(${rank}, ${MOMENT}, case_id, clock_key) > (${after.rank}::int, ${new Date(after.at)}::timestamptz, ${after.case}, ${after.key})`,
    );
  if (filter.case !== undefined) query = query.where('case_id', '=', filter.case);
  if (!filter.stopped) query = query.where('state', '!=', 'stopped');
  const rows = await query
    .orderBy(rank)
    .orderBy(MOMENT)
    .orderBy('case_id')
    .orderBy('clock_key')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    ...{ case: caseId(row.case_id), key: row.clock_key },
    ...{ rank: row.rank, at: instant(row.at.getTime()) },
  }));
}
