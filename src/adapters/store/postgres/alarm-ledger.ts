// How far each channel was told of the alarms, in PostgreSQL. The alarms themselves are written by write-change.ts.
import { type RawBuilder, sql } from 'kysely';
import type { Alarm, ClockKey } from '../../../domain/clock/clock.ts';
import { caseId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { TermAlarm, TermName } from '../../../domain/case/desk-events.ts';
import type { AlarmLedger, HeardDay, SetBack, Undelivered, Untold } from '../../../ports/alarm-ledger.ts';
import type { Database } from './database.ts';

/** The ledger of one tenant. */
export function postgresAlarmLedger(db: Database, tenant: string): AlarmLedger {
  return {
    inOrder: (channel, limit) => inOrder(db, tenant, channel, limit),
    pressing: (channel, limit) => pressing(db, tenant, channel, limit),
    told: (channel, upTo) => told(db, tenant, channel, upTo),
    setBacks: (channel) => setBacks(db, tenant, channel),
    toldSetBack: async (channel, id) => {
      const row = { tenant_id: tenant, channel, trust_id: id };
      await db
        .insertInto('wall_trusts_told')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    undelivered: (channel) => undelivered(db, tenant, channel),
    toldUndelivered: (channel, id) => toldTrouble(db, tenant, channel, id),
    days: (channel) => days(db, tenant, channel),
    toldDay: (channel, id) => toldTrouble(db, tenant, channel, id),
  };
}

interface Row {
  readonly case_id: string;
  readonly clock_key: ClockKey;
  readonly alarm: Alarm;
  readonly moment: Date;
  readonly seq: number;
  readonly total: number;
}

const COLUMNS = sql.raw(`a.case_id, a.clock_key, a.alarm, a.moment, a.seq::float8 as seq,
  (count(*) over ())::float8 as total`);

const raised = ({ case_id, clock_key, alarm, moment }: Row) => ({
  case: caseId(case_id),
  key: clock_key,
  alarm,
  moment: instant(moment.getTime()),
});

async function inOrder(db: Database, tenant: string, channel: string, limit: number): Promise<Untold> {
  const from = await toldUpTo(db, tenant, channel);
  const { rows } = await sql<Row>`select ${COLUMNS} from clock_alarms a
    where a.tenant_id = ${tenant} and a.seq > ${from} order by a.seq limit ${limit}`.execute(db);
  const more = (rows[0]?.total ?? 0) - rows.length;
  return { alarms: rows.map(raised), more, upTo: rows.at(-1)?.seq ?? from };
}

const PRESSING: RawBuilder<unknown> = sql.raw(`coalesce(k.provisional, false),
  case a.alarm when 'breach' then 0 when 'near-breach' then 1 else 2 end, k.due_at nulls last, a.seq`);

async function pressing(db: Database, tenant: string, channel: string, limit: number): Promise<Untold> {
  const from = await toldUpTo(db, tenant, channel);
  const upTo = await newest(db, tenant);
  if (upTo <= from) return { alarms: [], more: 0, upTo: from };
  const { rows } = await sql<Row>`select ${COLUMNS} from clock_alarms a
    left join clocks k on k.tenant_id = a.tenant_id and k.case_id = a.case_id and k.clock_key = a.clock_key
    where a.tenant_id = ${tenant} and a.seq > ${from} and a.seq <= ${upTo}
      and not (a.alarm = 'target-missed' and coalesce(k.provisional, false))
    order by ${PRESSING} limit ${limit}`.execute(db);
  return { alarms: rows.map(raised), more: (rows[0]?.total ?? 0) - rows.length, upTo };
}

async function newest(db: Database, tenant: string): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq)::float8 as seq from clock_alarms where tenant_id = ${tenant}`.execute(db);
  return rows[0]?.seq ?? 0;
}

async function toldUpTo(db: Database, tenant: string, channel: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select told_seq::float8 as seq from alarms_told
    where tenant_id = ${tenant} and channel = ${channel}`.execute(db);
  return rows[0]?.seq ?? 0;
}

/** Only ever moves on: of two desks that told at once the further one stands. */
async function told(db: Database, tenant: string, channel: string, upTo: number): Promise<void> {
  await sql`insert into alarms_told (tenant_id, channel, told_seq) values (${tenant}, ${channel}, ${upTo})
    on conflict (tenant_id, channel) do update set told_seq = greatest(alarms_told.told_seq, excluded.told_seq)`.execute(
    db,
  );
}

