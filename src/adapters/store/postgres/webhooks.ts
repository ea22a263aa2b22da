// Webhooks and what must still be told to each, in PostgreSQL. That a receiver was removed is a row of its own.
import { sql } from 'kysely';
import { personId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Webhooks, WebhookState } from '../../../ports/webhooks.ts';
import type { Database } from './database.ts';
import { postgresDeliveries } from './hook-deliveries.ts';
import { activeHooks } from './write-hooks.ts';

/** The webhooks of one tenant. */
export function postgresWebhooks(db: Database, tenant: string): Webhooks {
  return {
    ...postgresDeliveries(db, tenant),
    async add({ id, name, url, addedAt, addedBy }, sealed, signature) {
      const row = { tenant_id: tenant, hook_id: id, name, url, added_by: addedBy, signature };
      const added = await db
        .insertInto('webhooks')
        .values({ ...row, sealed: Buffer.from(sealed), added_at: new Date(addedAt) })
        .onConflict((conflict) => conflict.doNothing())
        .returning('hook_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    list: () => list(db, tenant),
    remove: (id, { by, at, signature }) =>
      db.transaction().execute(async (trx) => {
        const ended = await trx
          .insertInto('webhook_ends')
          .values({ tenant_id: tenant, hook_id: id, at: new Date(at), ended_by: by, signature })
          .onConflict((conflict) => conflict.doNothing())
          .returning('hook_id')
          .executeTakeFirst();
        await trx
          .deleteFrom('webhook_deliveries')
          .where('tenant_id', '=', tenant)
          .where('hook_id', '=', id)
          .execute();
        return ended !== undefined;
      }),
    sealedSecret: async (id) => {
      const row = await db
        .selectFrom('webhooks')
        .select('sealed')
        .where('tenant_id', '=', tenant)
        .where('hook_id', '=', id)
        .executeTakeFirst();
      return row?.sealed;
    },
  };
}

async function list(db: Database, tenant: string): Promise<WebhookState[]> {
  const count = (state: string) => sql<number>`(select count(*)::int from webhook_deliveries d
    where d.tenant_id = webhooks.tenant_id and d.hook_id = webhooks.hook_id and d.state = ${state})`;
  const rows = await activeHooks(db, tenant)
    .select(['hook_id', 'name', 'url', 'added_at', 'added_by'])
    .select([count('waiting').as('waiting'), count('dead').as('dead')])
    .orderBy('name')
    .execute();
  return rows.map(({ hook_id: id, name, url, added_at, added_by, waiting, dead }) => ({
    ...{ id, name, url, waiting, dead },
    addedAt: instant(added_at.getTime()),
    addedBy: personId(added_by),
  }));
}
