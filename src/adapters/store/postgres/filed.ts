// Filed mails in PostgreSQL: rows that never change. That a person opened a case for one is read from the letters of the cases.
import { caseId, type CaseNumber, type LetterId, letterId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { FiledAs } from '../../../domain/notice/filing.ts';
import type { Filed, FiledRow } from '../../../ports/filed.ts';
import type { Database } from './database.ts';
import { jsonText } from './json.ts';

/** The filed mails of one tenant. */
export function postgresFiled(db: Database, tenant: string): Filed {
  return {
    async put(mail) {
      const inserted = await db
        .insertInto('filed_letters')
        .values({
          tenant_id: tenant,
          letter_id: mail.id,
          content_key: mail.contentKey,
          raw_digest: mail.rawDigest,
          received_at: new Date(mail.receivedAt),
          filed_as: mail.as,
          sender: mail.from,
          about_case: mail.about,
          evidence: jsonText(mail.evidence),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('letter_id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    list: async (limit) => (await rows(db, tenant, { limit })).map(rowOf),
    get: async (id) => {
      const [row] = await rows(db, tenant, { limit: 1, id });
      return row && rowOf(row);
    },
  };
}

const rows = (db: Database, tenant: string, { limit, id }: { limit: number; id?: LetterId }) =>
  db
    .selectFrom('filed_letters')
    .leftJoin('letters', (join) =>
      join
        .onRef('letters.tenant_id', '=', 'filed_letters.tenant_id')
        .onRef('letters.content_key', '=', 'filed_letters.content_key'),
    )
    .leftJoin('cases', (join) =>
      join.onRef('cases.tenant_id', '=', 'letters.tenant_id').onRef('cases.case_id', '=', 'letters.case_id'),
    )
    .select([
      'filed_letters.letter_id',
      'filed_letters.content_key',
      'filed_letters.raw_digest',
      'filed_letters.received_at',
      'filed_letters.filed_as',
      'filed_letters.sender',
      'filed_letters.about_case',
      'filed_letters.evidence',
      'cases.number',
    ])
    .where('filed_letters.tenant_id', '=', tenant)
    .$if(id !== undefined, (query) => query.where('filed_letters.letter_id', '=', id ?? ''))
    .orderBy('filed_letters.received_at', 'desc')
    .orderBy('filed_letters.letter_id', 'desc')
    .limit(limit)
    .execute();

type Row = Awaited<ReturnType<typeof rows>>[number];

const rowOf = (row: Row): FiledRow => ({
  id: letterId(row.letter_id),
  contentKey: row.content_key,
  rawDigest: row.raw_digest,
  receivedAt: instant(row.received_at.getTime()),
  as: row.filed_as as FiledAs,
  from: row.sender,
  about: row.about_case === null ? null : caseId(row.about_case),
  evidence: row.evidence,
  opened: row.number as CaseNumber | null,
});
