// Who read what, in PostgreSQL.
import { type CaseNumber, personId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Reads, ShownRead } from '../../../ports/reads.ts';
import type { Database } from './database.ts';

/** The reads of one tenant. */
export function postgresReads(db: Database, tenant: string): Reads {
  return {
    record: async ({ id, at, by, person, what, case: read, part }) => {
      await db
        .insertInto('reads')
        .values({
          tenant_id: tenant,
          read_id: id,
          at: new Date(at),
          token_id: 'token' in by ? by.token : null,
          login: 'login' in by ? by.login : null,
          person_id: person,
          what,
          case_id: read,
          part,
        })
        .execute();
    },
    list: async ({ limit, before }) => (await rows(db, tenant, limit, before)).map((row) => readOf(row)),
  };
}

const rows = (db: Database, tenant: string, limit: number, before: string | undefined) =>
  db
    .selectFrom('reads')
    .leftJoin('api_tokens', (join) =>
      join
        .onRef('api_tokens.tenant_id', '=', 'reads.tenant_id')
        .onRef('api_tokens.token_id', '=', 'reads.token_id'),
    )
    .leftJoin('cases', (join) =>
      join.onRef('cases.tenant_id', '=', 'reads.tenant_id').onRef('cases.case_id', '=', 'reads.case_id'),
    )
    .select([
      'reads.read_id',
      'at',
      'reads.token_id',
      'login',
      'reads.person_id',
      'what',
      'part',
      'api_tokens.name',
      'cases.number',
    ])
    .where('reads.tenant_id', '=', tenant)
    .$if(before !== undefined, (query) => query.where('reads.read_id', '<', before ?? ''))
    .orderBy('reads.read_id', 'desc')
    .limit(limit)
    .execute();

type Row = Awaited<ReturnType<typeof rows>>[number];

const readOf = (row: Row): ShownRead => ({
  id: row.read_id,
  at: instant(row.at.getTime()),
  token: row.name ?? row.token_id,
  login: row.login,
  person: row.person_id === null ? null : personId(row.person_id),
  what: row.what,
  part: row.part,
  number: row.number as CaseNumber | null,
});
