// From the entries of a letter to its list: every row once, what cannot be used with its code, what is left out with its reason.
import type { Entry } from './entries.ts';
import type { LeftOutLink, ListedItem, RejectedLine } from './letter.ts';

export interface ItemList {
  readonly items: readonly ListedItem[];
  readonly rejected: readonly RejectedLine[];
  readonly leftOut: readonly LeftOutLink[];
  readonly isTooLong: boolean;
}

/** Security limit on the links that are left out: more of them say nothing more. */
const MAX_LEFT_OUT = 1_000;
const MAX_PRINTED = 2_048;

/** @param limit items and rejected lines together; what is beyond it is left out */
export function itemList(entries: readonly Entry[], limit: number): ItemList {
  const listed = withoutRepeats(entries.filter(({ aside }) => aside === null));
  const kept = listed.slice(0, limit);
  const leftOut = [
    ...entries.flatMap(({ aside, text }) => (aside === null ? [] : [{ text: short(text), why: aside }])),
    ...listed.slice(limit).map(({ text }): LeftOutLink => ({ text: short(text), why: 'over-limit' })),
  ];
  return {
    items: kept.flatMap(({ number, locator }) => (locator.ok ? [{ number, locator: locator.value }] : [])),
    rejected: kept.flatMap(({ number, text, locator }) =>
      locator.ok ? [] : [{ number, text: short(text), code: locator.error.code }],
    ),
    leftOut: distinct(leftOut).slice(0, MAX_LEFT_OUT),
    isTooLong: listed.length > limit,
  };
}

/**
 * Same number and same place again is one row; a link without a number that repeats a numbered one is none. A row of the HTML half
 * whose words and target differ takes the row of the text half with it: there, only the words were to be seen.
 */
function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const doubtful = new Set(
    entries
      .filter(
        ({ locator, isAlternative }) =>
          isAlternative && !locator.ok && locator.error.code === 'locator.ambiguous',
      )
      .map(({ number, text }) => `${number} ${bare(text)}`),
  );
  const certain = entries.filter(
    ({ number, text, isAlternative }) => isAlternative || !doubtful.has(`${number} ${bare(text)}`),
  );
  const numbered = new Set(certain.filter(({ number }) => number !== null).map(placeOf));
  const seen = new Set<string>();
  return certain.filter((entry) => {
    if (entry.number === null && numbered.has(placeOf(entry))) return false;
    const row = `${entry.number} ${placeOf(entry)}`;
    if (seen.has(row)) return false;
    seen.add(row);
    return true;
  });
}

const placeOf = ({ locator, compared }: Entry): string =>
  locator.ok ? locator.value.link : `${locator.error.code} ${bare(compared)}`;

/** As rejected lines are compared: after NFKC, without white space and zero-width characters. */
const bare = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u200B-\u200D\u2060\uFEFF\u00AD]/g, '');

function distinct(links: readonly LeftOutLink[]): LeftOutLink[] {
  const seen = new Map(links.map((link) => [`${link.why} ${link.text}`, link]));
  return [...seen.values()];
}

const short = (text: string): string => text.slice(0, MAX_PRINTED);
