// Which mails are filed and no case: reports of mail servers, automatic answers, newsletters. Only what is sure in its form and in its
// words, and lists nothing: whatever leaves a doubt opens a case, and a person can open every filed mail as one.
import type { AutomaticWord, Reading } from './letter.ts';
import type { AutomaticMark } from './mail-header.ts';
import type { WrittenLetter } from './written.ts';

export type FiledAs = AutomaticWord;

/** A letter with its reading, and the marks of its header and its return path. */
export interface ReadLetter {
  readonly letter: WrittenLetter;
  readonly reading: Reading;
  readonly marks: readonly AutomaticMark[];
}

/** By which marks each of them is known. A mark alone never files: an official's mail program may set any of them. */
const MARKS: Readonly<Record<FiledAs, readonly AutomaticMark[]>> = {
  bounce: ['no-return-path', 'auto-submitted'],
  'automatic-answer': ['auto-submitted', 'suppressed', 'precedence', 'no-return-path'],
  newsletter: ['list'],
};

/**
 * What has to be read once more, as the notice that it may be, before it is filed.
 * @returns null for what is a case in any event
 */
export function toReadAsNotice(read: ReadLetter): WrittenLetter | null {
  const { letter } = read;
  // The mail that a report sends back is not its own.
  if (letter.report !== null)
    return { ...letter, parts: letter.parts.filter(({ from }) => from === 'body'), unread: [] };
  return namedBy(read) === null ? null : letter;
}

/** @param asNotice the reading of what `toReadAsNotice` gave, as if a person had said that it is one */
export function filedAs(read: ReadLetter, asNotice: Reading): FiledAs | null {
  const { report, isDamaged } = read.letter;
  if (asNotice.documentNumber !== null || asNotice.items.some(isOnPlatform)) return null;
  // A report has a form that no person's mail has.
  if (report !== null) return report.recipients.length === 0 ? 'automatic-answer' : 'bounce';
  const asksNothing = asNotice.kind === 'unclear' && asNotice.rejected.length === 0 && !isDamaged;
  return asksNothing ? namedBy(read) : null;
}

/** Named by a mark of the header and by words of its own, both. */
function namedBy({ reading, marks }: ReadLetter): FiledAs | null {
  if (reading.kind !== 'not-a-notice') return null;
  return (reading.automatic ?? []).find((word) => MARKS[word].some((mark) => marks.includes(mark))) ?? null;
}

/** Newsletters are full of links to other places. */
const isOnPlatform = ({ locator }: Reading['items'][number]): boolean => locator.platform !== 'other';
