// Links in a letter that are none of its list: where the sender can be found, which law is meant, how to appeal, how a form is filled
// in. Told by the words in front of the link and by the heading over it. A link with a printed number is one of the list, unless the
// heading says otherwise.
import {
  APPEAL,
  CONTACT,
  FORM,
  GUIDE,
  HEADINGS,
  LEGAL,
  LEGAL_LABEL,
  NAMES_A_LAW,
  PENALTY,
  REFERENCE,
  REFERENCE_ROW,
  type Topic,
} from './aside-words.ts';
import { isNoteToStay, saysToStay } from './to-stay.ts';
import { says } from './wording.ts';

export interface Surroundings {
  /** The words of the same row before the link, and behind it. */
  readonly before: string;
  readonly after: string;
  /** What is said of it in the line below, or in the cells beside it. */
  readonly note: string;
  /** A line above says that what follows is to stay. */
  readonly isKept: boolean;
  /** What the heading over it is about. */
  readonly topic: Topic | null;
  readonly isNumbered: boolean;
  /** On no platform that is known. */
  readonly isOther: boolean;
  /** On the sender's own domain. */
  readonly isSendersOwn: boolean;
  /** The letter asks for nothing but that records are kept: nothing in it is to be taken away. */
  readonly isOnlyKept: boolean;
}

/** How far back in a row the words say what the link is. */
const NEAR = 120;
/** How far in the same sentence. */
const [CONTACT_NEAR, LEGAL_NEAR, GUIDE_NEAR] = [70, 90, 40];
/** Signs around a heading, and its number. */
const AROUND_HEADING = /^[[(【「<■□○●▶*#※◎◆\d.\s]{1,8}|[\])】」>]?\s?[:：]?$/g;
/** The end of a sentence; in front of the number of an article it is none. */
const STOP = /(?<!\bart)[.!?。]/i;
const MAX_HEADING = 60;

/** Why a link in these surroundings is not of the list, or null. */
export function asideOf(link: Surroundings): Topic | 'reference' | 'not-wanted' | null {
  const before = link.before.slice(-NEAR);
  if (link.topic !== null && (link.isOther || link.topic !== 'legal-reference')) return link.topic;
  if (says(FORM, before.split(/[!?]/).at(-1) ?? '')) return 'example';
  if (link.isSendersOwn) return 'contact';
  const sentence = `${lastSentence(before)} ${link.after.slice(0, NEAR).split(/[.!?。]\s/)[0] ?? ''}`;
  if (says(APPEAL, sentence) && (link.isOther || !link.isNumbered)) return 'appeal-note';
  const other = link.isOther ? referenceIn(before, link.isNumbered) : null;
  if (other !== null) return other;
  if (!link.isOnlyKept && (link.isKept || isToStay(link))) return 'not-wanted';
  if (link.isNumbered) return null;
  const near = before.split(STOP).at(-1) ?? '';
  if (link.isOther && says(GUIDE, near.split('/').at(-1)?.slice(-GUIDE_NEAR) ?? '')) return 'reference';
  return says(CONTACT, near.slice(-CONTACT_NEAR)) ? 'contact' : null;
}

/** What the words in front of a link say that it is: the text of a law, or something to look up. */
function referenceIn(before: string, isNumbered: boolean): 'legal-reference' | 'reference' | null {
  const near = (before.split(STOP).at(-1) ?? '').slice(-LEGAL_NEAR);
  if (isNumbered ? says(LEGAL_LABEL, before) : says(LEGAL, near)) return 'legal-reference';
  if (says(PENALTY, before)) return 'legal-reference';
  const label = before
    .replaceAll('[', '(')
    .replace(/\s*(:?)\s*$/, '$1')
    .replace(/\( /g, '(');
  const row = label.replace(/^[^\p{L}]{1,8}/u, '');
  if (!says(REFERENCE, label) && !says(REFERENCE_ROW, row)) return null;
  return says(NAMES_A_LAW, before) ? 'legal-reference' : 'reference';
}

/** What the heading says that the rows under it are about; null where it announces anything else; undefined where it is none. */
export function topicOf(line: string): Topic | null | undefined {
  if (line === '' || line.length > MAX_HEADING || /[.!?。]$|[다요]$/.test(line)) return undefined;
  const bare = line.replace(AROUND_HEADING, '');
  const [topic] = HEADINGS.find(([, words]) => says(words, bare)) ?? [];
  if (topic !== undefined) return topic;
  return /[:\])】」>]$|^[[(【「<■□○●▶*#◎◆]/.test(line) ? null : undefined;
}

/** Said between this link and its neighbours, in one sentence with it, or in a note to it. What stands in front of the next link is said of that one. */
function isToStay({ before, after, note }: Surroundings): boolean {
  if (isNoteToStay(note)) return true;
  const said = lastSentence(before.slice(-NEAR));
  const since = said.split(/\S{1,200}\/\S{0,200}/).at(-1) ?? '';
  const next = after.slice(0, NEAR).split(/[.!?。](?:\s|$)/)[0] ?? '';
  return saysToStay(since.length < 8 ? said : since) || (!/\w\/\w/.test(next) && saysToStay(next));
}

const lastSentence = (text: string): string => text.split(/[.!?。]\s/).at(-1) ?? text;
