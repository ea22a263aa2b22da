// The numbers of earlier letters, and our own case numbers, that a letter names. Every word that looks like such a number is taken: what it
// means is only decided where a case of the same proven body bears it, so that one number too many joins nothing.
import { oneLine, plainText } from './plain-text.ts';
import type { OwnRow } from './own-rows.ts';

/** Security limit: more of them say nothing more. */
const MAX_NUMBERS = 100;
const MAX_LENGTH = 80;
const OURS = /(?<![\p{L}\p{N}-])R-\d{2}-\d{4,9}(?![\p{L}\p{N}-])/giu;
const MESSAGE_OF_CASE = /^<?(R-\d{2}-\d{4,9})\.[^@<>\s]{1,80}@([^@<>\s]+?)>?$/i;
const LINK = /[a-z]{2,20}:\/\/.*$/is;
/** In Japanese `総第123号` and in Korean `제2026-33호` the number stands between two signs. */
const MARKED = /(?:[\p{L}\p{N}·・.-]{0,20})?(?:第|제) ?[\p{L}\p{N}\-./]{1,40} ?(?:号|호)/gu;
const COMPOUND =
  /(?<![\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}\p{N}])[\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}\p{N}]+(?:[-/_.:·]{1,2}[\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}\p{N}]+)+/gu;
/** `정책과(2026)-33` */
const BRACKETED = /[\p{Script=Latin}\p{Script=Hangul}\p{Script=Han}]{1,20}\(\d{2,4}\)[-/][\d-]{1,12}/gu;
/** File numbers of courts and prosecutors: `7 Js 3310/26`, `2026 형제 1234호`. */
const OF_A_COURT =
  /(?<![\p{L}\p{N}])(?:\d{1,4} [A-Z][A-Za-z]{0,4} \d{1,6}\/\d{2,4}|\d{4} ?[가-힣]{1,4} ?\d{1,7}호?)(?![\p{L}\p{N}])/gu;
/** `No. 2026/118`: digits alone, behind a word that says what they are. */
const BEHIND_LABEL =
  /(?<=\b(?:no|nr|number|nummer|ref|az|gz)\b\.? ?:? ?)\d{1,7}[/-]\d{2,7}(?![\d/-])|(?<=번호 ?:? ?)\d{1,7}[/-]\d{2,7}(?![\d/-])/gi;
/** `2026-11-20`, `20.11.2026`, `02-1234-5678`, `11:30`: digits alone are a date, a time or a telephone. */
const ONLY_DIGITS = /^[\d\-./:_]+$/;

/** What a number is compared by: without white space, the marks around it, and the difference of dashes and of small and large letters. */
export function numberKey(number: string): string {
  return number
    .replace(/[‐-―−]/g, '-')
    .replace(/\s/g, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/^[제第]/, '')
    .replace(/[호号]$/, '');
}

export interface EarlierNumbers {
  /** As printed, in the order of the letter, without the letter's own. */
  readonly documents: readonly string[];
  /** `R-26-0001` */
  readonly cases: readonly string[];
}

/** @param rows of the whole letter: what is quoted says nothing of its own; @param own the letter's own number, or null */
export function earlierNumbers(rows: readonly OwnRow[], subject: string, own: string | null): EarlierNumbers {
  const words = rows
    .filter(({ aside }) => aside === null)
    .flatMap(({ cells }) => cells.map(({ text }) => text));
  const texts = [plainText(subject), ...words].map((text) =>
    oneLine(text.replace(/\S+/g, withoutLink)).slice(0, 4_000),
  );
  const cases = distinct(
    texts.flatMap((text) => text.match(OURS) ?? []).map((number) => number.toUpperCase()),
  );
  const printed = texts.flatMap((text) => numbersIn(text.replace(OURS, ' ')));
  const ownKey = own === null ? '' : numberKey(own);
  const documents = distinct(printed.filter((number) => numberKey(number) !== ownKey));
  return { documents: documents.slice(0, MAX_NUMBERS), cases: cases.slice(0, MAX_NUMBERS) };
}

/** A word without the link or the address in it. One look at each of its letters: a word may be as long as the letter. */
function withoutLink(word: string): string {
  const point = word.indexOf('.');
  const isAddress = word.includes('@') || (point !== -1 && word.includes('/', point));
  return word.includes('://') ? word.replace(LINK, ' ') : isAddress ? ' ' : word;
}

function numbersIn(text: string): string[] {
  const found = [MARKED, OF_A_COURT, BRACKETED, COMPOUND].flatMap((sign) =>
    [...text.matchAll(sign)].map(({ 0: number, index }) => ({ number: trimmed(number), index })),
  );
  const signed = found.filter(
    ({ number }) => /\d/.test(number) && /\p{L}/u.test(number) && !ONLY_DIGITS.test(number),
  );
  const labelled = [...text.matchAll(BEHIND_LABEL)].map(({ 0: number, index }) => ({ number, index }));
  return [...signed, ...labelled]
    .filter(({ number }) => number.length >= 4 && number.length <= MAX_LENGTH)
    .sort((a, b) => a.index - b.index)
    .map(({ number }) => number);
}

/** Without the particle that Korean writes right behind a number, and without brackets that are not closed. */
const trimmed = (number: string): string =>
  number
    .trim()
    .replace(
      /(?<=[\d호号])(?:으로|로|은|는|이|가|을|를|의|에|와|과|에서|에게|관련|および|及び|の|を|は|が|に|で|と)+$/u,
      '',
    )
    .replace(/[(·]+$/, '');

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

/** The case numbers in Message-IDs that are the desk's own. @param domain of the desk's address */
export function casesAnswered(messageIds: readonly string[], domain: string): string[] {
  return distinct(
    messageIds.flatMap((id) => {
      const [, number = '', host = ''] = MESSAGE_OF_CASE.exec(id.trim()) ?? [];
      return number !== '' && host.toLowerCase() === domain.toLowerCase() ? [number.toUpperCase()] : [];
    }),
  );
}
