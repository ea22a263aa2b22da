// Answers kept by their key, in PostgreSQL.
import { DAY } from '../../../domain/kernel/instant.ts';
import type { KeptAnswers, RequestKey } from '../../../ports/kept-answers.ts';
import type { Database } from './database.ts';
import { jsonText } from './json.ts';

const KEPT_MS = 2 * DAY;

/** The answers of one tenant. */
export function postgresKeptAnswers(db: Database, tenant: string): KeptAnswers {
  const place = ({ token, key }: RequestKey) => ({ tenant_id: tenant, token_id: token, key });
  return {
    async begin(key, request, at) {
      await db
        .deleteFrom('kept_answers')
        .where('tenant_id', '=', tenant)
        .where('asked_at', '<', new Date(at - KEPT_MS))
        .execute();
      await db
        .insertInto('kept_answers')
        .values({ ...place(key), request_digest: request, asked_at: new Date(at), answer: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('kept_answers')
        .select(['request_digest', 'answer'])
        .where('tenant_id', '=', tenant)
        .where('token_id', '=', key.token)
        .where('key', '=', key.key)
        .executeTakeFirstOrThrow();
      return { request: row.request_digest, answer: row.answer };
    },
    async keep(key, answer) {
      await db
        .updateTable('kept_answers')
        .set({ answer: jsonText(answer) })
        .where('tenant_id', '=', tenant)
        .where('token_id', '=', key.token)
        .where('key', '=', key.key)
        .where('answer', 'is', null)
        .execute();
    },
  };
}
