// What kind of letter this is, from its own words. What it says of earlier letters, or of what may come later, is not what it is.
import type { AutomaticWord, Measure, ReadKind } from './letter.ts';
import {
  A_LETTER,
  ADVERTISING,
  ASKS_STATUS,
  AUTHORITY,
  AUTO_REPLY,
  BOUNCE,
  CORRECTS,
  EARLIER,
  FIRST_PERSON,
  KEEPS,
  LAWYER,
  NEWSLETTER,
  NOT_NOW,
  ORDER_DENIED,
  ORDERS,
} from './kind-words.ts';
import type { Sentence } from './sentences.ts';
import { says, type Wording } from './wording.ts';

export interface KindFacts {
  readonly sentences: readonly Sentence[];
  readonly measures: readonly Measure[];
  /** By its header: an automatic answer, a bounce, a mailing list. */
  readonly isAutomatic: boolean;
  readonly hasDocumentNumber: boolean;
  readonly hasLinks: boolean;
  /** A person found that it is one: what it is else is read all the same. */
  readonly isNotice?: boolean;
}

/** The first of the kinds that its own words make it. */
export function kindOf(facts: KindFacts): ReadKind {
  const texts = facts.sentences.filter(({ isCell }) => !isCell).map(({ text }) => text);
  const isSaid = (words: Wording): boolean => texts.some((text) => says(words, text));
  const wantsRemoval = facts.measures.some((measure) => measure !== 'preserve');
  if (facts.isNotice !== true && isNoNotice(facts, isSaid)) return 'not-a-notice';
  const isDenied = isSaid(ORDER_DENIED);
  const now = texts.filter(
    (text) => !says(NOT_NOW, text) && !(says(EARLIER, text) && says(ASKS_STATUS, text)),
  );
  const isOwn = (words: Wording): boolean =>
    now.some((text) => says(words, text) && !says(ORDER_DENIED, text));
  const asksStatus = isFollowUp(texts);
  if (!isDenied && now.some((text) => says(ORDERS, text) && !(asksStatus && says(EARLIER, text))))
    return 'order';
  if (asksStatus) return 'follow-up';
  if (isOwn(CORRECTS)) return 'correction-request';
  if (!wantsRemoval && facts.measures.includes('preserve')) return 'preservation';
  if (isVictims(texts, facts)) return 'victim-notice';
  if (wantsRemoval || facts.measures.length > 0) return 'voluntary-request';
  if (isSaid(KEEPS) && facts.hasDocumentNumber) return 'preservation';
  return facts.hasDocumentNumber || (isSaid(AUTHORITY) && facts.hasLinks) ? 'voluntary-request' : 'unclear';
}

const AUTOMATIC: readonly (readonly [AutomaticWord, Wording])[] = [
  ['bounce', BOUNCE],
  ['automatic-answer', AUTO_REPLY],
  ['newsletter', NEWSLETTER],
];

/** By which of its own words a letter is one that a machine sent. */
export const automaticWords = (sentences: readonly Sentence[]): readonly AutomaticWord[] =>
  AUTOMATIC.flatMap(([word, words]) => (sentences.some(({ text }) => says(words, text)) ? [word] : []));

/** An automatic mail that asks for something and says by which number is read like any other: a list server may have passed it on. */
function isNoNotice(
  { measures, isAutomatic, hasDocumentNumber }: KindFacts,
  isSaid: (words: Wording) => boolean,
): boolean {
  const asks = measures.length > 0;
  if (isAutomatic && (isSaid(BOUNCE) || isSaid(AUTO_REPLY))) return true;
  if (isAutomatic && !(asks && hasDocumentNumber)) return !asks || isSaid(NEWSLETTER);
  if (asks || hasDocumentNumber) return false;
  return isSaid(NEWSLETTER) || isSaid(ADVERTISING) || isSaid(AUTO_REPLY) || isSaid(BOUNCE);
}

/** A sentence that asks for the status, and in the letter a word of what was sent before. */
export function isFollowUp(texts: readonly string[]): boolean {
  const asking = texts.filter((text) => says(ASKS_STATUS, text));
  return asking.length > 0 && texts.some((text) => says(EARLIER, text) || says(A_LETTER, text));
}

function isVictims(texts: readonly string[], { hasDocumentNumber }: KindFacts): boolean {
  if (texts.some((text) => says(LAWYER, text))) return true;
  const speaksForHerself = texts.some((text) => says(FIRST_PERSON, text));
  return speaksForHerself && !(hasDocumentNumber && texts.some((text) => says(AUTHORITY, text)));
}
