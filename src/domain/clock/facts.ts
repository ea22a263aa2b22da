// What a letter tells the law: who speaks, in which capacity, and what it is known to lack.
import { localOf } from '../kernel/zone.ts';
import type { Authority } from '../notice/authority.ts';
import type { LetterKind, ReadKind } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import { namesChild } from '../notice/report.ts';
import { type Notifier, standingOf, UNKNOWN_NOTIFIER } from '../notice/notifier.ts';
import { editionOf, type Facts, lawsFor, type Reach, unionOf } from './apply.ts';
import { editionAt, type LawBook } from './book.ts';
import type { ContentClass } from './regime.ts';
import { type AppliedLaw, snapshot } from './law.ts';
import { ARRIVALS } from './occasion.ts';

/** The law as this desk knows it, and where its platform is answerable. */
export interface Law {
  readonly book: LawBook;
  readonly reach: Reach;
}

/**
 * The laws that a letter sets going. One that nobody could prove may be anybody's: it sets going what people may invoke, and
 * what the office whose mailbox it bears may invoke, all of it provisionally.
 */
export function lawsOf(notice: Notice, authorities: readonly Authority[], law: Law): readonly AppliedLaw[] {
  const facts = notifiersOf(notice, authorities, law.book).flatMap((notifier) =>
    contentsOf(notice).map((content) => factsOf(notice, notifier, content)),
  );
  const laws = facts.flatMap((one) => lawsFor(law.book, one, law.reach));
  return laws.filter(({ regime }, at) => laws.findIndex((other) => other.regime === regime) === at);
}

/**
 * A law that a person names, whatever the desk saw: every duty that an arrival starts counts from the receipt.
 * @returns null where no law of that name was in force on the day of receipt, or nothing in it has a clock
 */
export function lawNamed({ receivedAt, sender }: Notice, id: string, { book }: Law): AppliedLaw | null {
  const zone = book.regimes.find((regime) => regime.id === id)?.zone ?? 'UTC';
  const regime = editionAt(book, id, localOf(receivedAt, zone));
  if (regime === undefined) return null;
  return snapshot(
    regime,
    editionOf(regime),
    ARRIVALS,
    book.calendars[regime.calendar],
    sender.level === 'L0',
  );
}

/** What is shown is not known, and may be a child besides: what else it is then is not known either. */
const contentsOf = ({ report }: Notice): readonly (readonly ContentClass[])[] =>
  namesChild(report) ? [[], ['child']] : [[]];

/**
 * A machine that did not find something in a letter does not know that it is missing: only a form that asked for it, or a
 * person who read the letter, knows that.
 */
function factsOf(
  { reading, sender, receivedAt }: Notice,
  notifier: Notifier,
  content: readonly ContentClass[],
): Facts {
  return {
    receivedAt,
    letter: lawLetter(reading.kind, notifier),
    notifier,
    proven: sender.level !== 'L0',
    content,
    visibility: null,
    missing: [],
  };
}

/**
 * The kind of a letter in the words of the laws. They call it a police request when the police ask, whatever the letter calls
 * itself; a letter about an earlier one, or one that looks like no notice, may be any kind: doubt starts the clock.
 */
function lawLetter(kind: ReadKind, { standing }: Notifier): LetterKind {
  if (kind === 'follow-up' || kind === 'not-a-notice') return 'unclear';
  const isPolice = standing === 'police' || standing === 'prosecutor';
  return kind === 'voluntary-request' && isPolice ? 'police-request' : kind;
}

function notifiersOf(
  { sender, receivedAt }: Notice,
  authorities: readonly Authority[],
  book: LawBook,
): readonly Notifier[] {
  const standing = (id: string | null | undefined): Notifier[] =>
    authorities
      .filter((one) => one.id === id)
      .map((one) => standingOf(one, localOf(receivedAt, zoneOf(one, book))));
  if (sender.level === 'L0') return [UNKNOWN_NOTIFIER, ...standing(sender.claimed)];
  return [...standing(sender.authority), UNKNOWN_NOTIFIER].slice(0, 1);
}

/** A body is designated by the days of its own country. */
const zoneOf = ({ country }: Authority, { regimes }: LawBook): string =>
  regimes.find(({ jurisdiction }) => jurisdiction === unionOf(country))?.zone ?? 'UTC';
