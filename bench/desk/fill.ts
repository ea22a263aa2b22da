// Fills the desk's own store with whole lives: every event is the domain's answer to a command, every row is written by the store's own code,
// a life in one transaction. Some lives are also written command by command, and every row of both ways must be the same.
import type pg from 'pg';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { postgresCases } from '../../src/adapters/store/postgres/cases.ts';
import type { Database } from '../../src/adapters/store/postgres/database.ts';
import { apply, type Case, NO_CASE } from '../../src/domain/case/case.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import { type CaseId, caseId, type CaseNumber, letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import type { Cases, Change, IncomingLetter } from '../../src/ports/cases.ts';
import { chainedStep } from '../../src/workflow/chained-step.ts';
import { step } from '../../src/workflow/step.ts';
import { type Given, type Life, livesAs } from './lives.ts';

export const TENANT = 'main';
const SAMPLE_TENANT = 'sample';
const AT_ONCE = 4;
const nobodyWaits = (): Promise<void> => Promise.resolve();

/** The desk's own store, as src/main/desk.ts makes it; no hints, since nobody works meanwhile. */
export const casesOf = (db: Database, tenant = TENANT): Cases =>
  postgresCases(db, { tenant, fresh: uuidV7.fresh, hint: nobodyWaits });

export const caseOf = (at: number): CaseId => caseId(`case-${at}`);

/** A command of a life as the workflow takes it. */
function answered(state: Case, { command, actor, at }: Given): Change {
  const change: Result<Change> =
    actor.kind === 'desk'
      ? chainedStep(state, [command], at, sha256Digests)
      : step(state, [command], actor, at);
  if (!change.ok) throw new Error(`${command.kind} was refused: ${change.error.code}`);
  return change.value;
}

/** All commands as one change. */
function whole(given: readonly Given[]): Change {
  let state = NO_CASE;
  const [events, tasks] = [[] as Change['events'][number][], [] as Change['tasks'][number][]];
  for (const one of given) {
    const change = answered(state, one);
    state = change.events.reduce(apply, state);
    events.push(...change.events);
    tasks.push(...change.tasks);
  }
  return { events, tasks };
}

const letterOf = ({ at, receivedAt }: Life): IncomingLetter => ({
  id: letterId(`letter-${at}`),
  ...{ contentKey: `content-${at}`, rawDigest: `digest-${at}`, signatures: [], receivedAt },
  evidence: { facts: { from: 'orders@tidewatch1.example' }, envelope: { peer: '192.0.2.1' } },
});

/** @returns how many events were written */
export async function fill(db: Database, lives: readonly Life[], law: Law): Promise<number> {
  const cases = casesOf(db);
  const waiting = lives.values();
  let events = 0;
  const writer = async (): Promise<void> => {
    for (const life of waiting) {
      await cases.open(letterOf(life), caseOf(life.at), ({ number }) => {
        const change = whole(livesAs(life, number, law));
        events += change.events.length;
        return change;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  return events;
}

/** The tasks of these lives are done: by the lives themselves. */
export async function finishTasks(pool: pg.Pool): Promise<void> {
  await pool.query(`update outbox set state = 'done', attempts = 1 where state = 'waiting'`);
}

const TABLES = ['case_events', 'cases', 'clocks', 'outbox', 'hidden_copies', 'listed_items', 'letters'];
/** Drawn or counted anew; the number that its letter was given stands in the events too. */
const DRAWN = ['task_id', 'tenant_id', 'number'];

/**
 * Writes lives command by command, as they come at a desk, into a tenant of their own.
 * @throws Error when a row differs from what writing them at once made of the same lives
 */
export async function mustBeTheSame(
  db: Database,
  pool: pg.Pool,
  lives: readonly Life[],
  law: Law,
): Promise<number> {
  const cases = casesOf(db, SAMPLE_TENANT);
  for (const life of lives) {
    const number = await numberOf(pool, life);
    const [first, ...rest] = livesAs(life, number, law);
    if (first === undefined) throw new Error('a life without a beginning');
    await cases.open(letterOf(life), caseOf(life.at), () => answered(NO_CASE, first));
    for (const one of rest) {
      const written = await cases.update(caseOf(life.at), (state) => ({
        ok: true,
        value: answered(state, one),
      }));
      if (!written.ok) throw new Error(written.error.code);
    }
  }
  await finishTasks(pool);
  let rows = 0;
  for (const table of TABLES) {
    const ids = lives.map(({ at }) => caseOf(at));
    const [ours, theirs] = [
      await rowsOf(pool, table, TENANT, ids),
      await rowsOf(pool, table, SAMPLE_TENANT, ids),
    ];
    if (ours.join('\n') !== theirs.join('\n'))
      throw new Error(`WRONG: ${table} differs between a life written at once and one written as it came`);
    rows += ours.length;
  }
  return rows;
}

async function numberOf(pool: pg.Pool, { at }: Life): Promise<CaseNumber> {
  const { rows } = await pool.query<{ number: CaseNumber }>(
    'select number from cases where tenant_id = $1 and case_id = $2',
    [TENANT, caseOf(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`case ${at} was not written`);
  return row.number;
}

async function rowsOf(
  pool: pg.Pool,
  table: string,
  tenant: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ row: string }>(
    `select (to_jsonb(t) - $3::text[])::text as row from ${table} as t
      where tenant_id = $1 and case_id = any($2) order by 1`,
    [tenant, ids, DRAWN],
  );
  return rows.map(({ row }) => row);
}

/** So many lives, the first at `from`, received one after another within `hours` before `until`. */
export function livesBetween(
  from: number,
  count: number,
  shape: Pick<Life, 'items' | 'answered'>,
  until: number,
  hours: number,
): readonly Life[] {
  const pace = (hours * 3_600_000) / Math.max(1, count);
  return Array.from({ length: count }, (_, at) => ({
    ...shape,
    at: from + at,
    receivedAt: instant(Math.round(until - (count - at) * pace)),
  }));
}
