// A thread: the cases of one body that follow each other. A letter that only asks, takes back or moves a deadline joins a case; one that lists
// something new opens a case that follows. Nothing in a joined letter does anything by itself.
import type { Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type AboutEarlier, isOnlyToKeep, type Reading } from '../notice/letter.ts';
import { objectable } from './appeals.ts';
import { askingEnded } from './asking.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import type { CaseEvent, ItemIndex } from './event.ts';
import type { Item } from './item.ts';
import type { JoinedLetter, LetterAsk } from './joined-letter.ts';

/** Records a letter in the case it is about, once. Only proof lets it: a claim changes no earlier case. */
export function joinLetter(
  state: Case,
  { joined }: Extract<CaseCommand, { kind: 'join-letter' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  if (joined.sender.level === 'L0' || state.notice?.sender.level === 'L0')
    return refuse('sender.not-proven', 'only a proven letter joins a proven case');
  if (state.letters.some(({ letter }) => letter === joined.letter))
    return refuse('letter.already-joined', 'this letter joined the case before');
  return ok([
    { kind: 'letter-joined', joined: withinLoopLimit(state, joined) },
    ...askingEnded(state, 'letter', now),
  ]);
}

/** With so many letters that nobody has looked at, the next is not acknowledged: two machines that answer each other come to an end. */
const MOST_UNSEEN = 5;

function withinLoopLimit(state: Case, joined: JoinedLetter): JoinedLetter {
  if (joined.acknowledge?.kind !== 'yes' || unseenLetters(state).length < MOST_UNSEEN) return joined;
  return { ...joined, acknowledge: { kind: 'no', why: 'too-many-unseen' } };
}

/** What a letter asks of the case it joins. */
export function asksOf({ kind, about }: Reading): readonly LetterAsk[] {
  const asks: LetterAsk[] = [];
  if (about !== undefined && about.withdraws !== null) asks.push('withdrawal');
  if (about?.movesDeadline === true) asks.push('deadline');
  if (about?.objects !== undefined) asks.push('objection');
  if (about?.keeping !== undefined) asks.push(about.keeping === 'longer' ? 'keep-longer' : 'keep-no-longer');
  if (kind === 'follow-up' && about?.objects === undefined) asks.push('inquiry');
  return asks.length === 0 ? ['other'] : asks;
}

/** The items of a case that a letter takes back, by printed number or by link; all of them where it takes back the whole request. */
export function withdrawnBy({ items }: Pick<Case, 'items'>, about: AboutEarlier | undefined): ItemIndex[] {
  const withdraws = about?.withdraws ?? null;
  if (withdraws === null) return [];
  const { all, except = [], numbers, links } = withdraws;
  /** Where no item bears the number that is excepted, nobody can tell which is meant. */
  const isKnown = except.every((number) => items.some(({ listed }) => listed.number === number));
  return items
    .filter(
      ({ listed }) =>
        (all && isKnown && !(listed.number !== null && except.includes(listed.number))) ||
        (listed.number !== null && numbers.includes(listed.number)) ||
        links.includes(listed.locator.link),
    )
    .map(({ index }) => index);
}

/** What a letter objects to: decisions that can be looked at again, and whether a person has to read which are meant. */
export interface Objected {
  readonly items: readonly ItemIndex[];
  readonly unclear: boolean;
}

/**
 * Named by printed number or link, or the one that was refused; all of them where it says so. A name that is nobody's, or that of a
 * decision that cannot be objected to, is for a person to read.
 * @returns null where nobody objects
 */
export function objectedBy(state: Case, about: AboutEarlier | undefined): Objected | null {
  const objects = about?.objects;
  if (objects === undefined) return null;
  const open = objectable(state);
  const { all, numbers, links } = objects;
  const named = [
    ...numbers.map((number) => open.filter(({ listed }) => listed.number === number)),
    ...links.map((link) => open.filter(({ listed }) => listed.locator.link === link)),
  ];
  if (named.length === 0) {
    const isPlain = open.length === 1 || (all && open.length > 0);
    return {
      items: isPlain && !objects.unclear ? open.map(indexOf) : [],
      unclear: !isPlain || objects.unclear,
    };
  }
  const sure = named.flatMap((some) => (some.length === 1 ? some.map(indexOf) : []));
  return {
    items: [...new Set(sure)].toSorted((a, b) => a - b),
    unclear: objects.unclear || sure.length < named.length,
  };
}

const indexOf = ({ index }: Item): ItemIndex => index;

/**
 * True for a letter that opens no case: it lists nothing that the thread does not hold, nothing in it is unread, and it asks for
 * nothing anew that a law may count from.
 * @param held canonical links of all items of the thread
 * @param keeps whether something is kept for its body in the case that it is about
 */
export function opensNoCase(reading: Reading, held: ReadonlySet<string>, keeps: boolean): boolean {
  const { kind, items, rejected, unread, about } = reading;
  if (about === undefined || rejected.length > 0 || unread.some((code) => !NOTHING_LISTED.includes(code)))
    return false;
  if (!items.every(({ locator }) => held.has(locator.link))) return false;
  if (keeps && about.keeping !== undefined && isOnlyToKeep(reading)) return true;
  const asksOnly =
    kind === 'follow-up' || about.withdraws !== null || about.objects !== undefined || about.movesDeadline;
  if (items.length > 0) return asksOnly && !about.asksAnew;
  const compels = COMPELS.includes(kind);
  return asksOnly ? !(about.asksAnew && compels) : !about.asksAnew && !compels;
}

const NOTHING_LISTED: Reading['unread'] = ['reading.no-items', 'reading.kind-unclear'];
/** What these ask for anew, with or without a list, sets a law going of its own. */
const COMPELS: readonly Reading['kind'][] = [
  'correction-request',
  'order',
  'police-request',
  'preservation',
  'victim-notice',
];

/** Letters that joined since a person last did something on the case. */
export const unseenLetters = ({ letters, seenUpTo }: Case): Case['letters'] =>
  letters.filter(({ seq }) => seq > seenUpTo);
