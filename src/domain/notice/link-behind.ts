// The links of one cell or line: those that are printed, and those that lie behind words. Where words that are a link lead to another
// place than they say, nobody knows which is meant.
import { type Locator, readLocator } from '../content/locator.ts';
import { plainLink } from '../content/locator-plain.ts';
import { refuse, type Result } from '../kernel/result.ts';
import { oneLine, plainText } from './plain-text.ts';
import { type PrintedLink, printedLinks } from './printed-links.ts';
import type { Target } from './link-target.ts';
import { shortenedBehind } from './shortened-links.ts';
import type { LinkBehind } from './written.ts';

export interface BesideCells {
  readonly text: string;
  readonly behind: readonly LinkBehind[];
}

/** Addresses behind words that no page has: nobody looks for an item there. */
const NO_PLACE = /^(?:mailto|tel|sms|cid|data):/i;
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:|^(?:[\w-]+\.)+[a-z]{2,}\//i;
/** `https://t.me/a/90 ~ 94`, `… 90부터 94까지`: the words behind a link make it a range. */
const RANGE_BEHIND =
  /^ ?(?:[~〜∼] ?\/?\d{1,18}\b|(?:번)?부터 ?\d{1,18}(?:번)?(?: ?까지)?|から\d{1,18}|(?: to | through | bis )\d{1,18}(?![.:/\d-]))/;
/** Words that are looked for in vain cost a look at the whole text each. */
const MAX_MISSES = 50;
const RANGE_BETWEEN = /^ ?[~〜∼] ?$/;
/** `https://t.me/a/90 to https://t.me/a/94`: a range where both are of one room. */
const RANGE_IN_WORDS = /^ ?(?:부터|から|to|through|bis) ?$/i;

/** All links of a cell, in the order in which they stand. */
export function linksOfCell({ text, behind }: BesideCells, messengerOrigin: string): Target[] {
  const hidden: Target[] = [];
  /** The text with the words of links taken out, piece by piece, as long as it was. */
  const pieces: string[] = [];
  let [done, misses] = [0, 0];
  for (const link of behind) {
    const words = plainText(link.text);
    const found = words.trim() === '' || misses > MAX_MISSES ? -1 : text.indexOf(words, done);
    misses += found === -1 ? 1 : 0;
    const place = found === -1 ? { start: done, end: done } : { start: found, end: found + words.length };
    const targets = targetsBehind(link, place, messengerOrigin);
    if (targets === null) continue;
    pieces.push(text.slice(done, place.start), ' '.repeat(place.end - place.start));
    done = place.end;
    hidden.push(...targets);
  }
  const visible = `${pieces.join('')}${text.slice(done)}`;
  const printed = printedLinks(visible);
  const seen = printed.map((link, at) =>
    printedTarget(visible, link, printed[at + 1], printed[at - 1], messengerOrigin),
  );
  const whole = [...hidden, ...seen].sort((a, b) => a.start - b.start);
  return whole.flatMap((target, at) => [
    target,
    ...shortenedBehind(text, target, whole[at + 1]?.start ?? text.length, messengerOrigin),
  ]);
}

/** Null where what lies behind leads nowhere, and the words speak for themselves. */
function targetsBehind(
  { text, target }: LinkBehind,
  place: { start: number; end: number },
  messengerOrigin: string,
): Target[] | null {
  const address = plainText(target).trim();
  if (!HAS_SCHEME.test(plainLink(address))) return null;
  const shown = printedLinks(plainText(text).replace(/\n\s*(?=\S+\s*$)/, ''));
  if (shown.length === 0 && NO_PLACE.test(address)) return [];
  const locator = readLocator(address, messengerOrigin);
  if (shown.length === 0)
    return [{ ...place, text: oneLine(address), words: oneLine(plainText(text)), locator }];
  return shown.map((words) => {
    const isMeant =
      isSame(readLocator(words.text, messengerOrigin), locator) || isShortened(words.text, address);
    return { ...place, text: words.text, words: '', locator: isMeant ? locator : DOUBTFUL };
  });
}

const DOUBTFUL = refuse('locator.ambiguous', 'the words are a link to another place than they lead to');

function isSame(a: Result<Locator>, b: Result<Locator>): boolean {
  if (a.ok && b.ok) return a.value.link === b.value.link;
  return !a.ok && !b.ok && a.error.code === b.error.code;
}

/** `https://t.me/room…` over the whole link: a page that had no room for it. */
function isShortened(shown: string, target: string): boolean {
  const start = /^(.{8,}?)\.{3,}$/.exec(plainLink(shown))?.[1];
  const bare = (link: string): string =>
    plainLink(link)
      .replace(/^https?:\/\//i, '')
      .toLowerCase();
  return start !== undefined && bare(target).startsWith(bare(start));
}

function printedTarget(
  text: string,
  link: PrintedLink,
  next: PrintedLink | undefined,
  previous: PrintedLink | undefined,
  messengerOrigin: string,
): Target {
  const range = /\d$/.test(link.text)
    ? (RANGE_BEHIND.exec(text.slice(link.end, link.end + 60))?.[0] ?? '')
    : '';
  const isBetween = (a: PrintedLink | undefined, b: PrintedLink | undefined): boolean =>
    a !== undefined && b !== undefined && isRange(text.slice(a.end, b.start), a, b);
  if (range === '' && !isBetween(link, next) && !isBetween(previous, link))
    return { ...link, words: '', locator: readLocator(link.text, messengerOrigin) };
  return {
    ...link,
    words: '',
    text: `${link.text}${range}`,
    locator: refuse('locator.ambiguous', 'the words name a range, not one place'),
  };
}

const isRange = (between: string, a: PrintedLink, b: PrintedLink): boolean =>
  RANGE_BETWEEN.test(between) ||
  (RANGE_IN_WORDS.test(between) && roomOf(a) !== '' && roomOf(a) === roomOf(b));

/** What stands before the number of a message; empty where a link ends in none. */
const roomOf = ({ text }: PrintedLink): string =>
  (/^(?:https?:\/\/)?(.{4,})\/\d{1,18}$/i.exec(plainLink(text))?.[1] ?? '').toLowerCase();
