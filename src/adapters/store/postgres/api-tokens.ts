// Tokens of the API in PostgreSQL: rows that never change. That one was taken back is a row of its own.
import type { Role } from '../../../domain/access/role.ts';
import { personId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { ApiToken, ApiTokens } from '../../../ports/api-tokens.ts';
import type { Database } from './database.ts';

/** The tokens of one tenant. */
export function postgresApiTokens(db: Database, tenant: string): ApiTokens {
  return {
    async add(token, digest, signature) {
      const added = await db
        .insertInto('api_tokens')
        .values({
          tenant_id: tenant,
          token_id: token.id,
          name: token.name,
          digest,
          role: token.role,
          person_id: token.person,
          added_at: new Date(token.addedAt),
          added_by: token.addedBy,
          signature,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('token_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    byDigest: async (digest) => {
      const row = await rows(db, tenant).where('api_tokens.digest', '=', digest).executeTakeFirst();
      return row && tokenOf(row);
    },
    list: async () => {
      const all = await rows(db, tenant)
        .orderBy('api_tokens.added_at')
        .orderBy('api_tokens.token_id')
        .execute();
      return all.map((row) => tokenOf(row));
    },
    async revoke(id, { by, at, signature }) {
      const ended = await db
        .insertInto('api_token_ends')
        .values({ tenant_id: tenant, token_id: id, at: new Date(at), ended_by: by, signature })
        .onConflict((conflict) => conflict.doNothing())
        .returning('token_id')
        .executeTakeFirst();
      return ended !== undefined;
    },
  };
}

const rows = (db: Database, tenant: string) =>
  db
    .selectFrom('api_tokens')
    .leftJoin('api_token_ends', (join) =>
      join
        .onRef('api_token_ends.tenant_id', '=', 'api_tokens.tenant_id')
        .onRef('api_token_ends.token_id', '=', 'api_tokens.token_id'),
    )
    .select([
      'api_tokens.token_id',
      'api_tokens.name',
      'api_tokens.role',
      'api_tokens.person_id',
      'api_tokens.added_at',
      'api_tokens.added_by',
      'api_token_ends.at',
    ])
    .where('api_tokens.tenant_id', '=', tenant);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const tokenOf = (row: Row): ApiToken => ({
  id: row.token_id,
  name: row.name,
  role: row.role as Role,
  person: row.person_id === null ? null : personId(row.person_id),
  addedAt: instant(row.added_at.getTime()),
  addedBy: personId(row.added_by),
  revokedAt: row.at === null ? null : instant(row.at.getTime()),
});
