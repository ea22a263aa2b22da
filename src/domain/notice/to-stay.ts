// What a letter says is to stay: of one link in words right beside it, or of all links under a line that says so. Whoever asks not to
// delete but to block wants something done, and whoever asks not to delete before the records are kept does too.
import { ANNOUNCES, BUT, NOT_YET, TO_STAY } from './aside-words.ts';
import { measuresOf } from './measures.ts';
import { says } from './wording.ts';

const MAX_NOTE = 100;
const MAX_LINE = 200;
const MAX_ASKED = 500;

/** Whether words beside a link say that it is to stay. */
export const saysToStay = (text: string): boolean =>
  says(TO_STAY, text) && !says(BUT, text) && !says(NOT_YET, text);

/** A line under a link, or a cell beside it, that says so. @param text one line */
export const isNoteToStay = (text: string): boolean => text.length <= MAX_NOTE && saysToStay(text);

/** A line over links that are to stay: `Please do not remove the following:`. It asks for nothing else. */
export const announcesToStay = (text: string): boolean =>
  text.length <= MAX_LINE && says(ANNOUNCES, text) && saysToStay(text) && !asksToAct(text);

/** Whether a line asks for something to be taken away: what stands under it is to go. */
export const asksToAct = (text: string): boolean =>
  measuresOf([{ text: text.slice(0, MAX_ASKED), isCell: false }], false).some(
    (measure) => measure !== 'preserve',
  );
