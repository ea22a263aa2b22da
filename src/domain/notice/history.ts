// Which rows of a letter are history: earlier letters quoted under it, in it, or behind a line such as "… wrote:". A forwarded letter
// is no history: it is what the sender wants us to read.
import { oneLine } from './plain-text.ts';

interface Row {
  readonly text: string;
  readonly quoted: number;
}

/** A line longer than this is prose, not one of the lines that mail programs write. */
const MAX_MARK = 300;
const FORWARDED =
  /^(?:[-_=*]{2,} ?)?(?:begin forwarded message|forwarded message|forwarded mail|전달된 ?(?:메시지|메일)|전달 ?메시지|(?:anfang der )?weitergeleiteten? nachricht|転送(?:された)?(?:メッセージ|メール))[ :]*(?:[-_=*]{2,})?$/i;
const ORIGINAL =
  /^[-_=*]{2,} ?(?:original ?(?:message|mail|appointment)|원본 ?(?:메시지|메일|편지)|원문|메시지 ?원문|urspr(?:ü|ue)ngliche nachricht|original-?nachricht|元の(?:メッセージ|メール)|原文) ?[-_=*]{2,}$/i;
const WROTE =
  /(?:\b(?:wrote|writes|schrieb|a écrit)\b.{0,120}|님이 ?(?:작성|보낸|쓴).{0,12}|님의 ?(?:말|메일|메시지).{0,12}|작성한 ?메일|のメール|書きました|さんからのメッセージ).{0,3}[:：]$/i;
const WROTE_ALONE = /^(?:wrote|님이 작성|schrieb|a écrit):$/i;
const FROM = /^\*?(?:from|보낸 ?사람|보낸 ?이|von|差出人|送信者) ?:\*? ?\S/i;
const COMPANION =
  /^\*?(?:sent|date|to|cc|subject|reply-to|보낸 ?날짜|날짜|받는 ?사람|받는 ?이|참조|제목|gesendet|datum|an|kopie|betreff|日時|送信日時|宛先|件名|cc) ?:/i;
const FORWARD_SUBJECT = /^\s*(?:\[[^\]]*\]\s*)?(?:fwd?|fw|wg|전달|転送)\s*[:：]/i;

type Mark = 'earlier-letter' | 'mail-header' | null;

/**
 * @param rows of one part, in order
 * @param mail the Subject tells a forwarded letter from an answered one where the mail program writes both the same way;
 *   a letter of our own address under another one is always history
 */
export function historyOf(
  rows: readonly Row[],
  mail: { readonly subject: string; readonly ownAddress: string },
): Mark[] {
  const lines = rows.map(({ text }) => (text.length > MAX_MARK ? '' : oneLine(text)));
  const marks: Mark[] = [];
  /** How deep the letter's own words are quoted: a forwarding mail program may quote what it forwards. */
  let base = 0;
  let isPast = false;
  for (let at = 0; at < rows.length; at += 1) {
    const { quoted } = rows[at] ?? { quoted: 0 };
    const line = lines[at] ?? '';
    if (FORWARDED.test(line)) {
      base = quoted;
      const header = headerAt(lines, at + 1);
      isPast = isOurs(header.lines, mail.ownAddress);
      marks.push('mail-header', ...header.lines.map((): Mark => 'mail-header'));
      at += header.lines.length;
      continue;
    }
    if (quoted < base) base = quoted;
    if (isPast || quoted > base) {
      marks.push('earlier-letter');
      continue;
    }
    const header = ORIGINAL.test(line) ? headerAt(lines, at + 1) : headerAt(lines, at);
    if (ORIGINAL.test(line) || header.isHeader) {
      isPast = !FORWARD_SUBJECT.test(mail.subject) || isOurs(header.lines, mail.ownAddress);
      marks.push('mail-header');
      continue;
    }
    const wrote = wroteAt(lines, at);
    if (wrote > 0) {
      const next = rows.slice(at + wrote).find(({ text }) => text.trim() !== '');
      isPast = next !== undefined && next.quoted <= base;
      marks.push(...Array<Mark>(wrote).fill('earlier-letter'));
      at += wrote - 1;
      continue;
    }
    marks.push(isHeaderLine(line) && marks.at(-1) === 'mail-header' ? 'mail-header' : null);
  }
  return marks;
}

/** `From:` and its companions, as mail programs write them over an earlier mail. A letterhead (`수신:`, `제목:`) is none. */
function headerAt(lines: readonly string[], from: number): { lines: string[]; isHeader: boolean } {
  const start = lines[from] === '' ? from + 1 : from;
  const block = [];
  for (let at = start; at < start + 12; at += 1) {
    const line = lines[at] ?? '';
    if (!isHeaderLine(line)) break;
    block.push(line);
  }
  const sender = block.find((line) => FROM.test(line));
  const isHeader = sender === block[0] && sender !== undefined && block.length >= 3;
  const blank = start > from && block.length > 0 ? [''] : [];
  return { lines: [...blank, ...block], isHeader: isHeader && start === from };
}

const isHeaderLine = (line: string): boolean => FROM.test(line) || COMPANION.test(line);

function isOurs(header: readonly string[], ownAddress: string): boolean {
  const sender = header.find((line) => FROM.test(line)) ?? '';
  return ownAddress !== '' && sender.toLowerCase().includes(ownAddress.toLowerCase());
}

/** How many lines a "… wrote:" takes at this place: mail programs break it over two. */
function wroteAt(lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  const names = /[@\d]/;
  if (WROTE.test(line) && names.test(line)) return 1;
  const next = lines[at + 1] ?? '';
  const both = `${line} ${next}`;
  const isBroken = /<[^<>]*@[^<>]*>?$/.test(line) || WROTE_ALONE.test(next);
  return isBroken && line !== '' && next.length < 60 && WROTE.test(both) && names.test(line) ? 2 : 0;
}
