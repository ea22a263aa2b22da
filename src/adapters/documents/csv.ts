// CSV to table rows (RFC 4180, and what programs really write): separators `,` `;` or TAB, quoted line breaks, quotes in the wrong place.
import { type Around, decodeBytes } from './charset.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { cellOf, RowList, tableRowOf } from './rows.ts';
import { tooLarge } from './unread.ts';
import type { WrittenRow } from '../../domain/notice/written.ts';

const SEPARATORS = [',', ';', '\t'];
/** As Excel writes and reads it: the first line names the separator. */
const NAMED = /^sep=(.)\r?\n/;
const LOOKED_AT = 20_000;

/** @throws Unread over a limit */
export function csvRows(
  bytes: Buffer,
  charset: string | undefined,
  around?: Around,
): { rows: readonly WrittenRow[]; isDamaged: boolean } {
  if (bytes.length > DOCUMENT_LIMITS.tableBytes) throw tooLarge(`over ${DOCUMENT_LIMITS.tableBytes} bytes`);
  const { text, isDamaged } = decodeBytes(bytes, charset, around);
  const named = NAMED.exec(text);
  const separator = named?.[1] ?? separatorOf(text.slice(0, LOOKED_AT));
  const list = new RowList();
  addRecords(named === null ? text : text.slice(named[0].length), separator, list);
  return { rows: list.rows, isDamaged };
}

/** The one that parts most words of the first lines, outside quotes. */
function separatorOf(start: string): string {
  const bare = start.replace(/"[^"]*"/g, '""');
  const times = (separator: string): number => bare.split(separator).length;
  return SEPARATORS.reduce((best, next) => (times(next) > times(best) ? next : best));
}

function addRecords(text: string, separator: string, into: RowList): void {
  let [cells, at, isEndless] = [[] as string[], 0, false];
  const endRecord = (): void => {
    if (
      cells.length > DOCUMENT_LIMITS.columns &&
      cells.slice(DOCUMENT_LIMITS.columns).some((cell) => cell !== '')
    )
      throw tooLarge(`over ${DOCUMENT_LIMITS.columns} columns`);
    if (cells.length > 1 || cells[0]?.trim() !== '') into.add(tableRowOf(cells.map((cell) => cellOf(cell))));
    cells = [];
  };
  const fieldEnd = new RegExp(`[${separator === '\t' ? '\\t' : `\\${separator}`}\\r\\n]`, 'g');
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at, separator, isEndless) : undefined;
    isEndless ||= field === undefined && text[at] === '"';
    fieldEnd.lastIndex = field?.end ?? at;
    const end = fieldEnd.exec(text)?.index ?? text.length;
    cells.push(field === undefined ? text.slice(at, end) : field.words + text.slice(field.end, end));
    at = end + 1;
    if (text[end] === separator) {
      if (at >= text.length) cells.push('');
      continue;
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    endRecord();
  }
  if (cells.length > 0) endRecord();
}

/**
 * Undefined when the quote is not closed before a separator or the end: then it is a letter like any other.
 * @param isEndless a quote before was not closed. Whoever looked for its end saw every later run of quotes from its first, and found none
 *   that closes: behind its own run there is nothing to look for, and a file of such quotes is read in one pass
 */
function quotedField(
  text: string,
  from: number,
  separator: string,
  isEndless: boolean,
): { words: string; end: number } | undefined {
  let [at, words] = [from + 1, ''];
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1 || (isEndless && text[close - 1] !== '"')) return undefined;
    words += text.slice(at, close);
    if (text[close + 1] === '"') {
      words += '"';
      at = close + 2;
      continue;
    }
    const next = text[close + 1];
    if (next === undefined || next === separator || next === '\r' || next === '\n')
      return { words, end: close + 1 };
    // A quote in the middle of the words, as careless programs write it.
    words += '"';
    at = close + 1;
  }
}
