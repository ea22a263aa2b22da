// Writes what webhooks must be told of a step, in the step's own transaction: what was recorded is told, and nothing else.
import type { Transaction } from 'kysely';
import type { Case } from '../../../domain/case/case.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';
import { hookBody } from '../../../domain/view/hook-event.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

type Writing = Transaction<Tables>;

const ROWS_AT_ONCE = 1_000;

/** One row an event and a receiver. @param after the case with the events applied */
export async function writeHooks(
  trx: Writing,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
  after: Case,
): Promise<void> {
  const told = events.flatMap((event) => {
    const body = hookBody(event, after);
    return body === null ? [] : [{ seq: event.seq, not_before: new Date(event.at), body }];
  });
  if (told.length === 0) return;
  const hooks = await activeHooks(trx, tenant).select('webhooks.hook_id').execute();
  const rows = hooks.flatMap(({ hook_id }) =>
    told.map((one) => ({ tenant_id: tenant, hook_id, case_id: id, state: 'waiting' as const, ...one })),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('webhook_deliveries')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

/** Those that are told something. */
export const activeHooks = (db: Database | Writing, tenant: string) =>
  db
    .selectFrom('webhooks')
    .where('webhooks.tenant_id', '=', tenant)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('webhook_ends')
            .whereRef('webhook_ends.tenant_id', '=', 'webhooks.tenant_id')
            .whereRef('webhook_ends.hook_id', '=', 'webhooks.hook_id')
            .select('webhook_ends.hook_id'),
        ),
      ),
    );
