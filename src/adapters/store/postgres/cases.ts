// Cases in PostgreSQL. A case row is the lock of its writers; the events beside it are the truth.
import { apply, type Case, fold, NO_CASE } from '../../../domain/case/case.ts';
import type { Actor, CaseEvent, Recorded } from '../../../domain/case/event.ts';
import {
  type CaseId,
  type CaseNumber,
  caseId,
  caseNumber,
  type LetterId,
  type TaskId,
} from '../../../domain/kernel/ids.ts';
import { type Instant, instant, yearOf } from '../../../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../../../domain/kernel/result.ts';
import type { Cases, CaseSummary, Change, IncomingLetter, Opened, Opening } from '../../../ports/cases.ts';
import type { Database } from './database.ts';
import { writeChange, type Writer, type Writing } from './write-change.ts';

/** Cases of one tenant. */
export function postgresCases(db: Database, writer: Writer): Cases {
  const { tenant } = writer;
  return {
    open: (letter, id, build) => db.transaction().execute((trx) => open(trx, writer, letter, id, build)),
    update: (id, step, finishes) => update(db, writer, id, step, finishes),
    load: (id) => load(db, tenant, id),
    history: (id) => history(db, tenant, id),
    byNumber: (number) => byNumber(db, tenant, number),
    letterDigest: (id) => letterDigest(db, tenant, id),
    list: (filter) => list(db, tenant, filter),
  };
}

async function open(
  trx: Writing,
  writer: Writer,
  letter: IncomingLetter,
  id: CaseId,
  build: (opening: Opening) => Change,
): Promise<Opened> {
  const { tenant } = writer;
  const inserted = await trx
    .insertInto('letters')
    .values({
      tenant_id: tenant,
      letter_id: letter.id,
      content_key: letter.contentKey,
      raw_digest: letter.rawDigest,
      received_at: new Date(letter.receivedAt),
      case_id: id,
      evidence: JSON.stringify(letter.evidence),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'content_key']).doNothing())
    .returning('letter_id')
    .executeTakeFirst();
  if (inserted === undefined)
    return { kind: 'known', case: await caseOfLetter(trx, tenant, letter.contentKey) };
  const replayed = await rememberSignatures(trx, tenant, letter);
  const number = await nextNumber(trx, tenant, yearOf(letter.receivedAt));
  const change = build({ number, replayed });
  const state = change.events.reduce(apply, NO_CASE);
  await trx
    .insertInto('cases')
    .values({
      tenant_id: tenant,
      case_id: id,
      number,
      received_at: new Date(letter.receivedAt),
      ...cached(state),
    })
    .execute();
  await writeChange(trx, writer, id, change);
  return { kind: 'opened', case: id, number };
}

async function caseOfLetter(trx: Writing, tenant: string, contentKey: string): Promise<CaseId> {
  const known = await trx
    .selectFrom('letters')
    .select('case_id')
    .where('tenant_id', '=', tenant)
    .where('content_key', '=', contentKey)
    .executeTakeFirstOrThrow();
  return caseId(known.case_id);
}

/** @returns true when another letter carried one of these signatures before */
async function rememberSignatures(trx: Writing, tenant: string, letter: IncomingLetter): Promise<boolean> {
  if (letter.signatures.length === 0) return false;
  const seen = await trx
    .selectFrom('letter_signatures')
    .select('signature_id')
    .where('tenant_id', '=', tenant)
    .where('signature_id', 'in', [...letter.signatures])
    .limit(1)
    .execute();
  await trx
    .insertInto('letter_signatures')
    .values(
      [...new Set(letter.signatures)].map((signature) => ({
        tenant_id: tenant,
        signature_id: signature,
        letter_id: letter.id,
        seen_at: new Date(letter.receivedAt),
      })),
    )
    .execute();
  return seen.length > 0;
}

async function nextNumber(trx: Writing, tenant: string, year: number): Promise<CaseNumber> {
  const { last } = await trx
    .insertInto('case_numbers')
    .values({ tenant_id: tenant, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'year'])
        .doUpdateSet((eb) => ({ last: eb('case_numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return caseNumber(year, last);
}

async function update(
  db: Database,
  writer: Writer,
  id: CaseId,
  step: (state: Case) => Result<Change>,
  finishes: TaskId | undefined,
): Promise<Result<Case>> {
  return db.transaction().execute(async (trx) => {
    const locked = await trx
      .selectFrom('cases')
      .select('case_id')
      .where('tenant_id', '=', writer.tenant)
      .where('case_id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (locked === undefined) return refuse('case.unknown', 'there is no such case');
    const before = fold(await history(trx, writer.tenant, id));
    const change = step(before);
    if (!change.ok) return change;
    const after = change.value.events.reduce(apply, before);
    await writeChange(trx, writer, id, change.value);
    await trx
      .updateTable('cases')
      .set(cached(after))
      .where('tenant_id', '=', writer.tenant)
      .where('case_id', '=', id)
      .execute();
    if (finishes !== undefined) await finish(trx, writer.tenant, finishes);
    return ok(after);
  });
}

async function finish(trx: Writing, tenant: string, id: TaskId): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'done', lease_until: null })
    .where('tenant_id', '=', tenant)
    .where('task_id', '=', id)
    .execute();
}

const cached = (state: Case) => ({ status: state.status, version: state.version });

async function load(db: Database, tenant: string, id: CaseId): Promise<Case | undefined> {
  const events = await history(db, tenant, id);
  return events.length === 0 ? undefined : fold(events);
}

async function history(db: Database | Writing, tenant: string, id: CaseId): Promise<Recorded[]> {
  const rows = await db
    .selectFrom('case_events')
    .select(['seq', 'at', 'kind', 'actor', 'body'])
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map((row) => recorded(row));
}

function recorded(row: { seq: number; at: Date; kind: string; actor: Actor; body: object }): Recorded {
  const event = { kind: row.kind, ...row.body } as CaseEvent;
  return { ...event, seq: row.seq, at: instant(row.at.getTime()), actor: row.actor };
}

async function byNumber(db: Database, tenant: string, number: string): Promise<CaseId | undefined> {
  const row = await db
    .selectFrom('cases')
    .select('case_id')
    .where('tenant_id', '=', tenant)
    .where('number', '=', number.toUpperCase())
    .executeTakeFirst();
  return row === undefined ? undefined : caseId(row.case_id);
}

async function letterDigest(db: Database, tenant: string, id: LetterId): Promise<string | undefined> {
  const row = await db
    .selectFrom('letters')
    .select('raw_digest')
    .where('tenant_id', '=', tenant)
    .where('letter_id', '=', id)
    .executeTakeFirst();
  return row?.raw_digest;
}

async function list(
  db: Database,
  tenant: string,
  filter: { readonly status?: 'open' | 'answered'; readonly limit: number },
): Promise<CaseSummary[]> {
  let query = db
    .selectFrom('cases')
    .leftJoin('clocks', (join) =>
      join.onRef('clocks.tenant_id', '=', 'cases.tenant_id').onRef('clocks.case_id', '=', 'cases.case_id'),
    )
    .select(['cases.case_id', 'number', 'status', 'received_at', 'due_at', 'target_at'])
    .where('cases.tenant_id', '=', tenant);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.reverse().map((row) => ({
    id: caseId(row.case_id),
    number: row.number as CaseNumber,
    status: row.status,
    receivedAt: instant(row.received_at.getTime()),
    due: moment(row.due_at),
    target: moment(row.target_at),
  }));
}

const moment = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()));
