// Writes one change of a case: its events, the tasks and clock rows that follow from them, in the caller's transaction.
import { sql, type Transaction } from 'kysely';
import { type Case, hiddenCopies } from '../../../domain/case/case.ts';
import { alarmsOwed, type ClockState } from '../../../domain/case/clock-state.ts';
import type { CaseEvent, Recorded } from '../../../domain/case/event.ts';
import type { ClockKey } from '../../../domain/clock/clock.ts';
import type { Copy } from '../../../domain/content/copy.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Task } from '../../../domain/action/plan.ts';
import type { Change } from '../../../ports/cases.ts';
import { jsonText } from './json.ts';
import { writeListed } from './listed-items.ts';
import type { Tables } from './tables.ts';
import { writeHooks } from './write-hooks.ts';

export type Writing = Transaction<Tables>;

/** Tells the workers, after the commit, that something is ready at `at`. Only a hint: the rows are the truth. */
export type Hint = (at: Instant) => Promise<void>;

export interface Writer {
  readonly tenant: string;
  readonly fresh: () => string;
  readonly hint: Hint;
}

/**
 * @param before the case without the change; @param after with it
 * @returns when the first of the new tasks is ready, or undefined when there are none
 */
export async function writeChange(
  trx: Writing,
  writer: Writer,
  id: CaseId,
  change: Change,
  before: Case,
  after: Case,
): Promise<Instant | undefined> {
  await writeEvents(trx, writer.tenant, id, change.events);
  await writeTasks(trx, writer, id, change.tasks);
  await writeClocks(trx, writer.tenant, id, change.events, after);
  await writeAlarms(trx, writer.tenant, id, change.events);
  await writeHidden(trx, writer.tenant, id, before, after);
  await writeListed(trx, writer.tenant, id, change.events, after);
  await writeHooks(trx, writer.tenant, id, change.events, after);
  return change.tasks.map((task) => task.notBefore).sort((a, b) => a - b)[0];
}

async function writeEvents(
  trx: Writing,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
): Promise<void> {
  for (const some of inBatches(events))
    await trx
      .insertInto('case_events')
      .values(
        some.map(({ seq, at, actor, kind, ...body }) => ({
          tenant_id: tenant,
          case_id: id,
          seq,
          at: new Date(at),
          kind,
          actor: jsonText(actor),
          body: jsonText(body),
        })),
      )
      .execute();
}

/** Postgres takes 65,535 parameters a statement; 1,000 rows of 11 stay well below. */
const ROWS_AT_ONCE = 1_000;

const inBatches = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, at) =>
    rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );

async function writeTasks(trx: Writing, writer: Writer, id: CaseId, tasks: readonly Task[]): Promise<void> {
  for (const some of inBatches(tasks))
    await trx
      .insertInto('outbox')
      .values(some.map((task) => row(writer, id, task)))
      .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id', 'key']).doNothing())
      .execute();
}

function row(writer: Writer, id: CaseId, task: Task) {
  return {
    tenant_id: writer.tenant,
    task_id: writer.fresh(),
    case_id: id,
    key: task.key,
    work: jsonText(task.work),
    state: 'waiting' as const,
    not_before: new Date(task.notBefore),
    urgency: new Date(task.urgency),
    queue: task.queue ?? '',
    attempts: 0,
  };
}

/** Every clock the events speak of, as it stands after them. */
async function writeClocks(
  trx: Writing,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
  after: Case,
): Promise<void> {
  const touched = new Set(events.flatMap((event) => clockKeyOf(event) ?? []));
  for (const held of after.clocks.filter(({ clock }) => touched.has(clock.key))) {
    const row = clockRow(held);
    await trx
      .insertInto('clocks')
      .values({ tenant_id: tenant, case_id: id, clock_key: held.clock.key, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id', 'clock_key']).doUpdateSet(row))
      .execute();
  }
}

function clockKeyOf(event: CaseEvent): ClockKey | null {
  if (event.kind === 'clock-started') return event.clock.key;
  return 'clock' in event ? event.clock : null;
}

/** A clock as its row shows it. */
export function clockRow(held: ClockState) {
  const { clock, status, since } = held;
  return {
    regime: clock.regime,
    duty: clock.duty,
    state: status,
    started_at: new Date(clock.startedAt),
    due_at: date(clock.due),
    target_at: date(clock.target),
    next_alarm_at: date(alarmsOwed(held)[0]?.at ?? null),
    provisional: clock.provisional,
    stopped_at: status === 'stopped' ? date(since) : null,
  };
}

/** What the change adds to what the case wants hidden, and what it takes away; a case of thousands of copies is not written anew. */
async function writeHidden(
  trx: Writing,
  tenant: string,
  id: CaseId,
  before: Case,
  after: Case,
): Promise<void> {
  const [was, is] = [hiddenByName(before), hiddenByName(after)];
  const rowOf = ({ connector, id: copy, blob }: Copy) => ({
    blob,
    tenant_id: tenant,
    connector,
    copy_id: copy,
    case_id: id,
  });
  for (const rows of inBatches(missingIn(was, is).map(rowOf)))
    await trx
      .insertInto('hidden_copies')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  for (const rows of inBatches(missingIn(is, was)))
    await trx
      .deleteFrom('hidden_copies')
      .where('tenant_id', '=', tenant)
      .where('case_id', '=', id)
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('connector', 'copy_id'),
          'in',
          rows.map((copy) => tuple(copy.connector, copy.id)),
        ),
      )
      .execute();
}

const hiddenByName = (state: Case): ReadonlyMap<string, Copy> =>
  new Map(hiddenCopies(state).map((copy) => [`${copy.connector} ${copy.id}`, copy]));

/** Those of `many` that `few` does not have. */
const missingIn = (few: ReadonlyMap<string, Copy>, many: ReadonlyMap<string, Copy>): readonly Copy[] =>
  [...many].flatMap(([name, copy]) => (few.has(name) ? [] : copy));

/** One at a time for a tenant until the commit: numbers follow the order of commits, and `told up to` a number skips none. */
async function nextAlarmNumber(trx: Writing, tenant: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('clock_alarms'), hashtext(${tenant}))`.execute(trx);
  const { rows } = await sql<{ next: number }>`
    select (coalesce(max(seq), 0) + 1)::float8 as next from clock_alarms where tenant_id = ${tenant}`.execute(
    trx,
  );
  return rows[0]?.next ?? 1;
}

async function writeAlarms(
  trx: Writing,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
): Promise<void> {
  const rows = events.flatMap((event) =>
    event.kind !== 'clock-alarm'
      ? []
      : {
          tenant_id: tenant,
          case_id: id,
          clock_key: event.clock,
          alarm: event.alarm,
          moment: new Date(event.moment),
          raised_at: new Date(event.at),
        },
  );
  if (rows.length === 0) return;
  const first = await nextAlarmNumber(trx, tenant);
  await trx
    .insertInto('clock_alarms')
    .values(rows.map((one, at) => ({ ...one, seq: first + at })))
    .execute();
}

export const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));
