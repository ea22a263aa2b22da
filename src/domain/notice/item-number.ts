// Which number belongs to the links of a line: the one of its list, the one in front of it, or the one on the line above it.
import type { Target } from './link-target.ts';
import type { OwnRow } from './own-rows.ts';
import { oneLine } from './plain-text.ts';
import { printedNumber, rowName } from './printed-number.ts';

/** A number that waits for its link: alone on its line, or in front of a few words. */
export interface Pending {
  readonly number: number;
  readonly isAlone: boolean;
  readonly rowsLeft: number;
}

/** A number and a title belong to a link that stands this many lines below, at most. */
const REACH = 4;
const MAX_TITLE = 120;
const SENTENCE = /(?:[.!?。]|[다요음]\.?)$/;
/** `Posted on: 2. 11. 2026.`: what is said of an item, a line each, is no sentence, whatever it ends with. */
const DETAIL = /^\W{0,6}[^\s:]{1,20}(?: [^\s:]{1,20}){0,3} ?: ?\S.*[^.!?。]$|\d\.$/;
/** A number and the gap of a column behind it, in a row of a table pasted as text. */
const NUMBER_COLUMN = /^\s*\d{1,5} {2,}/;
/** Between a bare number and the link stands nothing but brackets and space. */
const NUMBER_ALONE = /^\W{0,20}\d{1,5}[\s<([{"'“]*$/;
const LABELS_A_LINK = /(?:url|link|링크|주소|위치|address|adresse|アドレス|リンク)\W{0,3}$/i;

/** The number of the first link of a row, which the others share unless one stands before them: see `numberBefore`. */
export function numberOf(row: OwnRow, targets: readonly Target[], pending: Pending | null): number | null {
  if (row.ordinal !== null) return row.ordinal;
  const [first] = targets;
  if (first === undefined || isNamed(row.text.slice(0, first.start), pending)) return null;
  const own = printedNumber(row.text);
  if (own !== null) {
    const before = row.text.slice(0, first.start);
    if (own.isMarked || NUMBER_ALONE.test(before) || NUMBER_COLUMN.test(before)) return own.number;
  }
  return pending?.number ?? null;
}

/** `… 2) https://…`: a number right before a link inside a line, or null. @param text what stands between this link and the one before */
export function numberBefore(text: string): number | null {
  const word = /(?:^|[\s,;:.])([^\s,;:]{1,8}[.:]?)\s*$/.exec(text.slice(-40))?.[1] ?? '';
  const read = printedNumber(word);
  return read !== null && read.isMarked && read.rest === '' ? read.number : null;
}

/** @param before the row above it */
export function pendingAfter(
  row: OwnRow,
  targets: readonly Target[],
  pending: Pending | null,
  before: OwnRow | undefined,
): Pending | null {
  if (row.aside !== null) return null;
  const text = oneLine(row.text);
  const own = printedNumber(row.text);
  if (isNamed(row.text.slice(0, targets[0]?.start), pending)) return null;
  if (targets.length > 0) return own === null && pending !== null && /^\s/.test(row.text) ? pending : null;
  if (text === '')
    return pending !== null && pending.isAlone && pending.rowsLeft > 0 ? { ...pending, rowsLeft: 0 } : null;
  if (own !== null && (own.isMarked || own.rest === '')) {
    if (own.rest === '' && goesOnIn(before)) return null;
    const isTitle = own.rest.length <= MAX_TITLE && !isSentence(own.rest);
    const isHeading = own.rest.endsWith(':') && !LABELS_A_LINK.test(own.rest);
    return isTitle && !isHeading ? { number: own.number, isAlone: own.rest === '', rowsLeft: REACH } : null;
  }
  if (pending === null || pending.rowsLeft <= 1 || isSentence(text)) return null;
  return { ...pending, rowsLeft: pending.rowsLeft - 1 };
}

/** A row with a name of its own (`1-1.`, `나.`) is not the row whose number stands above it, but may tell something of that: `가. 주소: …`. */
function isNamed(text: string, pending: Pending | null): boolean {
  const name = rowName(text, pending?.number ?? null);
  return name !== null && !(name.isLetter && (/[:|]/.test(name.rest) || LABELS_A_LINK.test(name.rest)));
}

/** A line of prose that stops in the middle: the number below it is its last word, such as a year. */
const goesOnIn = (before: OwnRow | undefined): boolean =>
  before !== undefined &&
  !before.isTable &&
  !before.hasLink &&
  before.text.trim().length >= 40 &&
  !/[.!?:。)\]]$/.test(before.text.trim());

const isSentence = (text: string): boolean => SENTENCE.test(text) && !DETAIL.test(text);
