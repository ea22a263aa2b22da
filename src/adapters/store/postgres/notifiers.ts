// Notices by where they come from, and what people did about notifiers, in PostgreSQL. Rows that never change; who is limited now follows from them.
import { sql } from 'kysely';
import type { LimitReason, NotifierAct, NotifierStep } from '../../../domain/case/limiting.ts';
import type { NoticeOutcome, NoticeRecord } from '../../../domain/case/misuse.ts';
import { DANGERS } from '../../../domain/case/triage.ts';
import { caseId, type CaseId, type CaseNumber, decisionId, personId } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { Notifiers } from '../../../ports/notifiers.ts';
import type { Database } from './database.ts';

export function postgresNotifiers(db: Database, tenant: string): Notifiers {
  return {
    noticesSince: async (since) =>
      (await notices(db, tenant).where('received_at', '>=', new Date(since)).execute()).map(recordOf),
    noticesOf: async (notifier) =>
      (await notices(db, tenant).where('notifier', '=', notifier).execute()).map(recordOf),
    notice: async (number) => {
      const row = await notices(db, tenant).where('number', '=', number).executeTakeFirst();
      return row && recordOf(row);
    },
    acts: async (notifier) => {
      const all = acts(db, tenant);
      const rows = await (notifier === undefined ? all : all.where('notifier', '=', notifier)).execute();
      return rows.map(actOf);
    },
    add: async (act, signature) => {
      const { id, kind, notifier, cases, reason, until, at, by } = act;
      const added = await db
        .insertInto('notifier_acts')
        .values({
          ...{
            tenant_id: tenant,
            act_id: id,
            kind,
            notifier,
            cases: [...cases],
            reason,
            by_person: by,
            signature,
          },
          ...{ until_at: until === null ? null : new Date(until), at: new Date(at) },
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('act_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    told: async (act, at, telling) => {
      const { rows } = await sql<{ act_id: string }>`
        insert into notifier_tellings (tenant_id, act_id, at, message_id, by_person, signature)
        select tenant_id, act_id, ${new Date(at)}, ${telling.how === 'mail' ? telling.messageId : null},
               ${telling.how === 'person' ? telling.by : null}, ${telling.how === 'person' ? telling.signature : null}
          from notifier_acts where tenant_id = ${tenant} and act_id = ${act}
        on conflict do nothing returning act_id`.execute(db);
      return rows.length > 0;
    },
  };
}

const notices = (db: Database, tenant: string) =>
  db
    .selectFrom('cases')
    .select(['case_id', 'number', 'received_at', 'turn_of', 'notifier', 'words', 'place', 'posters'])
    .select(['danger', 'outcome'])
    .where('tenant_id', '=', tenant)
    .orderBy('received_at')
    .orderBy('number');

type NoticeRow = Awaited<ReturnType<ReturnType<typeof notices>['execute']>>[number];

const recordOf = (row: NoticeRow): NoticeRecord & { readonly case: CaseId } => ({
  case: caseId(row.case_id),
  number: row.number as CaseNumber,
  receivedAt: instant(row.received_at.getTime()),
  turnOf: row.turn_of,
  ...{ notifier: row.notifier, words: row.words, place: row.place, posters: row.posters },
  danger: DANGERS[row.danger] ?? 'none',
  outcome: row.outcome as NoticeOutcome,
});

const acts = (db: Database, tenant: string) =>
  db
    .selectFrom('notifier_acts')
    .leftJoin('notifier_tellings', (join) =>
      join
        .onRef('notifier_tellings.tenant_id', '=', 'notifier_acts.tenant_id')
        .onRef('notifier_tellings.act_id', '=', 'notifier_acts.act_id'),
    )
    .select(['notifier_acts.act_id', 'kind', 'notifier', 'cases', 'reason', 'until_at', 'notifier_acts.at'])
    .select(['notifier_acts.by_person', 'notifier_tellings.at as told_at'])
    .select('notifier_tellings.by_person as told_by')
    .where('notifier_acts.tenant_id', '=', tenant)
    .orderBy('notifier_acts.at')
    .orderBy('notifier_acts.act_id');

type ActRow = Awaited<ReturnType<ReturnType<typeof acts>['execute']>>[number];

const actOf = (row: ActRow): NotifierAct => ({
  id: decisionId(row.act_id),
  kind: row.kind as NotifierStep,
  notifier: row.notifier,
  cases: row.cases as CaseNumber[],
  reason: row.reason as LimitReason | null,
  until: row.until_at === null ? null : instant(row.until_at.getTime()),
  by: personId(row.by_person),
  at: instant(row.at.getTime()),
  told:
    row.told_at === null
      ? null
      : {
          at: instant(row.told_at.getTime()),
          ...(row.told_by === null
            ? ({ how: 'mail' } as const)
            : ({ how: 'person', by: personId(row.told_by) } as const)),
        },
});

/** Marks of those whose limit holds now, as `limitAt` says it, for the order of work. */
export const limitedNow = (tenant: string, now: Instant) => sql`
  select act.notifier from notifier_acts act
    join notifier_tellings telling on telling.tenant_id = act.tenant_id and telling.act_id = act.act_id
   where act.tenant_id = ${tenant} and act.kind = 'limit' and act.until_at > ${new Date(now)}
     and not exists (select from notifier_acts later
                      where later.tenant_id = act.tenant_id and later.notifier = act.notifier
                        and later.kind in ('limit', 'lift') and later.at > act.at)`;
