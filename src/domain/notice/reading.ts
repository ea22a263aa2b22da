// Reads a letter: what it is, what it asks for, by when, and its list, item by item. Pure: the same words give the same reading.
// Whatever cannot be read is said in `unread`, every link that is no item has its reason: nothing is dropped silently.
import type { Instant } from '../kernel/instant.ts';
import { aboutEarlier } from './about-earlier.ts';
import { type Authority, authorityOf } from './authority.ts';
import { dangersIn } from './danger.ts';
import { documentNumberOf } from './document-number.ts';
import { type Entry, entriesOf } from './entries.ts';
import { itemList, type ItemList } from './item-list.ts';
import { automaticWords, isFollowUp, kindOf } from './kind.ts';
import { languagesOf } from './languages.ts';
import { legalBasisOf } from './legal-basis.ts';
import type { AutomaticWord, Reading, ReadKind, RejectedLine, UnreadCode } from './letter.ts';
import { measuresOf } from './measures.ts';
import { type OwnRow, type OwnRows, ownRows } from './own-rows.ts';
import { readReplyBy, replyByInSubject } from './reply-by.ts';
import { isConfidential } from './secrecy.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import type { WorkingDays } from './working-days.ts';
import type { WrittenLetter } from './written.ts';

/** Security limits: items and rejected lines of one notice, and of the order of an enrolled authority. */
export const MAX_ITEMS = 1_000;
export const MAX_ITEMS_OF_AUTHORITY = 10_000;

/** What is known from outside the letter. */
export interface ReadingRules {
  /** Public origin of the built-in messenger, e.g. `https://chat.example`. */
  readonly messengerOrigin: string;
  /** This desk's mail address: what it wrote itself is history. */
  readonly deskAddress: string;
  /** When the letter was received: "within 24 hours" counts from then. */
  readonly now: Instant;
  readonly sender: {
    /** ISO 3166 country of the enrolled authority whose mailbox the letter bears, proven or not; null: the letter's words tell. */
    readonly country: string | null;
    /** The domain of its mailbox, to know its own site. */
    readonly domain: string;
    readonly isEnrolled: boolean;
  };
  /** Weekends and public holidays by country (ISO 3166). */
  readonly workingDays: Readonly<Record<string, WorkingDays>>;
  /** A person found that it is a notice, whatever its header and its words say. */
  readonly isNotice?: boolean;
}

/**
 * What the mailbox in From says of the sender, proven or not: doubt about the sender changes nothing in the reading.
 * @param from the one plain mailbox, or null
 */
export function senderRules(from: string | null, enrolled: readonly Authority[]): ReadingRules['sender'] {
  const authority = from === null ? undefined : authorityOf(from, enrolled);
  if (authority !== undefined)
    return { country: authority.country, domain: authority.domain, isEnrolled: true };
  return { country: null, domain: from?.split('@').at(-1) ?? '', isEnrolled: false };
}

