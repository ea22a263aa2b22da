// Where a letter ends: at its end mark, its signature, its closing words, its disclaimer. What stands there is not its list.
import { oneLine } from './plain-text.ts';
import { printedNumber } from './printed-number.ts';

interface Row {
  readonly text: string;
  readonly hasLink: boolean;
  readonly isTable: boolean;
  readonly ordinal: number | null;
}

type Ending = 'behind-end' | 'signature' | 'disclaimer' | null;

const MAX_MARK = 80;
const SIGNATURE_MARK = /^-- ?$/;
/** What telephones and mail programs write under a mail. */
const SENT_FROM =
  /^(?:(?:sent|gesendet) (?:from|with|via|mit|von) (?:my|meine[mr]|outlook|proton|yahoo|gmail|samsung|the .{1,20} app)\b.{0,40}|von mein(?:em|er) .{1,30} gesendet|get outlook for .{1,20}|(?:나의|내|제) .{1,20}에서 (?:보냄|보낸.{0,10}|전송.{0,10})|.{1,20}(?:から|より)送信)\.?$/i;
const END_MARK =
  /^(?:[-–—*=<[(]+ ?)?(?:끝|이상|以上|終わり?|end|end of (?:the )?(?:letter|document|notice)|ende)(?: ?[-–—*=>\])]+|[.。])?$/i;
/** `붙임 대상 목록 1부.  끝.`: the end mark of Korean official letters stands behind the last line. */
const ENDS_THE_LINE = /(?:\.|부|\s|:)\s*끝\s?\.?$/;
/** Headings under which a list may follow the end of the letter. */
const REOPENS =
  /^[[<(【「*#■□○●▶\s-]{0,6}(?:붙임|별첨|별지|첨부|목록|대상 ?(?:정보|게시물|목록|url)|annex|appendix|attachment|enclosure|schedule|list\b|anlage|anhang|liste\b|別紙|別添|添付|一覧|対象)/i;
/** A line of who is in charge, or a telephone number with its label. */
const CONTACT_LINE =
  /^(?:담당자?|문의처?|연락처|担当者?|お?問い?合わ?せ先?|連絡先|kontakt|ansprechpartner\w*|contact)\s?[:：(]|(?:전화|팩스|\btel(?:efon|ephone)?\b|\bphone\b|\bfax\b|電話)\.?\s?[:：)]?\s?[+(\d]/i;
/** Below a contact, without an address or a number to call: the letter asks on. */
const ASKS_ON =
  /^(?:i|we|please)\b|바랍니다|주시기|주세요|요청(?:합|드)|^(?:bitte|ich|wir)\b|お願い|ください/i;
const REACHED_BY = /@|\d[\d() -]{5,}\d/;
const MAX_CONTACT = 300;
const MAX_BLOCK = 12;
const CLOSING =
  /^(?:감사합니다|고맙습니다|수고하세요|그럼 이만|(?:.{1,20} )?(?:드림|올림|拝)|(?:with )?(?:kind|best|warm) regards|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|regards|best|many thanks|thanks|thank you(?: very much)?|respectfully|(?:mit )?(?:freundlichen|besten|vielen|herzlichen) gr(?:ü|ue)(?:ß|ss)en|hochachtungsvoll|viele gr(?:ü|ue)(?:ß|ss)e|im auftrag|敬具|草々|謹言|よろしくお願い(?:いた)?します|ありがとうございま(?:す|した))[.,!。]?$/i;
const DISCLAIMER =
  /(?:이 (?:전자우편|이메일|메일)은|본 (?:전자우편|이메일|메일)(?:은|에는)|수신인만|잘못 (?:수신|전송)|this (?:e-?mail|message|communication)(?: and any)?.{0,80}(?:confidential|intended|privileged)|if you (?:are not the intended|have received this (?:e-?mail|message) in error)|diese e-?mail (?:enth|kann|ist)|vertrauliche (?:und\/oder rechtlich )?(?:gesch|informationen)|irrtümlich erhalten|(?:本|この)(?:電子)?メール(?:および|及び|に|は).{0,60}(?:機密|秘密|宛先|受信)|誤って受信)/i;

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
    if (DISCLAIMER.test(row.text.slice(0, 2_000)) && !row.isTable) ending = 'disclaimer';
    if (ending !== null) return ending;
    if (SIGNATURE_MARK.test(line) || SENT_FROM.test(line)) ending = 'signature';
    else if (END_MARK.test(line)) ending = 'behind-end';
    else if (ENDS_THE_LINE.test(row.text.slice(-MAX_MARK))) {
      ending = 'behind-end';
      return null;
    } else if (CLOSING.test(line) && (hasLinks || !linksFollow(rows, at))) {
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
    if (line === '' || isListed || (ASKS_ON.test(line) && !REACHED_BY.test(line))) isContact = false;
    const begins = lineOf(rows[at - 1]) === '' && !row.hasLink && hasNumbers && isContactBlock(rows, at);
    isContact ||= hasLinks && !isListed && (begins || CONTACT_LINE.test(line));
    if (row.hasLink && !isContact) [hasLinks, hasNumbers] = [true, hasNumbers || isListed];
    return endings[at] ?? (isContact ? 'signature' : null);
  });
}

const lineOf = (row: Row | undefined): string =>
  row === undefined || row.text.length > MAX_CONTACT ? '' : oneLine(row.text);

function isContactBlock(rows: readonly Row[], from: number): boolean {
  const end = rows.findIndex((row, at) => at >= from && row.text.trim() === '');
  const block = rows.slice(from, Math.min(end === -1 ? rows.length : end, from + MAX_BLOCK));
  const links = block.filter(({ hasLink }) => hasLink).length;
  return links === 1 && block.some((row) => CONTACT_LINE.test(lineOf(row)));
}

function reopens(row: Row, line: string): boolean {
  if (row.isTable) return row.hasLink || printedNumber(line) !== null;
  return line !== '' && REOPENS.test(line) && !row.hasLink && !ENDS_THE_LINE.test(line);
}

/** Who thanks first and lists then has not signed yet. */
const linksFollow = (rows: readonly Row[], at: number): boolean =>
  rows.slice(at + 1, at + 40).some(({ hasLink }) => hasLink);
