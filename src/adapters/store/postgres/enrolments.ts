// Enrolment in PostgreSQL: events numbered densely, so that of two that follow the same one only one is written.
import type { EnrolmentEvent } from '../../../domain/authority/enrolment.ts';
import type { Enrolments } from '../../../ports/enrolments.ts';
import type { Database } from './database.ts';
import { jsonText } from './json.ts';

/** The enrolment of one tenant. */
export function postgresEnrolments(db: Database, tenant: string): Enrolments {
  return {
    history: async () => {
      const rows = await db
        .selectFrom('enrolment_events')
        .select(['kind', 'body'])
        .where('tenant_id', '=', tenant)
        .orderBy('seq')
        .execute();
      return rows.map(({ kind, body }) => ({ ...body, kind }) as unknown as EnrolmentEvent);
    },
    append: async ({ kind, ...body }, seen) => {
      const written = await db
        .insertInto('enrolment_events')
        .values({ tenant_id: tenant, seq: seen + 1, kind, body: jsonText(body) })
        .onConflict((conflict) => conflict.doNothing())
        .returning('seq')
        .executeTakeFirst();
      return written !== undefined;
    },
    useNonce: async (keyId, nonce, at) => {
      const kept = await db
        .insertInto('confirmation_nonces')
        .values({ tenant_id: tenant, key_id: keyId, nonce, used_at: new Date(at) })
        .onConflict((conflict) => conflict.doNothing())
        .returning('nonce')
        .executeTakeFirst();
      return kept !== undefined;
    },
  };
}
