// The words of a letter made plain before anybody reads them: full width as ASCII, circled numbers as numbers, invisible characters
// gone, white space calm. A line stays a line, and what was printed can still be told.
import { INVISIBLE } from '../content/locator-plain.ts';

/** With the two Japanese sound marks, which become combining ones, and with invisible characters, which only hide a run. */
const LONG_RUN_OF_MARKS =
  /([\p{M}\uFF9E\uFF9F\u200B-\u200D\u2060\uFEFF\u00AD]{8})[\p{M}\uFF9E\uFF9F\u200B-\u200D\u2060\uFEFF\u00AD]+/gu;

/** First character and first number of each run of numbers in circles, brackets or with a dot (Unicode: Enclosed Alphanumerics). */
const ENCLOSED: readonly (readonly [first: number, last: number, number: number])[] = [
  [0x2460, 0x2473, 1],
  [0x2474, 0x2487, 1],
  [0x2488, 0x249b, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x3251, 0x325f, 21],
  [0x32b1, 0x32bf, 36],
];
const ENCLOSED_NUMBER = /[\u2460-\u249B\u24EB-\u24FE\u2776-\u2793\u3251-\u325F\u32B1-\u32BF]/g;

/** A digit in a key, as pictures are typed: `1️⃣`, `1️⃣2️⃣`; and the one picture of a ten. */
const KEYS = /(?<![\w/])(?:\d\uFE0F?\u20E3){1,5}|\u{1F51F}/gu;

/** Marks of footnotes: made plain they would become digits of what stands before them, and name another place. */
const FOOTNOTE = /[\u00B2\u00B3\u00B9\u2070\u2074-\u2079]+/g;

/**
 * Makes a line or a cell plain. White space becomes one space, two where a column ends (a TAB, or two and more); line ends inside a cell stay.
 * Endless runs of combining marks are cut first: sorting them, which NFKC does, takes for ever.
 */
export function plainText(text: string): string {
  if (!/[^ -~]| {2}/.test(text)) return text;
  return text
    .replace(LONG_RUN_OF_MARKS, '$1')
    .replace(FOOTNOTE, ' ')
    .replace(KEYS, (keys) => `(${keys.replace(/\D/g, '') || 10}) `)
    .replace(ENCLOSED_NUMBER, (sign) => `(${numberOf(sign.charCodeAt(0))}) `)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, (space) => (space.length > 1 || space === '\t' ? '  ' : ' '));
}

function numberOf(code: number): number {
  const run = ENCLOSED.find(([first, last]) => first <= code && code <= last);
  return run === undefined ? 0 : code - run[0] + run[2];
}

/** One line without white space around it, each run of it as one space. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
