// Mails that left the desk, in PostgreSQL. Which case a mail belongs to follows from the events alone.
import { sql } from 'kysely';
import { type CaseId, caseId } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { AcknowledgementLimit } from '../../../domain/notice/acknowledging.ts';
import type { AcknowledgedLetter, Mailings } from '../../../ports/mailings.ts';
import type { Database } from './database.ts';
import type { Writing } from './write-change.ts';

/** The mails of one tenant. */
export function postgresMailings(db: Database, tenant: string): Mailings {
  return {
    takeAcknowledgement: (address, of, at, limits) =>
      db.transaction().execute((trx) => take(trx, tenant, address, of, at, limits)),
    caseOfMail: (messageId) => caseOfMail(db, tenant, messageId),
  };
}

/** In the place of the id of a letter: the one that opened the case. */
const OPENING = '';

/** Under one lock an address: of two at once, the second counts the first. */
async function take(
  trx: Writing,
  tenant: string,
  address: string,
  of: AcknowledgedLetter,
  at: Instant,
  limits: readonly AcknowledgementLimit[],
): Promise<boolean> {
  const lock = `redress/acknowledgements/${tenant}/${address}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx);
  const known = await trx
    .selectFrom('acknowledgements')
    .select('case_id')
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', of.case)
    .where('letter_id', '=', of.letter ?? OPENING)
    .executeTakeFirst();
  if (known !== undefined) return true;
  for (const { since, most } of limits) {
    const { count } = await trx
      .selectFrom('acknowledgements')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('tenant_id', '=', tenant)
      .where('address', '=', address)
      .where('taken_at', '>', new Date(since))
      .executeTakeFirstOrThrow();
    if (Number(count) >= most) return false;
  }
  await trx
    .insertInto('acknowledgements')
    .values({
      tenant_id: tenant,
      case_id: of.case,
      letter_id: of.letter ?? OPENING,
      address,
      taken_at: new Date(at),
    })
    .execute();
  return true;
}

async function caseOfMail(db: Database, tenant: string, messageId: string): Promise<CaseId | undefined> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_events
     where tenant_id = ${tenant} and kind in ('reply-sent', 'receipt-acknowledged', 'further-letter-sent')
       and body ->> 'messageId' = ${messageId}
     limit 1`.execute(db);
  return rows[0] === undefined ? undefined : caseId(rows[0].case_id);
}