export function readLetter(letter: WrittenLetter, rules: ReadingRules): Reading {
  const own = ownRows(letter, rules.deskAddress);
  const rows = own.parts.flat();
  const sentences = sentencesOf(rows);
  const documentNumber = documentNumberOf(rows);
  const measures = measuresOf(sentences, isFollowUp(sentences.map(({ text }) => text)));
  const entries = own.parts.flatMap((part) =>
    entriesOf(part, {
      messengerOrigin: rules.messengerOrigin,
      senderDomain: ownSite(rules, documentNumber),
      isOnlyKept: measures.length > 0 && measures.every((measure) => measure === 'preserve'),
    }),
  );
  const { isAutomatic } = letter;
  const hasLinks = entries.some(({ aside }) => aside === null);
  const told = kindOf({
    sentences,
    measures,
    isAutomatic,
    hasDocumentNumber: documentNumber !== null,
    hasLinks,
    isNotice: rules.isNotice === true,
  });
  // Whether a letter asks for nothing is not known while some of it was not read.
  const words = told === 'not-a-notice' && own.isCut ? 'unclear' : told;
  const languages = languagesOf(sentences);
  if (words === 'not-a-notice') return notANotice(entries, languages, automaticWords(sentences));
  const limit = rules.sender.isEnrolled ? MAX_ITEMS_OF_AUTHORITY : MAX_ITEMS;
  const list = itemList(entries, limit);
  const files = letter.unread.map(({ name, code }): RejectedLine => ({ number: null, text: name, code }));
  const rejected = [...list.rejected, ...files];
  const about = aboutEarlier({
    rows,
    sentences,
    documentNumber,
    subject: letter.subject,
    listed: list.items.map(({ locator }) => locator.link),
    measuresOf: (some) => measuresOf(some, words === 'follow-up'),
    origin: rules.messengerOrigin,
  });
  const dangers = dangersIn(sentences);
  /** A letter that only takes something back, or objects, speaks of an earlier one. */
  const isAbout = about.withdraws !== null || about.objects !== undefined;
  const kind = words === 'unclear' && isAbout ? 'follow-up' : words;
  return {
    kind,
    documentNumber,
    legalBasis: legalBasisOf(sentences),
    replyBy: replyByOf(sentences, letter, languages, rules),
    measures,
    confidential: isConfidential(sentences),
    languages,
    items: list.items,
    rejected,
    leftOut: list.leftOut,
    unread: unreadCodes(letter, own, list, kind),
    about,
    ...(dangers.length === 0 ? {} : { dangers }),
  };
}

/** Who numbers its letters has a site of its own; other people's mailboxes stand beside many others on one domain. */
const ownSite = ({ sender }: ReadingRules, documentNumber: string | null): string =>
  sender.isEnrolled || documentNumber !== null ? sender.domain : '';

/** Advertising, bounces and automatic answers say nothing to act on. Their links are named all the same. */
function notANotice(
  entries: readonly Entry[],
  languages: readonly string[],
  automatic: readonly AutomaticWord[],
): Reading {
  const none = entries.map((entry): Entry => ({ ...entry, aside: entry.aside ?? 'not-a-notice' }));
  return {
    kind: 'not-a-notice',
    documentNumber: null,
    legalBasis: [],
    replyBy: null,
    measures: [],
    confidential: false,
    languages,
    items: [],
    rejected: [],
    leftOut: itemList(none, 0).leftOut,
    unread: [],
    automatic,
  };
}

function replyByOf(
  sentences: readonly Sentence[],
  { date, subject }: WrittenLetter,
  languages: readonly string[],
  { now, sender, workingDays }: ReadingRules,
): Instant | null {
  const rules = { now, date, languages, country: sender.country, workingDays };
  const own = sentences.map(({ text }) => text);
  return readReplyBy(own, rules) ?? replyByInSubject(subject, rules);
}

function unreadCodes(
  letter: WrittenLetter,
  { parts, isCut }: OwnRows,
  list: ItemList,
  kind: ReadKind,
): UnreadCode[] {
  const rows = parts.flat();
  const own = rows.filter(({ aside }) => aside === null);
  const isNumbered = (row: OwnRow): boolean =>
    (row.aside === 'behind-end' || row.aside === 'signature') && /^\W{0,4}(?:no\.? ?)?\d/i.test(row.text);
  const codes: readonly (readonly [UnreadCode, boolean])[] = [
    ['reading.no-text', own.every(({ text }) => text.trim() === '')],
    ['reading.no-items', list.items.length === 0 && kind !== 'follow-up'],
    ['reading.rejected-line', list.rejected.length > 0],
    ['reading.attachment', letter.unread.length > 0],
    ['reading.loose-link', rows.some(({ isEndless }) => isEndless)],
    ['reading.text-after-end', rows.some((row) => row.hasLink && isNumbered(row))],
    ['reading.too-many-items', list.isTooLong || isCut],
    ['reading.kind-unclear', kind === 'unclear'],
    ['reading.broken-mail', letter.isDamaged],
  ];
  return codes.flatMap(([code, holds]) => (holds ? [code] : []));
}
