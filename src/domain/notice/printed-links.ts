// Finds everything in a text that looks like a link, well formed or not. What it is then, the locators say.
import { plainLink } from '../content/locator-plain.ts';

export interface PrintedLink {
  /** As printed, without the words and the punctuation around it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A word longer than this holds no link that could be read (2,048 characters, defanged). */
const MAX_WORD = 8_192;
/** White space, quotation marks, angle and corner brackets: no link goes beyond them. */
const WORD = /[^\s<>"\u201C-\u201F\u2039\u203A\u00AB\u00BB\u3008-\u3011\u3014\u3015|]+/g;

const COLON = String.raw`(?:\[:\]|:)`;
const DOT = String.raw`(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\])`;
const START = new RegExp(
  [
    String.raw`h(?:tt|xx)ps?${COLON}\/\/`,
    String.raw`mxc${COLON}\/\/`,
    String.raw`tg${COLON}(?:\/\/|[a-z_]{1,30}\?)`,
    String.raw`matrix${COLON}[a-z]{1,20}\/`,
    // Behind a number that stands right in front of it, too: `1.ftp://`.
    String.raw`(?:(?<![a-z\d+.\-])|(?<=^\W?\d{1,5}[.)]))[a-z][a-z\d+.\-]{1,20}${COLON}\/\/`,
    // A host name is looked for from its beginning only: a long word costs one look, not one from each of its letters.
    String.raw`(?<![\w@\-\])}.])(?:[a-z\d][\w\-]{0,62}${DOT}){1,10}[a-z]{2,24}(?::\d{1,5})?\/`,
    // With the wrong slashes it is no link, and told as such.
    String.raw`(?<![\w@\-\])}.])(?:t${DOT}me|telegram${DOT}(?:me|dog)|matrix${DOT}to)\\`,
  ].join('|'),
  'i',
);
/** A link that follows another one after a comma, a semicolon or a bracket is a link of its own; `maple[.]t.me/` is one. */
const NEXT_LINK = /(?<![([]\.|\[dot|\[:)[,;)\]]+(?=(?:h(?:tt|xx)ps?|mxc|tg)(?:\[:\]|:)\/\/|t\.me\/)/gi;
/** Words that Korean and Japanese write right behind a link. */
const PARTICLE =
  /([\w/=+\-)])(?:을|를|은|는|이|가|에|의|와|과|도|로|으로|에서|에는|에게|까지|부터|및|등|입니다|이며|이고|라는|인데|を|は|が|の|に|と|へ|も|や|から|まで|です|で)[,.]?$/;
/** Its places are written in ASCII alone. */
const TELEGRAM = /^(?:https?:\/\/)?(?:[\w-]+\.){0,2}(?:t\.me|telegram\.(?:me|dog))\//i;
const TRAILING = /[.,;:!?'*\u2018\u2019\u3001\u3002\u30FB\u00B7\u2026]$/;
/** Marks of direction around a link are no part of it; inside a link they make it no exact place. */
const DIRECTION =
  /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+$/g;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '」': '「', '』': '『' };

/** `t . me / maple_room / 12`, `t (dot) me/maple_room/12`: a link written so that no program sees it. It is told, and not repaired. */
const SPACED = new RegExp(
  [
    String.raw`(?<![\w@.\-])(?:t|telegram|matrix)`,
    String.raw`(?: {1,2}${DOT} {0,2}| {0,2}${DOT} {1,2}| ?(?:[({]dot[)}]|점) ?| dot )(?:me|dog|to) {0,2}\/ {0,2}`,
    String.raw`[\w+@%#!$:.\-]{1,80}(?: {0,2}\/ {0,2}[\w+@%#!$:.\-]{1,80}){0,4}`,
    String.raw`|(?<![\w@.\-])(?:t|telegram|matrix)${DOT}(?:me|dog|to) {1,2}\/ {0,2}[\w+@%#!$:.\-]{1,80}(?: {1,2}\/ {0,2}[\w+@%#!$:.\-]{1,80}){0,4}`,
  ].join(''),
  'giu',
);

/** @param text plain text: see plain-text.ts. Linear in its length. */
export function printedLinks(text: string): PrintedLink[] {
  if (!/[/:\\]/.test(text)) return [];
  const spaced = [...text.matchAll(SPACED)].map(({ 0: link, index }) => ({
    text: withoutEnd(link),
    start: index,
    end: index + link.length,
  }));
  if (spaced.length === 0) return unspacedLinks(text);
  const bare = text.replace(SPACED, (link) => ' '.repeat(link.length));
  return [...spaced, ...unspacedLinks(bare)].sort((a, b) => a.start - b.start);
}

function unspacedLinks(text: string): PrintedLink[] {
  const found: PrintedLink[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (word.length > MAX_WORD || !/[/:\\]/.test(word)) continue;
    let from = 0;
    for (const cut of [...word.matchAll(NEXT_LINK), undefined]) {
      const to = cut === undefined ? word.length : cut.index;
      const link = linkIn(word.slice(from, to));
      if (link !== null)
        found.push({ ...link, start: index + from + link.start, end: index + from + link.end });
      from = cut === undefined ? to : cut.index + cut[0].length;
    }
  }
  return found;
}

/** True where a word is too long to be looked into. */
export const hasEndlessWord = (text: string): boolean =>
  text.length > MAX_WORD && (text.match(WORD) ?? []).some((word) => word.length > MAX_WORD);

function linkIn(word: string): PrintedLink | null {
  const start = word.search(START);
  if (start === -1) return null;
  const whole = word.slice(start);
  const text = withoutEnd(whole);
  return { text, start, end: start + text.length };
}

/** Without the punctuation of the sentence. Three dots stay: they say that the link is cut off. A bracket stays with its partner. */
function withoutEnd(link: string): string {
  let text = link.replace(DIRECTION, '');
  for (;;) {
    const shorter = oneOff(text);
    if (shorter === text) return text;
    text = shorter;
  }
}

function oneOff(text: string): string {
  const bare = withoutWords(text);
  if (bare !== text) return bare;
  const last = text.at(-1) ?? '';
  const partner = PAIRS[last];
  if (partner !== undefined)
    return isDefanging(text) || countOf(text, partner) >= countOf(text, last) ? text : text.slice(0, -1);
  if (last === '(' || last === '[' || last === '{' || last === '「') return text.slice(0, -1);
  return TRAILING.test(text) && !/\.\.$/.test(text) ? text.slice(0, -1) : text;
}

/** Without the words that Korean and Japanese write right behind a link, in brackets or not. A path may hold such letters too. */
function withoutWords(text: string): string {
  if (!/[^\x00-\x7F]/.test(text)) return text;
  if (TELEGRAM.test(plainLink(text)))
    return text.replace(/(?<=[\w/=+-])[()]?[\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF].*$/s, '');
  return text
    .replace(/\)[가-힣ぁ-ヶ]{1,6}$/, ')')
    .replace(/([\w/=+-])\((?=[^()]*[^\x00-\x7F])[^()/]*\)?$/, '$1')
    .replace(PARTICLE, '$1')
    .replace(/([\w/=+-])(?:に|を|は|が|の|で|へ|と|も|から|まで|より)[^\x00-\x7F]*$/, '$1');
}

const isDefanging = (text: string): boolean => /(?:\[(?:\.|:|dot)\]|\(\.\)|\{\.\})$/i.test(text);
const countOf = (text: string, sign: string): number => text.split(sign).length - 1;
