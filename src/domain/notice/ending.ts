// Where a letter ends: at its end mark, its signature, its closing words, its disclaimer. What stands there is not its list.
import { ASKS_ON, CLOSING, CONTACT_LINE, DISCLAIMER, END_MARK, REOPENS, SENT_FROM } from './ending-words.ts';
import { oneLine } from './plain-text.ts';
import { printedNumber } from './printed-number.ts';
import { says } from './wording.ts';

interface Row {
  readonly text: string;
  readonly hasLink: boolean;
  readonly isTable: boolean;
  readonly ordinal: number | null;
}

type Ending = 'behind-end' | 'signature' | 'disclaimer' | null;

const MAX_MARK = 80;
const SIGNATURE_MARK = /^-- ?$/;
/** Signs around a line. */
const AROUND = /^[-–—*=<>[({【「」】#■□○●▶\s]{1,20}|[-–—*=>\])\s]{1,20}$/g;
/** `붙임 대상 목록 1부.  끝.`: the end mark of Korean official letters stands behind the last line. */
const ENDS_THE_LINE = /(?:\.|부|\s|:)\s*끝\s?\.?$/;
/** `김한빛 드림` */
const SIGNED_BY = /^(?:.{1,20} )?(?:드림|올림|拝)$/;
const REACHED_BY = /@|\d[\d() -]{5,}\d/;
const MAX_CONTACT = 300;
const MAX_BLOCK = 12;
/**
 * @param history null where a row is the letter's own
 * @param listed the list is in another part: links behind the closing words are the signature's
 */
export function endingOf(
  rows: readonly Row[],
  history: readonly (string | null)[],
  listed: boolean,
): Ending[] {
  let ending: Ending = null;
  let hasLinks = listed;
  const endings = rows.map((row, at): Ending => {
    if (history[at] !== null) {
      // A forwarded letter under a signature is read like any other.
      if (history[at] === 'mail-header') ending = null;
      return null;
    }
    const line = row.text.length > MAX_MARK ? '' : oneLine(row.text);
    if (ending !== null && ending !== 'disclaimer' && reopens(row, line)) ending = null;
    if (says(DISCLAIMER, row.text.slice(0, 2_000)) && !row.isTable) ending = 'disclaimer';
    if (ending !== null) return ending;
    if (SIGNATURE_MARK.test(line) || says(SENT_FROM, line)) ending = 'signature';
    else if (says(END_MARK, wordsOf(line))) ending = 'behind-end';
    else if (ENDS_THE_LINE.test(row.text.slice(-MAX_MARK))) {
      ending = 'behind-end';
      return null;
    } else if (closes(line) && (hasLinks || !linksFollow(rows, at))) {
      ending = 'signature';
      return null;
    }
    if (row.hasLink && ending === null) hasLinks = true;
    return ending;
  });
  return withContacts(rows, endings, listed);
}

/**
 * Who can be asked, without a mark before it: what stands below a telephone number or a person in charge, up to the next empty line,
 * once links have been listed. Below a numbered list also the one link above them, in a block that begins with no link.
 */
function withContacts(rows: readonly Row[], endings: readonly Ending[], listed: boolean): Ending[] {
  let [hasLinks, hasNumbers, isContact] = [listed, false, false];
  return rows.map((row, at) => {
    const line = lineOf(row);
    const isListed = row.isTable || row.ordinal !== null || printedNumber(line)?.isMarked === true;
    if (line === '' || isListed || (says(ASKS_ON, line) && !REACHED_BY.test(line))) isContact = false;
    const begins = lineOf(rows[at - 1]) === '' && !row.hasLink && hasNumbers && isContactBlock(rows, at);
    isContact ||= hasLinks && !isListed && (begins || says(CONTACT_LINE, line));
    if (row.hasLink && !isContact) [hasLinks, hasNumbers] = [true, hasNumbers || isListed];
    return endings[at] ?? (isContact ? 'signature' : null);
  });
}

const wordsOf = (line: string): string => line.replace(/[.。]$/, '').replace(AROUND, '');

function closes(line: string): boolean {
  const words = line.replace(/[.,!。]$/, '');
  return says(CLOSING, words) || SIGNED_BY.test(words);
}

const lineOf = (row: Row | undefined): string =>
  row === undefined || row.text.length > MAX_CONTACT ? '' : oneLine(row.text);

function isContactBlock(rows: readonly Row[], from: number): boolean {
  const near = rows.slice(from, from + MAX_BLOCK);
  const end = near.findIndex(({ text }) => text.trim() === '');
  const block = end === -1 ? near : near.slice(0, end);
  const links = block.filter(({ hasLink }) => hasLink).length;
  return links === 1 && block.some((row) => says(CONTACT_LINE, lineOf(row)));
}

function reopens(row: Row, line: string): boolean {
  if (row.isTable) return row.hasLink || printedNumber(line) !== null;
  return line !== '' && says(REOPENS, wordsOf(line)) && !row.hasLink && !ENDS_THE_LINE.test(line);
}

/** Who thanks first and lists then has not signed yet. */
const linksFollow = (rows: readonly Row[], at: number): boolean =>
  rows.slice(at + 1, at + 40).some(({ hasLink }) => hasLink);
