// What must still be told to webhooks, in PostgreSQL: taken with a lease, so that what a crashed process held comes back by itself.
import { type RawBuilder, sql } from 'kysely';
import { caseId, type CaseNumber } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { DeadDelivery, Delivery, DeliveryKey, Webhooks } from '../../../ports/webhooks.ts';
import type { Database } from './database.ts';

export function postgresDeliveries(
  db: Database,
  tenant: string,
): Omit<Webhooks, 'add' | 'list' | 'remove' | 'sealedSecret'> {
  const of = (id: string) => sql`tenant_id = ${tenant} and hook_id = ${id}`;
  const run = async (query: RawBuilder<unknown>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0);
  /** Only while nobody else has taken it over. */
  const held = ({ webhook, case: id, seq, attempt }: Delivery) =>
    sql`${of(webhook)} and case_id = ${id} and seq = ${seq} and attempts = ${attempt} and state = 'waiting'`;
  return {
    claim: (id, now, limit, leaseMs) => claim(db, tenant, id, now, limit, leaseMs),
    delivered: async (one) => void (await run(sql`delete from webhook_deliveries where ${held(one)}`)),
    retry: async (one, at, code) => {
      await run(sql`update webhook_deliveries
        set not_before = ${new Date(at)}, lease_until = null, last_code = ${code} where ${held(one)}`);
    },
    giveUp: async (one, at, code) => {
      await run(sql`update webhook_deliveries
        set state = 'dead', dead_at = ${new Date(at)}, lease_until = null, last_code = ${code} where ${held(one)}`);
    },
    dead: (id, limit, after) => dead(db, tenant, id, limit, after),
    again: (id, at) =>
      run(sql`update webhook_deliveries
        set state = 'waiting', not_before = ${new Date(at)}, attempts = 0, dead_at = null, told = false
        where ${of(id)} and state = 'dead'`),
    untold: async (id, at) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from webhook_deliveries
        where ${of(id)} and state = 'dead' and not told and dead_at <= ${new Date(at)}`.execute(db);
      return rows[0]?.n ?? 0;
    },
    told: async (id, at) => {
      await run(sql`update webhook_deliveries set told = true
        where ${of(id)} and state = 'dead' and not told and dead_at <= ${new Date(at)}`);
    },
  };
}

interface ClaimedRow {
  readonly case_id: string;
  readonly seq: number;
  readonly body: string;
  readonly attempts: number;
}

/** The first of each case, whatever it waits for: what comes after it never overtakes it. One claim at a time for a receiver. */
function claim(
  db: Database,
  tenant: string,
  id: string,
  now: Instant,
  limit: number,
  leaseMs: number,
): Promise<Delivery[]> {
  const [at, until] = [new Date(now), new Date(now + leaseMs)];
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('webhooks'), hashtext(${`${tenant}/${id}`}))`.execute(
      trx,
    );
    const { rows } = await sql<ClaimedRow>`
      with heads as materialized (
        select distinct on (case_id) case_id, seq, not_before, lease_until
          from webhook_deliveries where tenant_id = ${tenant} and hook_id = ${id} and state = 'waiting'
         order by case_id, seq
      ), ready as materialized (
        select case_id, seq from heads
         where not_before <= ${at} and (lease_until is null or lease_until <= ${at})
         order by not_before, case_id limit ${limit}
      )
      update webhook_deliveries d set attempts = d.attempts + 1, lease_until = ${until}
        from ready
       where d.tenant_id = ${tenant} and d.hook_id = ${id} and d.case_id = ready.case_id and d.seq = ready.seq
      returning d.case_id, d.seq, d.body, d.attempts`.execute(trx);
    return rows.map(({ case_id, seq, body, attempts }) => ({
      ...{ webhook: id, case: caseId(case_id), seq, body, attempt: attempts },
    }));
  });
}

interface DeadRow {
  readonly case_id: string;
  readonly seq: number;
  readonly number: string;
  readonly last_code: string;
  readonly dead_at: Date;
  readonly attempts: number;
}

async function dead(
  db: Database,
  tenant: string,
  id: string,
  limit: number,
  after: DeliveryKey | undefined,
): Promise<DeadDelivery[]> {
  const { rows } = await sql<DeadRow>`
    select d.case_id, d.seq, c.number, d.last_code, d.dead_at, d.attempts
      from webhook_deliveries d join cases c on c.tenant_id = d.tenant_id and c.case_id = d.case_id
     where d.tenant_id = ${tenant} and d.hook_id = ${id} and d.state = 'dead'
       and (d.case_id, d.seq) > (${after?.case ?? ''}, ${after?.seq ?? 0})
     order by d.case_id, d.seq limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...{ webhook: id, case: caseId(row.case_id), seq: row.seq, number: row.number as CaseNumber },
    ...{ code: row.last_code, attempts: row.attempts, deadAt: instant(row.dead_at.getTime()) },
  }));
}
