// The order of work over all cases that wait for somebody, computed by the database as `src/domain/case/triage.ts` says it.
import { sql } from 'kysely';
import type { Case } from '../../../domain/case/case.ts';
import { BAND_HOURS, DANGERS, triageOf } from '../../../domain/case/triage.ts';
import { type CaseNumber, caseId, personId } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import { isShownFirst } from '../../../domain/notice/report.ts';
import type { Queued } from '../../../ports/cases.ts';
import type { Database } from './database.ts';
import { digestOf } from './listed-items.ts';
import { date } from './write-change.ts';

/** What the queue needs of the fold: a cache, never the truth. */
export function queueColumns(state: Case) {
  const { need, danger, copies, rooms, turnOf } = triageOf(state);
  return {
    ...{ need, copies, rooms, turn_of: turnOf, danger: DANGERS.indexOf(danger) },
    first_place: firstPlaceOf(state),
    claimed_by: state.claim?.by ?? null,
    claimed_until: date(state.claim?.until ?? null),
  };
}

/** Under which place a case is shown first; one that points at none stands for itself. */
function firstPlaceOf({ notice, items: [item], number }: Case): string | null {
  if (!isShownFirst(notice?.report)) return null;
  return item === undefined ? number : digestOf(item.listed.locator);
}

/**
 * A child or a threat was reported. Of many open cases that say so of one place the first received stands for all: the same report sent a
 * thousand times hides nobody else's. Asked for all of them at once: a question for each would take minutes in a flood.
 */
export const firstOfItsPlace = (tenant: string) => sql<boolean>`case_id in (
  select distinct on (first_place) case_id from cases
   where tenant_id = ${tenant} and status = 'open' and first_place is not null
   order by first_place, received_at, number)`;

interface Row {
  readonly case_id: string;
  readonly number: string;
  readonly need: string | null;
  readonly danger: number;
  readonly first_of_place: boolean;
  readonly received_at: Date;
  readonly deadline: Date | null;
  readonly copies: number;
  readonly rooms: number;
  readonly turn_of: string;
  readonly claimed_by: string | null;
  readonly claimed_until: Date | null;
}

export async function queue(
  db: Database,
  tenant: string,
  now: Instant,
  limit: number,
): Promise<readonly Queued[]> {
  const moment = new Date(now);
  const bands = sql.join(
    BAND_HOURS.map(
      (hours, at) =>
        sql`when deadline <= ${moment}::timestamptz + interval '1 hour' * ${hours} then ${at}::int`,
    ),
    sql` `,
  );
  const { rows } = await sql<Row>`
    with waiting as (
      select case_id, number, need, danger, ${firstOfItsPlace(tenant)} as first_of_place, received_at,
             coalesce(due_at, target_at) as deadline, copies, rooms, turn_of, claimed_by, claimed_until
        from cases
       where tenant_id = ${tenant} and need is distinct from 'nothing' and (need is not null or status = 'open')
    ), ranked as (
      select *, case when first_of_place then danger else 0 end as rank,
             case when deadline is null then ${BAND_HOURS.length}::int ${bands} else ${BAND_HOURS.length}::int end as band
        from waiting
    ), placed as (
      select *, row_number() over (partition by rank, band, turn_of
                                   order by copies desc, deadline nulls last, received_at, number collate "C") as turn
        from ranked
    )
    select * from placed
     order by rank desc, band, turn, copies desc, deadline nulls last, received_at, number collate "C"
     limit ${limit}`.execute(db);
  return rows.map((row) => queued(row));
}

function queued(row: Row): Queued {
  const { claimed_by: by, claimed_until: until } = row;
  return {
    id: caseId(row.case_id),
    number: row.number as CaseNumber,
    need: (row.need ?? 'person') as Queued['need'],
    danger: DANGERS[row.danger] ?? 'none',
    firstOfPlace: row.first_of_place,
    receivedAt: instant(row.received_at.getTime()),
    deadline: row.deadline === null ? null : instant(row.deadline.getTime()),
    copies: row.copies,
    rooms: row.rooms,
    turnOf: row.turn_of,
    claim: by === null || until === null ? null : { by: personId(by), until: instant(until.getTime()) },
  };
}
