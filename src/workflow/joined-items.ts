// Which other cases list what a case lists, and which cases follow it: for those who decide.
import { type Case, itemAt } from '../domain/case/case.ts';
import { isSamePlace } from '../domain/case/joined.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Joined } from '../domain/view/joined-json.ts';
import type { Cases, Listing } from '../ports/cases.ts';

export interface JoinedPage {
  readonly joined: readonly Joined[];
  /** How many were looked at up to the end of this page; null where there are no more. What comes later stands behind it, item by item. */
  readonly next: number | null;
}

/** Every other case that lists the same link, the first received first. */
export const joinedTo = async (id: CaseId, state: Case, cases: Cases): Promise<readonly Joined[]> =>
  (await joinedPage(id, state, cases, 0, Number.POSITIVE_INFINITY)).joined;

/** Only those of the page are opened: after a flood there may be thousands. */
export async function joinedPage(
  id: CaseId,
  { items }: Case,
  cases: Cases,
  after: number,
  limit: number,
): Promise<JoinedPage> {
  const all = await Promise.all(
    items.map(async (here) =>
      (await cases.listing([here.listed.locator], id)).map((there) => ({ here, there })),
    ),
  );
  const listings = all.flat();
  const joined: Joined[] = [];
  for (const { here, there } of listings.slice(after, after + limit)) {
    const found = await beside(here, there, cases);
    if (found !== undefined) joined.push(found);
  }
  return { joined, next: listings.length > after + limit ? after + limit : null };
}

async function beside(
  here: Case['items'][number],
  { case: other, number, item: position }: Listing,
  cases: Cases,
): Promise<Joined | undefined> {
  const state = await cases.load(other);
  const item = state === undefined ? undefined : itemAt(state, position);
  if (state === undefined || item === undefined) return undefined;
  return { item: here.index, number, position, there: { state, item }, samePlace: isSamePlace(item, here) };
}

/** Later cases of the same thread, the first received first. */
export async function followers({ number, follows }: Case, cases: Cases): Promise<readonly CaseNumber[]> {
  const first = follows ?? number;
  const after = first === null ? [] : await cases.following(first);
  return number === null ? [] : after.slice(after.indexOf(number) + 1);
}
