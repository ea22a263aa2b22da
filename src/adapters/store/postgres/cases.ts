// Cases in PostgreSQL. A case row is the lock of its writers; the events beside it are the truth.
import { sql } from 'kysely';
import { apply, type Case, NO_CASE } from '../../../domain/case/case.ts';
import { nearest } from '../../../domain/case/clock-state.ts';
import type { Copy } from '../../../domain/content/copy.ts';
import {
  type CaseId,
  type CaseNumber,
  caseId,
  caseNumber,
  type LetterId,
  letterId,
} from '../../../domain/kernel/ids.ts';
import { type Instant, yearOf } from '../../../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../../../domain/kernel/result.ts';
import type {
  Cases,
  CaseSummary,
  Change,
  IncomingLetter,
  Joined,
  ListedStatus,
  Opened,
  Opening,
} from '../../../ports/cases.ts';
import type { Claim } from '../../../ports/outbox.ts';
import { casePage, summaryOf } from './case-pages.ts';
import { history, historyAfter, tails } from './cases-events.ts';
import { type CaseMemory, caseMemory } from './cases-remembered.ts';
import type { Database } from './database.ts';
import { jsonText } from './json.ts';
import { countListing, listing } from './listed-items.ts';
import { byDocument, following, itemsListed } from './notices.ts';
import { firstOfItsPlace, queue, queueColumns } from './queue.ts';
import { date, writeChange, type Writer, type Writing } from './write-change.ts';

/** Cases of one tenant. */
export function postgresCases(db: Database, writer: Writer): Cases {
  const { tenant } = writer;
  const memory = caseMemory();
  return {
    open: (letter, id, build) =>
      thenWake(writer, (wake) =>
        db.transaction().execute((trx) => open(trx, writer, letter, id, build, wake)),
      ),
    update: (id, step, finishes) =>
      thenWake(writer, (wake) =>
        db.transaction().execute((trx) => update(trx, writer, memory, id, step, finishes, wake)),
      ),
    join: (letter, id, step) => join(db, writer, memory, letter, id, step),
    rememberSignatures: (letter, signatures, at) =>
      db.transaction().execute((trx) => rememberSignatures(trx, tenant, letter, signatures, at)),
    load: async (id) => (await memory.now([id], (from) => tails(db, tenant, from))).get(id),
    loadAll: (ids) => memory.now(ids, (from) => tails(db, tenant, from)),
    isHiddenByAnother: (copy, than) => isHiddenByAnother(db, tenant, copy, than),
    listing: (locators, except) => listing(db, tenant, locators, except),
    countListing: (locators, except) => countListing(db, tenant, locators, except),
    history: (id) => history(db, tenant, id),
    historyAfter: (id, after, limit) => historyAfter(db, tenant, id, after, limit),
    byNumber: (number) => byNumber(db, tenant, number),
    itemsListed: (authority, from, until) => itemsListed(db, tenant, authority, from, until),
    byDocument: (number) => byDocument(db, tenant, number),
    following: (first) => following(db, tenant, first),
    letterDigest: (id) => letterDigest(db, tenant, id),
    list: (filter) => list(db, tenant, filter),
    page: (page) => casePage(db, tenant, page),
    queue: (now, limit) => queue(db, tenant, now, limit),
  };
}

type Wake = (at: Instant | undefined) => void;

/** Leaves the hint after the commit: a hint that fails must not undo a case, and the workers' own sweep finds its tasks. */
async function thenWake<T>(writer: Writer, write: (wake: Wake) => Promise<T>): Promise<T> {
  let ready: Instant | undefined;
  const written = await write((at) => {
    ready = at;
  });
  if (ready !== undefined) await writer.hint(ready).catch(() => undefined);
  return written;
}

async function open(
  trx: Writing,
  writer: Writer,
  letter: IncomingLetter,
  id: CaseId,
  build: (opening: Opening) => Change,
  wake: Wake,
): Promise<Opened> {
  const { tenant } = writer;
  if (!(await keepLetter(trx, tenant, letter, id))) return known(trx, tenant, letter);
  const number = await nextNumber(trx, tenant, yearOf(letter.receivedAt));
  const replayed = await rememberSignatures(trx, tenant, letter.id, letter.signatures, letter.receivedAt);
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
  wake(await writeChange(trx, writer, id, change, NO_CASE, state));
  return { kind: 'opened', case: id, number };
}

