// Holds what the desk promised against what became of it. Pure: the same facts give the same verdict.
import type { Seeded, SeededItem } from '../../messenger/seed.ts';
import type { CaseDetail, CaseRow } from './cases.ts';
import type { Reply } from './mailbox.ts';
import type { Effect } from './messenger.ts';
import { isAnswerable, type PlannedLetter, positions } from './plan.ts';
import { nameOf, type Newest } from './targets.ts';

export interface Facts {
  readonly plan: readonly PlannedLetter[];
  readonly acknowledged: ReadonlySet<string>;
  readonly sent: ReadonlySet<string>;
  readonly cases: readonly CaseRow[];
  /** Every case the reviewer opened. */
  readonly details: readonly CaseDetail[];
  readonly seeded: Seeded;
  readonly ledger: readonly Effect[];
  readonly orders: number;
  readonly replies: readonly Reply[];
  readonly newest: Newest;
  /** Who posted each reported message, by its newest number. */
  readonly authors: ReadonlyMap<number, string>;
  /** Messages of which another server has a copy that it shows: what cannot be removed, and must be called so. */
  readonly keptByPeers: ReadonlySet<number>;
}

export interface Verdict {
  readonly passed: boolean;
  readonly lettersAcknowledged: number;
  readonly lost: readonly string[];
  readonly duplicateCases: readonly string[];
  /** Cases of no letter that was ever sent. */
  readonly strangeCases: readonly string[];
  /** Items decided on whose end never came, or came with another word. */
  readonly unsettled: readonly string[];
  /** Letters nobody decides on whose links were never even looked up. */
  readonly neverLookedUp: readonly string[];
  readonly itemsSettled: number;
  readonly removals: number;
  readonly missingRemovals: readonly string[];
  readonly wrongRemovals: readonly string[];
  readonly doubleEffects: readonly string[];
  readonly orders: number;
  readonly ordersExpected: number;
  /** Notices to those who posted what was hidden; and those to others, or more of them than there were items. */
  readonly notices: number;
  readonly wrongNotices: readonly string[];
  readonly replies: number;
  readonly repliesMissing: readonly string[];
  /** Allowed: a reply goes out at least once, under one Message-ID. */
  readonly repliesRepeated: number;
}

/** File and message of a copy are hidden by one order each. */
const ORDERS_A_ROUND = 2;

export function judge(facts: Facts): Verdict {
  const verdict = {
    ...{ ...letters(facts), ...items(facts), ...removals(facts) },
    ...{ ...notices(facts), ...replies(facts) },
  };
  const faults = Object.values(verdict).filter(Array.isArray) as (readonly string[])[];
  return { passed: faults.every((list) => list.length === 0), ...verdict };
}

function letters({ acknowledged, sent, cases }: Facts) {
  const numbers = cases.map((row) => row.documentNumber ?? '');
  const seen = new Set(numbers);
  return {
    lettersAcknowledged: acknowledged.size,
    lost: [...acknowledged].filter((number) => !seen.has(number)),
    duplicateCases: numbers.filter((number, at) => numbers.indexOf(number) !== at),
    strangeCases: cases.filter((row) => !sent.has(row.documentNumber ?? '')).map((row) => row.number),
  };
}

function items({ plan, details, acknowledged, cases, newest, keptByPeers }: Facts) {
  const endOf = ({ copies }: SeededItem): string =>
    copies.some(({ messageId }) => keptByPeers.has(newest.get(messageId) ?? messageId))
      ? 'unremovable'
      : 'removed';
  const byNumber = new Map(details.map((detail) => [detail.documentNumber, detail]));
  const problems = plan.filter(isReviewed(acknowledged)).flatMap((letter) => {
    const detail = byNumber.get(letter.documentNumber);
    const decided = letter.items.map(({ wish, item: listed }, at) => ({
      wish,
      listed,
      item: detail?.items[at],
    }));
    return decided.flatMap(({ wish, listed, item }, at) => {
      const word = item?.result?.word;
      const fits =
        wish === 'leave' ? word === undefined : word === (wish === 'hide' ? endOf(listed) : 'refused');
      return fits
        ? []
        : [`${letter.documentNumber} item ${at + 1}: to ${wish}, is ${word ?? item?.status ?? 'unknown'}`];
    });
  });
  return {
    unsettled: problems,
    neverLookedUp: cases.filter((row) => isUnread(row, plan, acknowledged)).map((row) => row.number),
    itemsSettled: details.flatMap((detail) => detail.items).filter((item) => item.status === 'settled')
      .length,
  };
}

function isUnread(row: CaseRow, plan: readonly PlannedLetter[], acknowledged: ReadonlySet<string>): boolean {
  const letter = plan.find(({ documentNumber }) => documentNumber === row.documentNumber);
  if (letter === undefined || letter.reviewed || !acknowledged.has(letter.documentNumber)) return false;
  return row.needs !== 'decision' && row.settled === 0;
}

