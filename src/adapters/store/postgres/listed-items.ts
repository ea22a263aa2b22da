// Which case lists which place, in PostgreSQL: rows beside the events, so that cases about the same item find each other.
import { createHash } from 'node:crypto';
import type { Case } from '../../../domain/case/case.ts';
import type { CaseEvent, Recorded } from '../../../domain/case/event.ts';
import type { Locator } from '../../../domain/content/locator.ts';
import { type CaseId, caseId, type CaseNumber } from '../../../domain/kernel/ids.ts';
import type { Listing } from '../../../ports/cases.ts';
import type { Database } from './database.ts';
import { keptText } from './json.ts';

/** Events after which a case lists more items than before. */
const LISTS_ITEMS: readonly CaseEvent['kind'][] = ['notice-received'];
/** Postgres takes 65,535 parameters a statement; 1,000 rows of 4 stay well below. */
const ROWS_AT_ONCE = 1_000;

/** As migration 0008 computes it from what is kept. */
export const digestOf = ({ platform, link }: Locator): string =>
  createHash('sha256')
    .update(keptText(`${platform}\n${link}`))
    .digest('hex');

/** Every item of a case whose list the events changed; what was listed before stays. */
export async function writeListed(
  trx: Database,
  tenant: string,
  id: CaseId,
  events: readonly Recorded[],
  { items }: Pick<Case, 'items'>,
): Promise<void> {
  if (!events.some(({ kind }) => LISTS_ITEMS.includes(kind))) return;
  const rows = items.map(({ index, listed }) => ({
    tenant_id: tenant,
    place_digest: digestOf(listed.locator),
    case_id: id,
    item: index,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('listed_items')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Where other cases list these places: the first received first. */
export async function listing(
  db: Database,
  tenant: string,
  locators: readonly Locator[],
  except: CaseId,
): Promise<readonly Listing[]> {
  const places = new Map(locators.map((locator) => [digestOf(locator), locator]));
  if (places.size === 0) return [];
  const rows = await db
    .selectFrom('listed_items')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.tenant_id', '=', 'listed_items.tenant_id')
        .onRef('cases.case_id', '=', 'listed_items.case_id'),
    )
    .select(['listed_items.case_id', 'cases.number', 'listed_items.item', 'listed_items.place_digest'])
    .where('listed_items.tenant_id', '=', tenant)
    .where('listed_items.place_digest', 'in', [...places.keys()])
    .where('listed_items.case_id', '!=', except)
    .orderBy('cases.received_at')
    .orderBy('listed_items.case_id')
    .orderBy('listed_items.item')
    .execute();
  return rows.flatMap((row) => {
    const locator = places.get(row.place_digest);
    return locator === undefined
      ? []
      : [{ case: caseId(row.case_id), number: row.number as CaseNumber, item: row.item, locator }];
  });
}

/** How many other cases list any of these places. */
export async function countListing(
  db: Database,
  tenant: string,
  locators: readonly Locator[],
  except: CaseId,
): Promise<number> {
  if (locators.length === 0) return 0;
  const { cases } = await db
    .selectFrom('listed_items')
    .select(({ fn }) => fn.count('case_id').distinct().as('cases'))
    .where('tenant_id', '=', tenant)
    .where('place_digest', 'in', [...new Set(locators.map(digestOf))])
    .where('case_id', '!=', except)
    .executeTakeFirstOrThrow();
  return Number(cases);
}
