// A raw mail to the letter as written: its body, the other form of it, mails inside it, and the files that came with it, in reading order.
// Bad mail is never an error: what cannot be read is named, or the letter is said to be damaged.
import type { WrittenLetter } from '../../domain/notice/written.ts';
import { type Opener, openFile } from './attachments.ts';
import { decodeBytes } from './charset.ts';
import { deliveryReport, isMachinePart } from './delivery-report.ts';
import { addHtml } from './html-rows.ts';
import type { Findings } from './findings.ts';
import { dateOf, isAutomaticMail } from './mail-facts.ts';
import { type MimePart, mimeTree } from './mime.ts';
import { decodeWords } from './mime-words.ts';
import { metaCharset } from './read-document.ts';
import { plain, RowList } from './rows.ts';
import { addText } from './text-rows.ts';
import { Unread } from './unread.ts';

const MAX_NESTED_MAILS = 3;

interface Way {
  readonly from: 'body' | 'forwarded';
  readonly isAlternative: boolean;
  readonly mails: number;
}

/**
 * Reads one mail. Never throws on bad mail.
 * @param opener told before a file is opened; files it does not want are not opened
 */
export async function readMail(raw: Buffer, opener: Opener): Promise<WrittenLetter> {
  const tree = mimeTree(raw);
  const found: Findings = { parts: [], unread: [], isDamaged: false, documents: 0, rows: 0 };
  await walk(tree, { from: 'body', isAlternative: false, mails: 0 }, found, opener);
  return {
    subject: plain(decodeWords(tree.headers.get('subject') ?? '')),
    isAutomatic: isAutomaticMail(tree),
    report: deliveryReport(tree),
    date: dateOf(tree.headers.get('date')),
    parts: found.parts,
    unread: found.unread,
    isDamaged: found.isDamaged,
  };
}

async function walk(part: MimePart, way: Way, found: Findings, opener: Opener): Promise<void> {
  found.isDamaged ||= part.isDamaged;
  const { value } = part.type;
  if (value.startsWith('multipart/')) return walkAll(part, way, found, opener);
  if (isInnerMail(part)) return walkMail(part.bytes, way, found, opener);
  if (!isBody(part)) {
    const inside = (bytes: Buffer): Promise<void> => walkMail(bytes, way, found, opener);
    return openFile(part, found, opener, inside);
  }
  addBody(part, way, found);
}

async function walkAll(part: MimePart, way: Way, found: Findings, opener: Opener): Promise<void> {
  const isChoice = part.type.value === 'multipart/alternative';
  let seen = false;
  const isReport = part.type.value === 'multipart/report';
  for (const child of part.parts) {
    if (isReport && isMachinePart(child)) continue;
    await walk(child, { ...way, isAlternative: way.isAlternative || (isChoice && seen) }, found, opener);
    seen ||= found.parts.some(({ from }) => from === way.from);
  }
}

const isInnerMail = ({ type }: MimePart): boolean =>
  type.value === 'message/rfc822' || type.value === 'message/global';

async function walkMail(bytes: Buffer, way: Way, found: Findings, opener: Opener): Promise<void> {
  if (way.mails >= MAX_NESTED_MAILS) {
    found.isDamaged = true;
    return;
  }
  const inner = { from: 'forwarded', isAlternative: false, mails: way.mails + 1 } as const;
  await walk(mimeTree(bytes), inner, found, opener);
}

/** Words shown in the mail itself: text without a file name, and not said to be a file. */
function isBody({ type, disposition }: MimePart): boolean {
  if (type.value !== 'text/plain' && type.value !== 'text/html' && type.value !== 'text/enriched')
    return false;
  return (
    disposition.value !== 'attachment' &&
    !disposition.parameters.has('filename') &&
    !type.parameters.has('name')
  );
}

function addBody({ type, bytes }: MimePart, { from, isAlternative }: Way, found: Findings): void {
  const isHtml = type.value === 'text/html';
  const charset = type.parameters.get('charset') ?? (isHtml ? metaCharset(bytes) : undefined);
  const { text, isDamaged } = decodeBytes(bytes, charset);
  found.isDamaged ||= isDamaged;
  const list = new RowList();
  try {
    if (isHtml) found.isDamaged = addHtml(text, list) || found.isDamaged;
    else addText(text, list, flowOf(type.parameters));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    // What came before the limit is read; a person looks at the rest.
    found.isDamaged = true;
  }
  found.parts.push({ from, format: isHtml ? 'html' : 'text', name: null, isAlternative, rows: list.rows });
}

const flowOf = (parameters: ReadonlyMap<string, string>): { isFlowed: boolean; delSp: boolean } => ({
  isFlowed: parameters.get('format')?.toLowerCase() === 'flowed',
  delSp: parameters.get('delsp')?.toLowerCase() === 'yes',
});