const isReviewed = (acknowledged: ReadonlySet<string>) => (letter: PlannedLetter) =>
  letter.reviewed && acknowledged.has(letter.documentNumber);

/** Everything that was done but telling people of it. */
export const changesIn = (ledger: readonly Effect[]): readonly Effect[] =>
  ledger.filter((effect) => !isNotice(effect));
const isNotice = ({ what, target }: Effect): boolean => what === 'notice' && target.kind === 'account';

/** What a reviewer was to hide, each item as often as a letter that he opened lists it. */
function toHide({ plan, details }: Facts) {
  const numbers = new Set(details.map((detail) => detail.documentNumber));
  const reviewed = plan.filter((letter) => letter.reviewed && numbers.has(letter.documentNumber));
  return reviewed.flatMap((letter) => letter.items.filter(({ wish }) => wish === 'hide'));
}

/** How many notices each account may get: one for each item that was to be hidden and of which it posted something. */
function noticesOwed(facts: Facts): ReadonlyMap<string, number> {
  const { authors, newest } = facts;
  const owed = new Map<string, number>();
  for (const { item } of toHide(facts)) {
    const posted = item.copies.map(({ messageId }) => authors.get(newest.get(messageId) ?? messageId));
    for (const author of new Set(posted))
      if (author !== undefined) owed.set(author, (owed.get(author) ?? 0) + 1);
  }
  return owed;
}

/** Nobody is told but whoever posted it, and at most once for each item. */
function notices(facts: Facts) {
  const owed = noticesOwed(facts);
  const told = Map.groupBy(facts.ledger.filter(isNotice), ({ target }) => target.id);
  return {
    notices: sumOf([...told.values()].map(({ length }) => length)),
    wrongNotices: [...told].flatMap(([account, some]) => {
      const may = owed.get(account) ?? 0;
      return some.length <= may ? [] : [`${some.length} to account ${account}, which is owed ${may}`];
    }),
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

function removals(facts: Facts) {
  const { details, seeded, orders, newest } = facts;
  const ledger = changesIn(facts.ledger);
  const ordersExpected = sumOf(details.map(ordersOf)) + sumOf([...noticesOwed(facts).values()]);
  const right = new Set(toHide(facts).flatMap(({ item }) => targetsOf(item, newest)));
  const names = ledger.map((effect) => nameOf(effect.target, newest));
  const done = new Set(names);
  const untouched = new Set(seeded.untouched.flatMap((place) => namesOf(place, newest)));
  return {
    removals: done.size,
    missingRemovals: [...right].filter((target) => !done.has(target)),
    wrongRemovals: ledger.flatMap((effect, at) =>
      effect.what === 'hide' && right.has(names[at] ?? '')
        ? []
        : [`${effect.what} ${names[at]}${untouched.has(names[at] ?? '') ? ' (nobody reported it)' : ''}`],
    ),
    doubleEffects: [
      ...names.filter((name, at) => names.indexOf(name) !== at),
      ...(orders > ordersExpected ? [`${orders} orders for ${ordersExpected} acts and notices`] : []),
    ],
    orders,
    ordersExpected,
  };
}

const targetsOf = (item: SeededItem, newest: Newest): string[] =>
  item.copies.flatMap((copy) => namesOf(copy, newest));

const namesOf = (place: { readonly messageId: number; readonly blob: string }, newest: Newest): string[] => [
  nameOf({ kind: 'message', id: place.messageId }, newest),
  nameOf({ kind: 'media', id: place.blob }, newest),
];

function ordersOf(detail: CaseDetail): number {
  const copies = detail.items.flatMap((item) => item.copies);
  return copies.reduce((sum, copy) => sum + copy.round * ORDERS_A_ROUND, 0);
}

function replies({ plan, acknowledged, replies: came }: Facts) {
  const due = plan.filter((letter) => isAnswerable(letter) && acknowledged.has(letter.documentNumber));
  const ids = new Set(came.map((reply) => reply.messageId));
  return {
    replies: came.length,
    repliesMissing: due
      .map((letter) => letter.documentNumber)
      .filter((number) => !came.some((reply) => reply.text.includes(number))),
    repliesRepeated: came.length - ids.size,
  };
}

/** Whether this case is as the plan wants it in the end, by its row alone. */
export function isAtRest(row: CaseRow, letter: PlannedLetter | undefined): boolean {
  if (letter === undefined) return true;
  // What was decided in a joined case counts here too, and such a letter ends like the others.
  if (!letter.reviewed) return row.needs === 'decision' || row.settled === row.items;
  if (isAnswerable(letter)) return row.status === 'answered';
  return row.settled >= row.items - positions(letter, 'leave').length;
}
