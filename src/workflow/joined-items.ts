// Which other cases list what a case lists, and which cases follow it: for those who decide.
import { type Case, itemAt } from '../domain/case/case.ts';
import { isSamePlace } from '../domain/case/joined.ts';
import type { Locator } from '../domain/content/locator.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Joined } from '../domain/view/joined-json.ts';
import type { Cases, Listing } from '../ports/cases.ts';

/** Whole cases in hand at once. */
const READ_AT_ONCE = 50;

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
  const elsewhere = new Map<string, Listing[]>();
  const locators = items.map(({ listed }) => listed.locator);
  for (const one of await cases.listing(locators, id)) {
    const place = placeOf(one.locator);
    const there = elsewhere.get(place);
    if (there === undefined) elsewhere.set(place, [one]);
    else there.push(one);
  }
  const listings = items.flatMap((here) =>
    (elsewhere.get(placeOf(here.listed.locator)) ?? []).map((there) => ({ here, there })),
  );
  const page = listings.slice(after, after + limit);
  const joined: Joined[] = [];
  for (let at = 0; at < page.length; at += READ_AT_ONCE) {
    const some = page.slice(at, at + READ_AT_ONCE);
    const states = await cases.loadAll([...new Set(some.map(({ there }) => there.case))]);
    joined.push(...some.flatMap(({ here, there }) => beside(here, there, states.get(there.case))));
  }
  return { joined, next: listings.length > after + limit ? after + limit : null };
}

const placeOf = ({ platform, link }: Locator): string => `${platform}\n${link}`;

function beside(
  here: Case['items'][number],
  { number, item: position }: Listing,
  state: Case | undefined,
): readonly Joined[] {
  const item = state === undefined ? undefined : itemAt(state, position);
  if (state === undefined || item === undefined) return [];
  return [{ item: here.index, number, position, there: { state, item }, samePlace: isSamePlace(item, here) }];
}

/** Later cases of the same thread, the first received first. */
export async function followers({ number, follows }: Case, cases: Cases): Promise<readonly CaseNumber[]> {
  const first = follows ?? number;
  const after = first === null ? [] : await cases.following(first);
  return number === null ? [] : after.slice(after.indexOf(number) + 1);
}