/** Nobody sets clocks back this often between two looks. */
const MOST_SET_BACKS = 10;
/** So many clocks are named; the rest is a number. */
const MOST_EARLY = 100;

interface TrustRow {
  readonly trust_id: string;
  readonly at: Date;
  readonly believed: Date;
  readonly letters: number;
}

async function setBacks(db: Database, tenant: string, channel: string): Promise<readonly SetBack[]> {
  const { rows } = await sql<TrustRow>`select w.trust_id, w.at, w.believed,
      (select count(*)::float8 from letters l where l.tenant_id = w.tenant_id
          and l.received_at > w.at and l.received_at <= w.believed) as letters
    from wall_trusts w
    where w.tenant_id = ${tenant} and w.believed > w.at + interval '1 minute'
      and not exists (select 1 from wall_trusts_told t
        where t.tenant_id = w.tenant_id and t.channel = ${channel} and t.trust_id = w.trust_id)
    order by w.at limit ${MOST_SET_BACKS}`.execute(db);
  return Promise.all(rows.map((row) => setBackOf(db, tenant, row)));
}

async function setBackOf(
  db: Database,
  tenant: string,
  { trust_id, at, believed, letters }: TrustRow,
): Promise<SetBack> {
  const { rows } = await sql<{ number: string; clock: ClockKey; total: number }>`
    select c.number, a.clock_key as clock, (count(*) over ())::float8 as total
      from clock_alarms a join cases c on c.tenant_id = a.tenant_id and c.case_id = a.case_id
     where a.tenant_id = ${tenant} and a.raised_at > ${at} and a.raised_at <= ${believed}
     order by a.moment, c.number, a.clock_key limit ${MOST_EARLY}`.execute(db);
  return {
    id: trust_id,
    at: instant(at.getTime()),
    believed: instant(believed.getTime()),
    letters,
    early: rows.map(({ number, clock }) => ({ number, clock })),
    earlyMore: (rows[0]?.total ?? 0) - rows.length,
  };
}

async function toldTrouble(db: Database, tenant: string, channel: string, trouble: string): Promise<void> {
  await db
    .insertInto('mail_troubles_told')
    .values({ tenant_id: tenant, channel, trouble })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface DayRow {
  readonly id: string;
  readonly number: string;
  readonly what: TermName;
  readonly alarm: TermAlarm;
  readonly until: number;
}

async function days(db: Database, tenant: string, channel: string): Promise<readonly HeardDay[]> {
  const { rows } = await sql<DayRow>`
    select heard.id, c.number, heard.what, heard.alarm, heard.until
      from (select tenant_id, case_id, at, 'day/' || case_id || '/' || seq as id, body ->> 'term' as what,
                   body ->> 'alarm' as alarm, (body ->> 'until')::float8 as until
              from case_events where tenant_id = ${tenant} and kind = 'term-heard') heard
      join cases c on c.tenant_id = heard.tenant_id and c.case_id = heard.case_id
     where not exists (select 1 from mail_troubles_told t
                        where t.tenant_id = heard.tenant_id and t.channel = ${channel} and t.trouble = heard.id)
     order by heard.at, heard.id limit ${MOST_UNDELIVERED}`.execute(db);
  return rows.map((row) => ({ ...row, until: instant(row.until) }));
}

const MOST_UNDELIVERED = 10;

/** Bounces are events, refusals are tasks that were taken out of the line; a task that fails again is told of again. */
async function undelivered(db: Database, tenant: string, channel: string): Promise<readonly Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select lost.id, c.number, lost.edition, lost.status
      from (select tenant_id, case_id, 'bounce/' || case_id || '/' || seq as id,
                   (body ->> 'edition')::int as edition, body ->> 'status' as status
              from case_events
             where tenant_id = ${tenant} and kind = 'mail-bounced'
               and body ->> 'permanent' = 'true' and body ->> 'edition' is not null
            union all
            select tenant_id, case_id, 'task/' || task_id || '/' || attempts, (work ->> 'edition')::int,
                   coalesce(last_code, '')
              from outbox where tenant_id = ${tenant} and state = 'failed' and work ->> 'kind' = 'reply') lost
      join cases c on c.tenant_id = lost.tenant_id and c.case_id = lost.case_id
     where not exists (select 1 from mail_troubles_told t
                        where t.tenant_id = lost.tenant_id and t.channel = ${channel} and t.trouble = lost.id)
     order by lost.id limit ${MOST_UNDELIVERED}`.execute(db);
  return rows;
}
