// One file of a letter to its parts: PDF, workbooks, Hangul and Word documents, CSV, HTML, text, and archives of them, one level deep.
// An archive with a password is kept and never opened. An open one is read like files of their own: people pack lists to send them.
import type { WrittenFormat, WrittenRow } from '../../domain/notice/written.ts';
import { csvRows } from './csv.ts';
import { decodeBytes } from './charset.ts';
import type { Attached, DocumentKind } from './document-kind.ts';
import { isWordDocument, wordRows } from './docx.ts';
import { addHtml } from './html-rows.ts';
import { hangulPackageRows, isHangulPackage } from './hwpx.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { hasWords, RowList } from './rows.ts';
import { addText } from './text-rows.ts';
import { encrypted, tooLarge, unreadable } from './unread.ts';
import { isWorkbook, workbookSheets } from './xlsx.ts';
import { openZip, type Zip } from './zip.ts';

export interface DocumentPart {
  readonly format: WrittenFormat;
  readonly name: string;
  readonly rows: readonly WrittenRow[];
}

export interface ReadDocument {
  readonly parts: readonly DocumentPart[];
  readonly isDamaged: boolean;
}

/** @param file of a kind that is neither `apart` nor `mail` nor an archive of files @throws Unread */
export async function readDocument(file: Attached, kind: DocumentKind): Promise<ReadDocument> {
  if (file.bytes.length > DOCUMENT_LIMITS.bytes) throw tooLarge(`over ${DOCUMENT_LIMITS.bytes} bytes`);
  const read = await partsOf(file, kind);
  if (!read.parts.some(({ rows }) => hasWords(rows))) throw unreadable('no text in it');
  return read;
}

async function partsOf(file: Attached, kind: DocumentKind): Promise<ReadDocument> {
  switch (kind) {
    case 'csv':
      return one(file.name, 'csv', csvRows(file.bytes, file.charset, file.around));
    case 'html':
      return one(file.name, 'html', htmlOf(file));
    case 'text':
      return one(file.name, 'text', textOf(file));
    case 'zip':
      return officeOf(file, openZip(file.bytes));
    case 'pdf':
      return pdfOf(file);
    case 'ole':
      return containerOf(file);
    case 'sealed':
      throw encrypted('sealed for somebody else');
    default:
      throw unreadable('of a form that is not read');
  }
}

async function pdfOf({ name, bytes }: Attached): Promise<ReadDocument> {
  // Loaded only for a letter that needs it: it takes a third of a second and 60 MB.
  const { readPdf } = await import('./pdf.ts');
  const { rows, isPartly } = await readPdf(bytes);
  return one(name, 'pdf', { rows, isDamaged: isPartly });
}

const one = (
  name: string,
  format: WrittenFormat,
  { rows, isDamaged }: { rows: readonly WrittenRow[]; isDamaged: boolean },
): ReadDocument => ({ parts: [{ format, name, rows }], isDamaged });

function htmlOf({ bytes, charset }: Attached): { rows: readonly WrittenRow[]; isDamaged: boolean } {
  const { text, isDamaged } = decodeBytes(bytes, charset ?? metaCharset(bytes));
  const list = new RowList();
  const hidesLink = addHtml(text, list);
  return { rows: list.rows, isDamaged: isDamaged || hidesLink };
}

function textOf({ bytes, charset, around }: Attached): { rows: readonly WrittenRow[]; isDamaged: boolean } {
  const { text, isDamaged } = decodeBytes(bytes, charset, around);
  const list = new RowList();
  addText(text, list);
  return { rows: list.rows, isDamaged };
}

/** What a page says of its own charset, in its first kilobytes (HTML, 13.2.3.2). */
export const metaCharset = (bytes: Buffer): string | undefined =>
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 4096))?.[1];

function officeOf(file: Attached, zip: Zip): ReadDocument {
  if (isWorkbook(zip)) {
    const sheets = workbookSheets(zip, file.bytes.length);
    return {
      parts: sheets.map(({ name, rows }) => ({ format: 'xlsx', name: `${file.name} / ${name}`, rows })),
      isDamaged: sheets.some(({ hidesLink }) => hidesLink),
    };
  }
  if (isWordDocument(zip)) return one(file.name, 'docx', { rows: wordRows(zip), isDamaged: false });
  if (isHangulPackage(zip)) return one(file.name, 'hwpx', { rows: hangulPackageRows(zip), isDamaged: false });
  throw unreadable('of a form that is not read');
}

async function containerOf({ name, bytes }: Attached): Promise<ReadDocument> {
  const { hangulRows, isEncryptedOffice, isHangul, openContainer } = await import('./hwp.ts');
  const container = openContainer(bytes);
  if (isEncryptedOffice(container)) throw encrypted('it needs a password');
  // Old forms of Word and Excel are not read: a person opens them, on a machine apart.
  if (!isHangul(container)) throw unreadable('of a form that is not read');
  return one(name, 'hwp', { rows: hangulRows(container, bytes.length), isDamaged: false });
}

/** Whether this archive is one document, and not a folder of files. */
export const isOneDocument = (zip: Zip): boolean =>
  zip.has('[Content_Types].xml') || zip.has('mimetype') || zip.has('META-INF/container.xml');
