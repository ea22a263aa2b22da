// Which mails are filed and no case: reports of mail servers, automatic answers, newsletters. Only what is sure in its form and in its
// words, and lists nothing: whatever leaves a doubt opens a case, and a person can open every filed mail as one.
import { type AutomaticWord, automaticWords } from './kind.ts';
import type { Reading } from './letter.ts';
import type { AutomaticMark } from './mail-header.ts';
import { ownRows } from './own-rows.ts';
import { readLetter, type ReadingRules } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import type { WrittenLetter } from './written.ts';

export type FiledAs = AutomaticWord;

/** By which marks each of them is known. A mark alone never files: an official's mail program may set any of them. */
const MARKS: Readonly<Record<FiledAs, readonly AutomaticMark[]>> = {
  bounce: ['no-return-path', 'auto-submitted'],
  'automatic-answer': ['auto-submitted', 'suppressed', 'precedence', 'no-return-path'],
  newsletter: ['list'],
};

/**
 * @param marks of its header and its return path
 * @returns null for everything that is a case
 */
export function filedAs(
  letter: WrittenLetter,
  reading: Reading,
  marks: readonly AutomaticMark[],
  rules: ReadingRules,
): FiledAs | null {
  if (letter.report !== null) return filedReport(letter, rules);
  if (reading.kind !== 'not-a-notice' || !asksNothing(letter, rules)) return null;
  const words = automaticWords(sentencesOf(ownRows(letter, rules.deskAddress).parts.flat()));
  return words.find((word) => MARKS[word].some((mark) => marks.includes(mark))) ?? null;
}

/** A report has a form that no person's mail has; the mail that it sends back is not its own. */
function filedReport(letter: WrittenLetter, rules: ReadingRules): FiledAs | null {
  const own = { ...letter, parts: letter.parts.filter(({ from }) => from === 'body'), unread: [] };
  const { documentNumber, items } = asNotice(own, rules);
  if (documentNumber !== null || items.some(isOnPlatform)) return null;
  return letter.report?.recipients.length === 0 ? 'automatic-answer' : 'bounce';
}

/** Were it a notice, it would be none of any kind, with nothing on its list, and read whole. */
function asksNothing(letter: WrittenLetter, rules: ReadingRules): boolean {
  const { kind, items, rejected } = asNotice(letter, rules);
  return kind === 'unclear' && !items.some(isOnPlatform) && rejected.length === 0 && !letter.isDamaged;
}

const asNotice = (letter: WrittenLetter, rules: ReadingRules): Reading =>
  readLetter({ ...letter, isAutomatic: false }, { ...rules, isNotice: true });

/** Newsletters are full of links to other places. */
const isOnPlatform = ({ locator }: Reading['items'][number]): boolean => locator.platform !== 'other';
