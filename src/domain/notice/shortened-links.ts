// Lists that print a link whole once, and of the next ones only their ends: `https://t.me/maple_room/3, /4 및 /5`. Such an end is read where
// it can mean one place only: the message beside one of the same room. Every other one is told with its code, and a person reads it.
import { readLocator } from '../content/locator.ts';
import { refuse } from '../kernel/result.ts';
import type { Target } from './link-target.ts';

const AND = String.raw`(?:,|、|;|·|・|&|및|와|과|그리고|또는|and|or|und|u\.|sowie|oder|及び|および|または|と)`;
/** The end of a link behind another: with its slash, and cut off in front or not. */
const END = new RegExp(
  String.raw`^ {0,2}[([]?(?:${AND} {0,2}){0,2}((?:…|\.{2,3}) ?)?(\/\d{1,18}(?:[\/~〜\-–.?][\w\/~〜\-–.?=]{0,40})?)(?![\w%])`,
  'i',
);
/** `3, 4 및 5`: numbers alone, up to the end of the line or a particle. Commas alone stand between columns. */
const BARE = new RegExp(
  String.raw`^(?: {0,2}(?:,|、|·) {0,2}\d{1,18}){0,30} {0,2}(?:&|및|와|과|and|und|u\.|及び|と) {0,2}\d{1,18}(?= ?[.)]?$|번|[을를은는])`,
  'i',
);
/** A message of a room: its number stands last, with nothing behind it. */
const MESSAGE = /^(?!.*[?#]).*[^/]\/\d{1,18}$/;
const MOST = 100;

/**
 * @param text the line or cell in which the link stands @param until where the next link begins
 * @returns the ends of links behind it, in order
 */
export function shortenedBehind(text: string, whole: Target, until: number, origin: string): Target[] {
  const found: Target[] = [];
  let at = whole.end;
  while (found.length < MOST) {
    const match = END.exec(text.slice(at, Math.min(until, at + 100)));
    if (match === null) break;
    const [all, cutOff = '', end = ''] = match;
    at += all.length;
    const printed = `${cutOff}${end}`.replace(/[.?]+$/, '');
    const place = { text: printed, words: '', start: at - all.length + all.lastIndexOf(end), end: at };
    found.push({ ...place, locator: cutOff === '' ? besideOf(whole, printed, origin) : CUT_OFF });
  }
  const bare = found.length > 0 || !MESSAGE.test(whole.text) ? null : BARE.exec(text.slice(at, until));
  if (bare === null) return found;
  const numbers = bare[0].replace(/^\D+/, '');
  const end = at + bare[0].length;
  return [{ text: numbers, words: '', start: end - numbers.length, end, locator: UNCLEAR }];
}

const UNCLEAR = refuse('locator.ambiguous', 'only the end of a link, which could mean several places');
const CUT_OFF = refuse('locator.malformed', 'the beginning of the link is cut off');

function besideOf({ text, locator }: Target, end: string, origin: string): Target['locator'] {
  const isMessage = locator.ok && locator.value.platform !== 'other' && MESSAGE.test(text);
  if (!isMessage || !/^\/\d+$/.test(end)) return UNCLEAR;
  return readLocator(text.replace(/\/\d+$/, end), origin);
}
