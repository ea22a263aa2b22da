// One result row per item: what the answer says of each thing the notice pointed at. Holds no picture, name or room title.
import type { Case } from '../case/case.ts';
import type { Item } from '../case/item.ts';
import type { ItemResult, Power } from '../case/event.ts';
import type { BlindSpot } from '../content/copy.ts';
import type { Locator } from '../content/locator.ts';
import type { Instant } from '../kernel/instant.ts';

export interface ResultRow {
  /** The number the letter printed, or null. */
  readonly number: number | null;
  readonly position: number;
  /** Names the place without naming a room: a room can bear the name of a school (SCA Art. 24(2)). */
  readonly place: string;
  readonly result: ItemResult;
  readonly how: Power | null;
  readonly copiesFound: number;
  readonly copiesRemoved: number;
  readonly receivedAt: Instant;
  /** When the last copy was acted on; null where nothing had to be done. */
  readonly actedAt: Instant | null;
  /** Until when what is known of the copies is kept; null where nobody asked for it. */
  readonly preservedUntil: Instant | null;
  /** When what was kept was let go of before its day; null where it was not. */
  readonly keptNoLongerSince: Instant | null;
  /** When the last copy was seen to be gone, as a stranger and as a member; null where nothing was verified. */
  readonly verifiedAt: Instant | null;
  /** When the desk looks at it again; null where it never does. */
  readonly looksAgainAt: Instant | null;
  /** When a copy was found to be back since the last answer, which this one corrects; null where none was. */
  readonly backAt: Instant | null;
  /** Where the search could not see; empty where the result says nothing of a search. */
  readonly blind: readonly BlindSpot[];
}

/** Results that claim something about every copy there is. */
const SEARCHED: readonly ItemResult['word'][] = ['removed', 'already_gone', 'not_found', 'unremovable'];

/** All rows in the order of the letter, or null while an item is not settled: nothing is answered by halves. */
export function resultRows(state: Case): ResultRow[] | null {
  const { notice } = state;
  if (notice === null) return null;
  const rows = state.items.flatMap((item) =>
    item.result === null ? [] : [rowOf(item, item.result, notice.receivedAt, state)],
  );
  return rows.length === state.items.length ? rows : null;
}

function rowOf(
  item: Item,
  result: ItemResult,
  receivedAt: Instant,
  { answeredUpTo }: Pick<Case, 'answeredUpTo'>,
): ResultRow {
  const { reopened } = item;
  const removed = item.copies.filter(({ status }) => status === 'gone' || status === 'hidden');
  return {
    number: item.listed.number,
    position: item.index,
    place: placeOf(item.listed.locator),
    result: asItStands(item, result),
    how: result.word === 'removed' ? result.how : null,
    copiesFound: item.copies.length,
    copiesRemoved: removed.length,
    receivedAt,
    actedAt: latest(item.copies.map((held) => held.acceptedAt)),
    preservedUntil: item.preserved?.until ?? null,
    keptNoLongerSince: item.preserved?.releasedAt ?? null,
    verifiedAt: latest(removed.map((held) => held.verifiedAt)),
    looksAgainAt: item.looks[item.rechecks] ?? null,
    backAt: answeredUpTo > 0 && reopened !== null && reopened.seq > answeredUpTo ? reopened.at : null,
    blind: SEARCHED.includes(result.word) ? (item.coverage?.blind ?? []) : [],
  };
}

/** What is kept is kept until the day that stands now. */
const asItStands = ({ preserved }: Item, result: ItemResult): ItemResult =>
  result.word === 'preserved' && preserved !== null
    ? { word: 'preserved', until: preserved.releasedAt ?? preserved.until }
    : result;

/** Sites that everybody shares. */
const HOSTS: readonly string[] = ['t.me', 'matrix.to'];

function latest(moments: readonly (Instant | null)[]): Instant | null {
  return moments.reduce(
    (last, moment) => (last === null || (moment !== null && moment > last) ? moment : last),
    null,
  );
}

/**
 * `…/m/340` of the messenger, `t.me/…/12` of platforms that are known by name: enough beside the number of the row, and no name of a room.
 * The address of any other site can itself bear a name: of such a place stands only the last number.
 */
export function placeOf({ platform, link }: Locator): string {
  const [, host = '', path = ''] = /^[a-z]+:\/\/([^/]+)\/?(.*)$/i.exec(link) ?? [];
  const last = /(?:^|\/)(m\/)?(\d+)(?:[?#].*)?$/.exec(path);
  const site = platform === 'messenger' || HOSTS.includes(host) ? `${host}/` : '';
  if (last === null) return `${site}…`;
  return platform === 'messenger' ? `…/m/${last[2]}` : `${site}…/${last[2]}`;
}
