// What a letter says is to stay: of one link in words right beside it, or of all links under a line that says so. Whoever asks not to
// delete but to block wants something done, and whoever asks not to delete before the records are kept does too.
import { measuresOf } from './measures.ts';

const TO_STAY: readonly RegExp[] = [
  /(?:삭제|차단|제거)(?:는|를|을|하지는?)? ?(?:하지 ?)?(?:말|마)|지우지(?:는)? ?(?:말|마)|내리지(?:는)? ?(?:말|마)|그대로 (?:두|놔)|삭제 ?(?:금지|제외|불요|불필요)|(?:삭제|차단) ?대상(?:이|은)? ?아[니닌닙]/,
  /\b(?:do not|don['’]t|not to|must not|should not|never) (?:\w+ )?(?:remov|delet|block|touch|suspend|take)|\bleave (?:it|that|this|them|these|those|alone)\b|\b(?:is|are|must|should) (?:to )?(?:stay\b|remain\b|not (?:to )?be (?:removed|deleted|blocked))|\b(?:not for|no) (?:removal|deletion)\b/i,
  /nicht (?:\w+ )?(?:lösch|entfern|sperr|zu (?:lösch|entfern|sperr))/i,
  /(?:削除|ブロック|遮断|消去)(?:は)?し?ないで|消さないで|残して|削除(?:不要|禁止|対象外)/,
];
/** Not this, but that: `삭제하지 말고 차단`, `do not delete, but block`. */
const BUT =
  /(?:말고|마시고|대신|\bbut\b|instead|rather|\bonly\b|sondern|ではなく|代わりに|せずに?|ないで)[^.!?。]{0,40}(?:차단|제한|정지|삭제|block|restrict|disabl|suspend|remov|delet|sperr|lösch|ブロック|遮断|停止|削除)/i;
/** Not yet, or not without something else. */
const NOT_YET =
  /전에|까지는|없이|\bwithout\b|\buntil\b|\bbefore\b|\bunless\b|\bbis\b|\bbevor\b|\bohne\b|まで|前に|なしに/i;
/** Names what follows. */
const ANNOUNCES =
  /아래|다음|하기|이하|\bfollowing\b|\bbelow\b|folgende|nachstehend|unten|以下|下記|次の|[:：]$/i;
const MAX_NOTE = 100;
const MAX_LINE = 200;
const MAX_ASKED = 500;

/** Whether words beside a link say that it is to stay. */
export const saysToStay = (text: string): boolean =>
  TO_STAY.some((words) => words.test(text)) && !BUT.test(text) && !NOT_YET.test(text);

/** A line under a link, or a cell beside it, that says so. @param text one line */
export const isNoteToStay = (text: string): boolean => text.length <= MAX_NOTE && saysToStay(text);

/** A line over links that are to stay: `Please do not remove the following:`. It asks for nothing else. */
export const announcesToStay = (text: string): boolean =>
  text.length <= MAX_LINE && ANNOUNCES.test(text) && saysToStay(text) && !asksToAct(text);

/** Whether a line asks for something to be taken away: what stands under it is to go. */
export const asksToAct = (text: string): boolean =>
  measuresOf([{ text: text.slice(0, MAX_ASKED), isCell: false }], false).some(
    (measure) => measure !== 'preserve',
  );
