// All cases that wait for somebody, as the database has them beside their events, in the order of src/domain/case/order-of-work.ts.
import { sql } from 'kysely';
import { type Case, hiddenCopies } from '../../../domain/case/case.ts';
import { outcomeOf } from '../../../domain/case/misuse.ts';
import { inOrder } from '../../../domain/case/order-of-work.ts';
import { DANGERS, type Standing, triageOf } from '../../../domain/case/triage.ts';
import { type Copy, posterOf } from '../../../domain/content/copy.ts';
import { type CaseNumber, caseId, personId } from '../../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import { dangersNow } from '../../../domain/case/marking.ts';
import type { Queued } from '../../../ports/cases.ts';
import type { Database } from './database.ts';
import { digestOf } from './listed-items.ts';
import { limitedNow } from './notifiers.ts';
import { date } from './write-change.ts';

/** What the queue needs of the fold: a cache, never the truth. */
export function queueColumns(state: Case) {
  const { need, danger, copies, rooms, turnOf } = triageOf(state);
  return {
    ...{ need, copies, rooms, turn_of: turnOf, danger: DANGERS.indexOf(danger) },
    first_place: firstPlaceOf(state),
    place: placeOf(state),
    outcome: outcomeOf(state),
    letter_id: state.notice?.letter ?? null,
    ...spreadOf(state),
    posters: postersOf(state.items.flatMap(({ copies: held }) => held.map(({ copy }) => copy))),
    hidden_of: postersOf(hiddenCopies(state)),
    claimed_by: state.claim?.by ?? null,
    claimed_until: date(state.claim?.until ?? null),
  };
}

/** Of which files more copies may come, and since when each: those are counted in counts.ts. */
function spreadOf({ items }: Case) {
  const since = new Map<string, number>();
  for (const { copies, searchedAt } of items)
    for (const { copy } of copies) {
      const file = `${copy.connector} ${copy.blob}`;
      if (copy.blob !== '') since.set(file, Math.max(since.get(file) ?? 0, searchedAt ?? 0));
    }
  return { files: [...since.keys()], files_searched: [...since.values()].map((at) => new Date(at)) };
}

/** Each once. */
const postersOf = (copies: readonly Copy[]): string[] => [
  ...new Set(copies.filter(({ uploader }) => uploader !== '').map(posterOf)),
];

/** Under which place a case is shown first; one that points at none stands for itself. */
function firstPlaceOf(state: Case): string | null {
  return dangersNow(state).length > 0 ? (placeOf(state) ?? state.number) : null;
}

const placeOf = ({ items: [item] }: Case): string | null =>
  item === undefined ? null : digestOf(item.listed.locator);

/**
 * A child or a threat was reported. Of many open cases that say so of one place the first received stands for all: the same report sent a
 * thousand times hides nobody else's. Asked for all of them at once: a question for each would take minutes in a flood.
 */
export const firstOfItsPlace = (tenant: string) => sql<boolean>`case_id in (
  select distinct on (first_place) case_id from cases
   where tenant_id = ${tenant} and status = 'open' and first_place is not null
   order by first_place, received_at, number)`;

interface Row {
  readonly case_id: string;
  readonly number: string;
  readonly need: string | null;
  readonly danger: number;
  readonly first_place: string | null;
  /** Milliseconds. */
  readonly received_at: number;
  readonly deadline: number | null;
  readonly copies: number;
  readonly rooms: number;
  readonly turn_of: string;
  readonly notifier: string | null;
  readonly words: string | null;
  readonly limited: boolean;
  readonly earlier: number;
  readonly new_copies: number;
  readonly claimed_by: string | null;
  readonly claimed_until: number | null;
}

/** Milliseconds: thousands of dates are read faster as numbers. */
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Everything that waits, each time: the order depends on all of it, and a flood of ten thousand is read in a fraction of a second. */
export async function queue(
  db: Database,
  tenant: string,
  now: Instant,
  limit: number,
): Promise<readonly Queued[]> {
  const { rows } = await sql<Row>`
    select case_id, number, need, danger, first_place, ${ms('received_at')} as received_at,
           ${ms('coalesce(due_at, target_at)')} as deadline, copies, rooms, new_copies, turn_of, notifier, words,
           coalesce(notifier in (${limitedNow(tenant, now)}), false) as limited,
           earlier, claimed_by, ${ms('claimed_until')} as claimed_until
      from cases
     where tenant_id = ${tenant} and need is distinct from 'nothing' and (need is not null or status = 'open')`.execute(
    db,
  );
  return inOrder(rows.map(standing), now).slice(0, limit);
}

function standing(row: Row): Standing & Pick<Queued, 'id' | 'claim'> {
  const { claimed_by: by, claimed_until: until } = row;
  const danger = DANGERS[row.danger] ?? 'none';
  return {
    id: caseId(row.case_id),
    number: row.number as CaseNumber,
    need: (row.need ?? 'person') as Queued['need'],
    ...{ danger, place: row.first_place, copies: row.copies, rooms: row.rooms, turnOf: row.turn_of },
    ...{ notifier: row.notifier, words: row.words, limited: row.limited, earlier: row.earlier },
    newCopies: row.new_copies,
    receivedAt: instant(row.received_at),
    deadline: row.deadline === null ? null : instant(row.deadline),
    claim: by === null || until === null ? null : { by: personId(by), until: instant(until) },
  };
}
