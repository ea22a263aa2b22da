// The desk's time in PostgreSQL: one row that only moves on, and the signed words of people who set it back.
import { HOUR, type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { DeskTime, WallTrust } from '../../../ports/desk-time.ts';
import type { Database } from './database.ts';
import type { Writing } from './write-change.ts';

/** The time of one tenant's desk. */
export function postgresDeskTime(db: Database, tenant: string): DeskTime {
  return {
    latest: () => latest(db, tenant),
    keep: (seen, now) => keep(db, tenant, seen, now),
    trust: (trust) => setBack(db, tenant, trust),
  };
}

async function latest(db: Database, tenant: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('desk_time')
    .select('latest')
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  return row === undefined ? null : instant(row.latest.getTime());
}

/** Compares before it writes: a person's reset between the look and the writing stands. */
async function keep(db: Database, tenant: string, seen: Instant | null, now: Instant): Promise<boolean> {
  const at = new Date(now);
  if (seen === null) {
    const inserted = await db
      .insertInto('desk_time')
      .values({ tenant_id: tenant, latest: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('latest')
      .executeTakeFirst();
    return inserted !== undefined;
  }
  const moved = await db
    .updateTable('desk_time')
    .set({ latest: at })
    .where('tenant_id', '=', tenant)
    .where('latest', '=', new Date(seen))
    .where('latest', '<=', at)
    .returning('latest')
    .executeTakeFirst();
  return moved !== undefined;
}

/** No task waits, and no lease lasts, longer than this by itself. */
const LONGEST_WAIT_MS = HOUR;

async function setBack(db: Database, tenant: string, trust: WallTrust): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('wall_trusts')
      .values({
        tenant_id: tenant,
        trust_id: trust.id,
        person_id: trust.by,
        at: new Date(trust.at),
        believed: new Date(trust.from),
        signature: trust.signature,
      })
      .execute();
    await trx
      .insertInto('desk_time')
      .values({ tenant_id: tenant, latest: new Date(trust.at) })
      .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ latest: new Date(trust.at) }))
      .execute();
    await bringForward(trx, tenant, trust.at);
  });
}

/** Tasks put off, and leases taken, by the time that is no longer believed would wait for it to come. */
async function bringForward(trx: Writing, tenant: string, at: Instant): Promise<void> {
  const latest = new Date(at + LONGEST_WAIT_MS);
  const waiting = trx.updateTable('outbox').where('tenant_id', '=', tenant).where('state', '=', 'waiting');
  await waiting
    .set({ not_before: new Date(at) })
    .where('not_before', '>', latest)
    .execute();
  await waiting.set({ lease_until: null }).where('lease_until', '>', latest).execute();
}
