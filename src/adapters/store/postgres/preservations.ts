// The cases in which something is kept, in PostgreSQL: they follow from the events alone.
import { sql } from 'kysely';
import { caseId } from '../../../domain/kernel/ids.ts';
import type { Preservations } from '../../../ports/preservations.ts';
import type { Database } from './database.ts';

/** The preservations of one tenant. */
export function postgresPreservations(db: Database, tenant: string): Preservations {
  return {
    async cases() {
      const { rows } = await sql<{ case_id: string }>`
        select c.case_id from cases c
         where c.tenant_id = ${tenant}
           and c.case_id in (select e.case_id from case_events e
                              where e.tenant_id = ${tenant} and e.kind = 'item-preserved')
         order by c.received_at, c.case_id`.execute(db);
      return rows.map(({ case_id: id }) => caseId(id));
    },
  };
}
