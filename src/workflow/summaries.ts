// Cases as they stand in lists: what each waits for, how far it is, how many others are about the same place. No link and no name.
import type { Case } from '../domain/case/case.ts';
import { needOf } from '../domain/case/need.ts';
import { unseenLetters } from '../domain/case/thread.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import { utc } from '../domain/kernel/instant.ts';
import { isFirst } from '../domain/view/case-json.ts';
import type { Cases, CaseSummary } from '../ports/cases.ts';

/** A few at once: a list of thousands may not take every connection of a desk that has work to do. */
const AT_ONCE = 4;
/** Whole cases in hand at once. */
const READ_AT_ONCE = 50;

export type Summary = Awaited<ReturnType<typeof summary>>;

/** Times in ISO 8601 UTC, in the order of the rows. */
export async function summaries(rows: readonly CaseSummary[], cases: Cases): Promise<readonly Summary[]> {
  const all: Summary[] = [];
  for (let at = 0; at < rows.length; at += READ_AT_ONCE) {
    const some = rows.slice(at, at + READ_AT_ONCE);
    const states = await cases.loadAll(some.map(({ id }) => id));
    for (let from = 0; from < some.length; from += AT_ONCE)
      all.push(
        ...(await Promise.all(
          some.slice(from, from + AT_ONCE).map((row) => summary(row, states.get(row.id), cases)),
        )),
      );
  }
  return all;
}

async function summary(row: CaseSummary, state: Case | undefined, cases: Cases) {
  const settled = state?.items.filter((item) => item.status === 'settled').length ?? 0;
  return {
    number: row.number,
    documentNumber: state?.notice?.reading.documentNumber ?? null,
    status: row.status,
    needs: state === undefined ? 'nothing' : needOf(state),
    newLetters: state === undefined ? 0 : unseenLetters(state).length,
    first: state !== undefined && isFirst(state),
    reported: state?.notice?.report?.reasons ?? null,
    level: state?.notice?.sender.level ?? null,
    items: state?.items.length ?? 0,
    settled,
    joined: await joinedCount(row.id, state, cases),
    receivedAt: utc(row.receivedAt),
    due: row.due === null ? null : utc(row.due),
    target: row.target === null ? null : utc(row.target),
  };
}

/** How many other cases list a link of this one. */
export async function joinedCount(id: CaseId, state: Case | undefined, cases: Cases): Promise<number> {
  const places = state?.items.map(({ listed }) => listed.locator) ?? [];
  return cases.countListing(places, id);
}
