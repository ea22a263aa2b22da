// What happened to clocks, read straight from the events by SQL, with the rows the desk works by beside it. Its own reading on
// purpose: the watchdog shares neither the desk's fold nor its loop. One read-only transaction; nothing is ever written.
import type pg from 'pg';

/** One event of one clock, cut to what matters. Moments are milliseconds since 1970. */
export interface ClockEventRow {
  readonly case_id: string;
  readonly number: string;
  readonly key: string;
  readonly kind: string;
  readonly at: number;
  readonly started: number | null;
  readonly due: number | null;
  readonly alarm: string | null;
  readonly moment: number | null;
}

export interface ClockRow {
  readonly case_id: string;
  readonly number: string;
  readonly clock_key: string;
  readonly state: string;
  readonly due: number | null;
  readonly next_alarm: number | null;
}

export interface Evidence {
  readonly events: readonly ClockEventRow[];
  readonly rows: readonly ClockRow[];
}

/** `open`: cases that may have a clock that runs, by their cached dates. `all`: every case that is not closed. */
export type Scope = 'open' | 'all';

const IN_SCOPE: Record<Scope, string> = {
  open: `(c.status = 'open' or (c.status = 'answered' and coalesce(c.due_at, c.target_at) is not null))`,
  all: `c.status in ('open', 'answered')`,
};

/** Events of the first version name a law where today's name a clock. */
const eventsIn = (scope: Scope): string => `
  select e.case_id, c.number, e.kind,
         case when e.kind = 'clock-started' and e.body->'clock'->>'key' is not null then e.body->'clock'->>'key'
              when e.kind = 'clock-started' then (e.body->'clock'->>'regime') || '/first'
              else coalesce(e.body->>'clock', (e.body->>'regime') || '/first') end as key,
         (extract(epoch from e.at) * 1000)::float8 as at,
         (e.body->'clock'->>'startedAt')::float8 as started,
         coalesce(e.body->'clock'->>'due', e.body->>'due')::float8 as due,
         e.body->>'alarm' as alarm,
         (e.body->>'moment')::float8 as moment
    from cases c join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.case_id
   where c.tenant_id = $1 and ${IN_SCOPE[scope]}
     and e.kind in ('clock-started', 'clock-paused', 'clock-resumed', 'clock-extended', 'clock-alarm', 'clock-stopped')
   order by e.case_id, e.seq`;

const rowsIn = (scope: Scope): string => `
  select k.case_id, c.number, k.clock_key, k.state,
         (extract(epoch from k.due_at) * 1000)::float8 as due,
         (extract(epoch from k.next_alarm_at) * 1000)::float8 as next_alarm
    from cases c join clocks k on k.tenant_id = c.tenant_id and k.case_id = c.case_id
   where c.tenant_id = $1 and ${IN_SCOPE[scope]}`;

const LAWS = `
  select case_id, body->'law'->>'regime' as regime, body->'law'->>'zone' as zone
    from case_events where tenant_id = $1 and case_id = any($2) and kind = 'law-applied'`;

/** Both sides as they stood at one moment. */
export async function readEvidence(pool: pg.Pool, tenant: string, scope: Scope): Promise<Evidence> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const events = await client.query<ClockEventRow>(eventsIn(scope), [tenant]);
    const rows = await client.query<ClockRow>(rowsIn(scope), [tenant]);
    await client.query('commit');
    return { events: events.rows, rows: rows.rows };
  } finally {
    client.release();
  }
}

/** Zones of the laws of a few cases: `case law` -> zone. Only asked for what will be told. */
export async function readZones(
  pool: pg.Pool,
  tenant: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ case_id: string; regime: string; zone: string }>(LAWS, [tenant, cases]);
  return new Map(rows.map(({ case_id, regime, zone }) => [`${case_id} ${regime}`, zone]));
}