/** @returns false when the letter is known already */
async function keepLetter(
  trx: Writing,
  tenant: string,
  letter: IncomingLetter,
  id: CaseId,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('letters')
    .values({
      tenant_id: tenant,
      letter_id: letter.id,
      content_key: letter.contentKey,
      raw_digest: letter.rawDigest,
      received_at: new Date(letter.receivedAt),
      case_id: id,
      evidence: jsonText(letter.evidence),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('letter_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Takes the letter's row back with the transaction. */
class NotJoined extends Error {}

async function join(
  db: Database,
  writer: Writer,
  memory: CaseMemory,
  letter: IncomingLetter,
  id: CaseId,
  step: (state: Case, replayed: boolean) => Result<Change>,
): Promise<Joined> {
  const { tenant } = writer;
  const joined = thenWake(writer, (wake) =>
    db.transaction().execute(async (trx): Promise<Joined> => {
      if (!(await keepLetter(trx, tenant, letter, id))) return known(trx, tenant, letter);
      const replayed = await rememberSignatures(trx, tenant, letter.id, letter.signatures, letter.receivedAt);
      const written = await update(
        trx,
        writer,
        memory,
        id,
        (state) => step(state, replayed),
        undefined,
        wake,
      );
      if (!written.ok || written.value.number === null) throw new NotJoined();
      return { kind: 'joined', case: id, number: written.value.number };
    }),
  );
  return joined.catch((error: unknown) => {
    if (error instanceof NotJoined) return { kind: 'not-joined' };
    throw error;
  });
}

/** The same mail again: its signatures belong to the letter that is known, so they are no replay. */
async function known(
  trx: Writing,
  tenant: string,
  letter: IncomingLetter,
): Promise<Extract<Opened, { readonly kind: 'known' }>> {
  const earlier = await trx
    .selectFrom('letters')
    .select(['case_id', 'letter_id'])
    .where('tenant_id', '=', tenant)
    .where((eb) => eb.or([eb('content_key', '=', letter.contentKey), eb('letter_id', '=', letter.id)]))
    .executeTakeFirstOrThrow();
  const id = letterId(earlier.letter_id);
  const replayed = await rememberSignatures(trx, tenant, id, letter.signatures, letter.receivedAt);
  return { kind: 'known', case: caseId(earlier.case_id), replayed };
}

/**
 * Under one lock a tenant: of two letters at once, the second sees what the first remembered. Without it both would pass.
 * @returns true when another letter carried one of these signatures before
 */
async function rememberSignatures(
  trx: Writing,
  tenant: string,
  letter: LetterId,
  signatures: readonly string[],
  at: Instant,
): Promise<boolean> {
  if (signatures.length === 0) return false;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`redress/signatures/${tenant}`}, 0))`.execute(
    trx,
  );
  const seen = await trx
    .selectFrom('letter_signatures')
    .select('signature_id')
    .where('tenant_id', '=', tenant)
    .where('signature_id', 'in', [...signatures])
    .where('letter_id', '!=', letter)
    .limit(1)
    .execute();
  await trx
    .insertInto('letter_signatures')
    .values(
      [...new Set(signatures)].map((signature) => ({
        tenant_id: tenant,
        signature_id: signature,
        letter_id: letter,
        seen_at: new Date(at),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
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
  trx: Writing,
  writer: Writer,
  memory: CaseMemory,
  id: CaseId,
  step: (state: Case) => Result<Change>,
  finishes: Claim | undefined,
  wake: Wake,
): Promise<Result<Case>> {
  const { tenant } = writer;
  const locked = await trx
    .selectFrom('cases')
    .select('case_id')
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (locked === undefined) return refuse('case.unknown', 'there is no such case');
  const before = (await memory.now([id], (from) => tails(trx, tenant, from))).get(id) ?? NO_CASE;
  const change = step(before);
  if (!change.ok) return change;
  if (finishes !== undefined && !(await finish(trx, tenant, finishes)))
    return refuse('task.lost', 'another worker has taken this task over');
  const after = change.value.events.reduce(apply, before);
  wake(await writeChange(trx, writer, id, change.value, before, after));
  const row = cached(after);
  await trx
    .updateTable('cases')
    .set({ ...row, new_copies: stillNew(row.files_searched) })
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', id)
    .execute();
  return ok(after);
}

/** Ends a task in the caller's transaction. @returns false when the claim has run out and another worker holds it */
async function finish(trx: Writing, tenant: string, claim: Claim): Promise<boolean> {
  const ended = await trx
    .updateTable('outbox')
    .set({ state: 'done', lease_until: null })
    .where('tenant_id', '=', tenant)
    .where('task_id', '=', claim.id)
    .where('attempts', '=', claim.attempt)
    .where('state', '=', 'waiting')
    .returning('task_id')
    .executeTakeFirst();
  return ended !== undefined;
}

/** A search that is newer than the count found what was counted. */
const stillNew = (searched: readonly Date[]) =>
  sql<number>`case when files_searched = ${searched}::timestamptz[] then new_copies else 0 end`;

/** What lists need of the fold: a cache, never the truth. */
const cached = (state: Case) => ({
  status: state.status,
  version: state.version,
  due_at: date(nearest(state.clocks, ({ due }) => due)),
  target_at: date(nearest(state.clocks, ({ target }) => target)),
  ...queueColumns(state),
});

async function isHiddenByAnother(
  db: Database,
  tenant: string,
  { connector, id }: Pick<Copy, 'connector' | 'id'>,
  than: CaseId,
): Promise<boolean> {
  const row = await db
    .selectFrom('hidden_copies')
    .select('case_id')
    .where('tenant_id', '=', tenant)
    .where('connector', '=', connector)
    .where('copy_id', '=', id)
    .where('case_id', '!=', than)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
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
  filter: { readonly status?: ListedStatus; readonly limit: number },
): Promise<CaseSummary[]> {
  let query = db
    .selectFrom('cases')
    .select(['case_id', 'number', 'status', 'received_at', 'due_at', 'target_at'])
    .where('tenant_id', '=', tenant);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  const rows = await query
    .orderBy(sql`status = 'open'`, 'desc')
    .orderBy(firstOfItsPlace(tenant), 'desc')
    .orderBy(sql`coalesce(due_at, target_at, received_at)`)
    .orderBy('received_at')
    .orderBy('number')
    .limit(filter.limit)
    .execute();
  return rows.map(summaryOf);
}
