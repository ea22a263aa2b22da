// Writes one change of a case: its events, the tasks and clock rows that follow from them, in the caller's transaction.
import type { Transaction } from 'kysely';
import type { Clock } from '../../../domain/clock/clock.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Task } from '../../../domain/action/plan.ts';
import type { Change } from '../../../ports/cases.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type Writing = Transaction<Tables>;

/** Tells the workers, after the commit, that something is ready at `at`. Only a hint: the rows are the truth. */
export type Hint = (at: Instant) => Promise<void>;

export interface Writer {
  readonly tenant: string;
  readonly fresh: () => string;
  readonly hint: Hint;
}

/** @returns when the first of the new tasks is ready, or undefined when there are none */
export async function writeChange(
  trx: Writing,
  writer: Writer,
  id: CaseId,
  change: Change,
): Promise<Instant | undefined> {
  await writeEvents(trx, writer.tenant, id, change.events);
  await writeTasks(trx, writer, id, change.tasks);
  for (const event of change.events) await writeClock(trx, writer.tenant, id, event);
  return change.tasks.map((task) => task.notBefore).sort((a, b) => a - b)[0];
}

async function writeEvents(
  trx: Writing,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('case_events')
    .values(
      events.map(({ seq, at, actor, kind, ...body }) => ({
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

/** Postgres takes 65,535 parameters a statement; 1,000 rows of 10 stay well below. */
const ROWS_AT_ONCE = 1_000;

async function writeTasks(trx: Writing, writer: Writer, id: CaseId, tasks: readonly Task[]): Promise<void> {
  for (let from = 0; from < tasks.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto('outbox')
      .values(tasks.slice(from, from + ROWS_AT_ONCE).map((task) => row(writer, id, task)))
      .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id', 'key']).doNothing())
      .execute();
  }
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
    attempts: 0,
  };
}

async function writeClock(trx: Writing, tenant: string, id: CaseId, event: Recorded): Promise<void> {
  if (event.kind === 'clock-started') {
    await trx
      .insertInto('clocks')
      .values(clockRow(tenant, id, event.clock))
      .execute();
  } else if (event.kind === 'clock-stopped') {
    await trx
      .updateTable('clocks')
      .set({ stopped_at: new Date(event.at) })
      .where('tenant_id', '=', tenant)
      .where('case_id', '=', id)
      .where('regime', '=', event.regime)
      .execute();
  }
}

function clockRow(tenant: string, id: CaseId, clock: Clock) {
  return {
    tenant_id: tenant,
    case_id: id,
    regime: clock.regime,
    started_at: new Date(clock.startedAt),
    due_at: clock.due === null ? null : new Date(clock.due),
    target_at: clock.target === null ? null : new Date(clock.target),
    provisional: clock.provisional,
    stopped_at: null,
  };
}
