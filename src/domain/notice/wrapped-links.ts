// Links that a mail program or the edge of a cell has broken over two lines, put together again. A line goes on in the next one only
// where that is one word of characters that links are made of, is no item by itself, and makes a link of a known form.
import { printedLinks } from './printed-links.ts';
import { printedNumber } from './printed-number.ts';

const LINK_CHARACTERS = /^[\w/?=&%#.~$!:@+*,;-]+$/;
const UNFINISHED = /(?:[/\-_=&?%#+:~$!@]|\/\+)$/;
/** A link of Matrix that breaks off where its room or its server must follow: that looks like a link of its own. */
const BEFORE_SERVER =
  /(?:\/#\/(?:room\/)?|\/_matrix\/.*\/(?:download|thumbnail)\/|mxc:\/\/|\/[!#@][^\s/]*:|^matrix:[a-z]+\/[^\s/]*:)$/i;
/** `matrix:roomid/` and the room at its server: there the server's name looks like a link behind a label. */
const MATRIX_OPENING = /^matrix:(?:roomid|r|u)\/$/i;
const AT_ITS_SERVER = /^[^\s/:]+:[^\s/:]+(?::\d{1,5})?(?:\/(?:e(?:\/\S*)?)?)?$/;
/** A room of Matrix cut in the middle of its id by the edge of a cell: the rest of the id stands like a label before its server. */
const INSIDE_ROOM = /(?:\/#\/(?:room\/)?[!#@]|^matrix:[a-z]+\/)[^\s/:]+$/i;
const REST_OF_ROOM =
  /^(?!(?:url|uri|link|address|room|post|t)\b)[\w.=-]{1,43}:(?!\/)(?!t\.me|telegram)[\w.-]+/i;
/** A server of Matrix cut by the edge of a cell: behind one of its points, or before the event that only Matrix writes so. */
const INSIDE_SERVER = /(?:\/#\/(?:room\/)?[!#@]|^matrix:[a-z]+\/)[^\s/:]+:[\w.-]*$/i;
const REST_OF_SERVER = /^[\w.-]+(?::\d{1,5})?\/(?:\$|%24|e\/|e$)/i;
const REST_OF_NAME = /^[a-z][a-z\d.-]*(?::\d{1,5})?(?:[/?]\S*)?$/i;
/** Rooms (since version 12) and events of Matrix are named by a hash of 43 signs: what makes up these belongs to it, whatever it looks like. */
const HASH_BEGUN = /(?:[!$]|%2[14]|^matrix:roomid\/|\/e\/)([\w-]{20,42})$/i;
const HASH = 43;
/** The one name in a link's query that has no `=` behind it: `…&s` and `ingle`. */
const NAME_BEGUN = /[?&](s|si|sin|sing|singl)$/;
/** In a cell of its own line: the link was cut off by whoever wrote it. */
const CUT_OFF = /^(?:\.{2,}|…)$/;
const DATE = /^\d{1,4}[./:-]\d{1,2}(?:[./:-]\d{1,4})?\.?$/;
/** Several messages in one link, or a telephone number: no place, and whole all the same. */
const NO_PLACE = /\/\d+(?:~|-|–|\.\.)\d+$|\/\+\d{7,15}$/;
const FULL_LINE = 60;
const MAX_PIECES = 6;
/** No link that could be read is longer, defanged or not. */
const MAX_LINK = 4_096;

/** Answers whether a text is a link of a known form. */
export type IsLink = (text: string) => boolean;

export interface WrapRules {
  readonly isLink: IsLink;
  /** In a cell, lines are broken wherever its edge is; in a text, what goes on is indented or says by itself that it is a rest. */
  readonly inCell: boolean;
}

/** @returns as many lines as came: a rest moves up to the line it belongs to and leaves an empty line */
export function joinWrapped(lines: readonly string[], rules: WrapRules): string[] {
  const joined = [...lines];
  for (let at = 0; at < joined.length; at += 1) {
    const wholes = wholeLines(joined.slice(at, at + MAX_PIECES + 1), rules);
    const last = wholes.at(-1);
    if (last === undefined) continue;
    joined[at] = last;
    for (let next = at + 1; next <= at + wholes.length; next += 1) joined[next] = '';
  }
  return joined;
}

/** The first line with one, two, three … of its rests, up to the last with which it is a link of a known form. */
function wholeLines([first = '', ...rests]: readonly string[], rules: WrapRules): string[] {
  const wholes: string[] = [];
  const isWhole = (link: string): boolean => rules.isLink(link) || NO_PLACE.test(link);
  let [line, known] = [first, isWhole(lastLink(first)) ? 0 : -1];
  for (const [at, next] of rests.entries()) {
    const whole = wholeLine(line, next, rests[at + 1], rules);
    if (whole === null) break;
    wholes.push(whole.line);
    line = whole.line;
    if (isWhole(whole.link) || whole.isCutOff === true) known = wholes.length;
    if (whole.isLast) break;
  }
  if (known !== -1) return wholes.slice(0, known);
  // What is no link in any way goes on in pieces of an address, not in a word of the letter.
  const word = wholes.findIndex((_whole, at) => /^[\p{L}\p{M},.]+$/u.test((rests[at] ?? '').trim()));
  return word === -1 ? wholes : wholes.slice(0, word);
}

/** Where the link begins with which a line ends; the line's length where it ends with none. */
function linkAt(line: string): number {
  const head = line.trimEnd();
  const tail = /\S+$/.exec(head.slice(-MAX_LINK))?.[0] ?? '';
  const link = printedLinks(tail).at(-1);
  const ends = link !== undefined && (link.end === tail.length || /^[?:.!*&]+$/.test(tail.slice(link.end)));
  return ends ? head.length - tail.length + link.start : line.length;
}

const lastLink = (line: string): string => line.trimEnd().slice(linkAt(line));

function wholeLine(
  line: string,
  next: string,
  afterNext: string | undefined,
  { isLink, inCell }: WrapRules,
): { line: string; link: string; isLast: boolean; isCutOff?: boolean } | null {
  const start = lastLink(line);
  if (next.trim() === '' || start === '' || /\.\.$/.test(start)) return null;
  const [rest = '', ...words] = next.trim().split(' ');
  if (isItsOwn(next, { rest, afterNext, start, inCell })) {
    const isNeeded = /^\d+$/.test(next.trim()) && !isLink(start) && isLink(`${start}${rest}`);
    if (!isNeeded || !UNFINISHED.test(start)) return null;
  }
  const alone = { line: `${line.trimEnd()}${rest}`, link: `${start}${rest}` };
  if (inCell && words.length === 0 && CUT_OFF.test(rest) && UNFINISHED.test(start))
    return { ...alone, isLast: true, isCutOff: true };
  if (!LINK_CHARACTERS.test(rest)) return null;
  const isAwaited =
    completesHash(start, rest) ||
    completesName(start, rest) ||
    (inCell && completesServer(start, rest, afterNext));
  if (words.length === 0 && isAwaited) return { ...alone, isLast: false };
  const isIndented = /^\s/.test(next);
  const goesOn = UNFINISHED.test(start)
    ? words.length === 0 || isIndented || /[\d/=]/.test(rest) || /^\(/.test(words[0] ?? '')
    : words.length === 0 &&
      (isRest(rest, { isIndented, inCell, isLonely: !isLink(start) && !NO_PLACE.test(start) }) ||
        isRestOfFullLine(line, rest, afterNext));
  if (!goesOn) return null;
  return {
    line: [`${line.trimEnd()}${rest}`, ...words].join(' '),
    link: `${start}${rest}`,
    isLast: words.length > 0,
  };
}

/** A link that could end here goes on only in a word that is hardly one of its own. */
function isRest(
  rest: string,
  { isIndented, inCell, isLonely }: { isIndented: boolean; inCell: boolean; isLonely: boolean },
): boolean {
  if (DATE.test(rest)) return false;
  if (/^\d+$/.test(rest)) return isIndented || inCell;
  return /[\d/=&?%_$]|[a-z][A-Z]|^[A-Z]{2,}[a-z]/.test(rest) || isLonely;
}

/** Digits under a line that was full, above a row with a number of its own: they are no number, and nothing else than a rest. */
const isRestOfFullLine = (line: string, rest: string, afterNext = ''): boolean =>
  /^\d+$/.test(rest) &&
  line.trimEnd().length >= FULL_LINE &&
  printedNumber(afterNext)?.isMarked === true &&
  /\d$/.test(line.trimEnd());

function isItsOwn(
  next: string,
  {
    rest,
    afterNext,
    start,
    inCell,
  }: { rest: string; afterNext: string | undefined; start: string; inCell: boolean },
): boolean {
  // At its beginning, with a scheme, or behind a label: `URL:t.me/maple/1`.
  const own = printedLinks(rest).find(
    ({ text, start: at }) =>
      at === 0 || /^\w+:\/\//.test(text) || /^[^/?#=&%]{1,20}[:=>]$/.test(rest.slice(0, at)),
  );
  if (own !== undefined) {
    const isAwaited =
      BEFORE_SERVER.test(start) ||
      (MATRIX_OPENING.test(start) && AT_ITS_SERVER.test(rest)) ||
      (inCell && INSIDE_ROOM.test(start) && REST_OF_ROOM.test(rest)) ||
      (inCell && completesServer(start, rest, afterNext));
    return !(isAwaited && !/^\w+:\/\//.test(rest));
  }
  const number = printedNumber(next);
  if (number === null) return false;
  if (number.rest !== '') return (number.isMarked && /\s/.test(next.trim())) || beginsWithLink(number.rest);
  return number.isMarked || beginsWithLink((afterNext ?? '').trim());
}

/** In brackets or quotation marks, or bare. */
const beginsWithLink = (text: string): boolean => {
  const start = printedLinks(text)[0]?.start;
  return start !== undefined && /^[<([{"'“‘「]{0,3}$/.test(text.slice(0, start));
};

const completesName = (start: string, rest: string): boolean =>
  /^single(?:$|[&#])/.test(`${NAME_BEGUN.exec(start)?.[1] ?? ' '}${rest}`);

/** No name ends in a label of one letter, and one letter is hardly a word of its own. */
const isRestOfLastLabel = (start: string, rest: string): boolean =>
  /^[a-z]$/.test(rest) || (/\.[a-z]$/.test(start) && /^[a-z]{1,20}$/.test(rest));

/** An event may stand in the line below, behind the slash that ends the server. */
function completesServer(start: string, rest: string, afterNext = ''): boolean {
  const next = rest.endsWith('/') ? (/^(?:\$|%24|e\/)/i.exec(afterNext)?.[0] ?? '') : '';
  return (
    INSIDE_SERVER.test(start) &&
    (REST_OF_SERVER.test(rest + next) ||
      (start.endsWith('.') && REST_OF_NAME.test(rest)) ||
      isRestOfLastLabel(start, rest))
  );
}

function completesHash(start: string, rest: string): boolean {
  const [, begun = ''] = HASH_BEGUN.exec(start) ?? [];
  const [more = ''] = /^[\w-]*/.exec(rest) ?? [];
  return begun !== '' && begun.length + more.length === HASH && /^(?:$|[/?])/.test(rest.slice(more.length));
}
