// A PDF letter to rows, page after page: its words in lines as they stand on the page, the links that lie over them, and what was filled
// into its forms. Pictures are not decoded and nothing is drawn: a page that is only a picture has no words.
import { createRequire } from 'node:module';
import path from 'node:path';
import { getDocument, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { WrittenRow } from '../../domain/notice/written.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { linesOf, type PageLink, type Placed } from './pdf-lines.ts';
import { pdfRows } from './pdf-rows.ts';
import { hasWords, RowList } from './rows.ts';
import { encrypted, tooLarge, Unread, unreadable } from './unread.ts';

const NO_LETTER = '\ufffd';
type Document = Awaited<ReturnType<typeof getDocument>['promise']>;
type Page = Awaited<ReturnType<Document['getPage']>>;

const FOLDER = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** `isPartly`: a page has no words while others have, or a font does not tell what its letters are. @throws Unread */
export async function readPdf(bytes: Buffer): Promise<{ rows: readonly WrittenRow[]; isPartly: boolean }> {
  const document = await opened(bytes);
  try {
    if (document.numPages > DOCUMENT_LIMITS.pages) throw tooLarge(`over ${DOCUMENT_LIMITS.pages} pages`);
    const list = new RowList();
    let isPartly = false;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const rows = pdfRows(await pageLines(page));
      isPartly ||=
        !hasWords(rows) || rows.some(({ cells }) => cells.some(({ text }) => text.includes(NO_LETTER)));
      for (const row of rows) list.add(row);
      page.cleanup();
    }
    return { rows: list.rows, isPartly };
  } catch (error) {
    throw error instanceof Unread ? error : unreadable((error as Error).message);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function opened(bytes: Buffer): Promise<Document> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${FOLDER}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${FOLDER}/standard_fonts/`,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    maxImageSize: 1,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    return await task.promise;
  } catch (error) {
    throw (error as Error).name === 'PasswordException'
      ? encrypted('it needs a password')
      : unreadable((error as Error).message);
  }
}

async function pageLines(page: Page): Promise<ReturnType<typeof linesOf>> {
  const { transform } = page.getViewport({ scale: 1 });
  const [content, notes] = [await page.getTextContent(), await page.getAnnotations()];
  const words = content.items.flatMap((item): Placed[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = Util.transform(transform, item.transform) as number[];
    return [{ text: item.str, x, y, width: item.width, height: Math.hypot(c, d) || item.height || 10 }];
  });
  return linesOf(
    [...words, ...notes.flatMap((note) => filledIn(note, transform))],
    notes.flatMap((note) => linkOf(note, transform)),
  );
}

interface Note {
  readonly subtype?: string;
  readonly rect?: number[];
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly fieldValue?: unknown;
  readonly contentsObj?: { readonly str?: string };
  readonly hidden?: boolean;
}

const FORM_TEXT = 10;

/** What somebody typed into a form, or onto the page. */
function filledIn(note: Note, transform: number[]): Placed[] {
  const text =
    note.subtype === 'Widget'
      ? note.fieldValue
      : note.subtype === 'FreeText'
        ? note.contentsObj?.str
        : undefined;
  if (typeof text !== 'string' || text.trim() === '' || note.rect === undefined || note.hidden === true)
    return [];
  const { left, top, bottom } = boxOf(note.rect, transform);
  const lines = text.split(/\r\n|[\r\n]/);
  const height = Math.max(6, Math.min(FORM_TEXT, (bottom - top) / lines.length));
  return lines.map((line, at) => ({
    text: line,
    x: left + 2,
    y: lines.length === 1 ? (top + bottom) / 2 + height / 3 : top + (at + 1) * height,
    width: line.length * height * 0.5,
    height,
  }));
}

function linkOf(note: Note, transform: number[]): PageLink[] {
  const target = note.unsafeUrl ?? note.url;
  if (note.subtype !== 'Link' || target === undefined || target === '' || note.rect === undefined) return [];
  return [{ target, ...boxOf(note.rect, transform) }];
}

/** A rectangle of the page as it is seen: y grows downwards. */
function boxOf(rect: number[], transform: number[]): Omit<PageLink, 'target'> {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const corner = (x: number, y: number): number[] => {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
    return [a * x + c * y + e, b * x + d * y + f];
  };
  const [p, q] = [corner(x1, y1), corner(x2, y2)];
  const [px = 0, py = 0, qx = 0, qy = 0] = [...p, ...q];
  return { left: Math.min(px, qx), right: Math.max(px, qx), top: Math.min(py, qy), bottom: Math.max(py, qy) };
}
