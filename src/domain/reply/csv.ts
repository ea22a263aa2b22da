// The answer as a table beside its letter, for spreadsheet programs: one row an item, the same facts and nothing more. RFC 4180 in UTF-8,
// with the mark by which Korean spreadsheet programs know it. No cell is a formula, whoever wrote what stands in it.
import type { Case } from '../case/case.ts';
import { type Instant, kst, utc } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type Language, type RejectedLine, replyLanguage } from '../notice/letter.ts';
import { COLUMNS, COLUMN_WORDS, type Column, type ColumnWords } from './csv-words.ts';
import { type ResultRow, resultRows } from './rows.ts';
import { blindText, groundWords, resultText, WORDS } from './words.ts';

/** A file beside the text of a mail. */
export interface Attachment {
  readonly name: string;
  readonly type: 'text/csv';
  readonly text: string;
}

const BYTE_ORDER_MARK = '\uFEFF';
const END_OF_ROW = '\r\n';

/**
 * The answer of a case as CSV, in the language of the notice: a row for each item, then one for each line that was no link.
 * @param edition that it goes with, from 1; it is part of the name only
 * @returns `reply.not-ready` while an item has no result
 */
export function replyCsv(state: Case, edition: number): Result<Attachment> {
  const rows = resultRows(state);
  const { notice, number } = state;
  if (rows === null || notice === null || number === null)
    return refuse('reply.not-ready', 'not every item is settled');
  const language = replyLanguage(notice.reading);
  const words = COLUMN_WORDS[language];
  const lines = [
    COLUMNS.map((column) => words.heading[column]),
    ...rows.map((row) => lineOf(cellsOf(row, state.laws, language, words))),
    ...notice.reading.rejected.map((line) => lineOf(unreadCells(line, notice.receivedAt, language, words))),
  ];
  const text = lines.map((cells) => cells.map(cellText).join(',') + END_OF_ROW).join('');
  return ok({ name: `${number}.${edition}.csv`, type: 'text/csv', text: BYTE_ORDER_MARK + text });
}

type Cell = string | number;
/** What a row does not have is an empty cell. */
type Cells = Partial<Record<Column, Cell>>;

const lineOf = (cells: Cells): readonly Cell[] => COLUMNS.map((column) => cells[column] ?? '');

function cellsOf(row: ResultRow, laws: Case['laws'], language: Language, words: ColumnWords): Cells {
  const { result, copiesFound, copiesRemoved } = row;
  return {
    position: row.position,
    ...(row.number === null ? {} : { number: row.number }),
    place: row.place,
    result: result.word,
    inWords: resultText(result, language, (ground) => groundWords(ground, language, laws)),
    found: copiesFound,
    removed: copiesRemoved,
    remaining: copiesFound - copiesRemoved,
    remains: remainsText(row, language, words),
    ...times('received', row.receivedAt),
    ...times('acted', row.actedAt),
    ...times('checked', row.verifiedAt),
    ...times('back', row.backAt),
    ...times('preserved', row.preservedUntil),
    ...times('again', row.looksAgainAt),
    ...times('letGo', row.keptNoLongerSince),
  };
}

/** A line that was no link, by its number alone: what it says is not repeated. */
function unreadCells(
  { number, code }: RejectedLine,
  receivedAt: Instant,
  language: Language,
  words: ColumnWords,
): Cells {
  return {
    ...(number === null ? {} : { number }),
    result: 'need_more',
    inWords: words.unread(code),
    remains: WORDS[language].unreadLine,
    ...times('received', receivedAt),
  };
}

/** What is still there, or may be: said in the words of the letter. */
function remainsText(
  { result, how, copiesFound, copiesRemoved, blind }: ResultRow,
  language: Language,
  words: ColumnWords,
): string {
  const parts = [
    ...(how === 'hide' ? [words.hidden] : []),
    ...(result.word === 'refused' || result.word === 'withdrawn' ? [words.stays] : []),
    ...(copiesFound > copiesRemoved && result.word === 'unremovable' ? [words.shown] : []),
    ...(blind.length === 0 ? [] : [words.notSearched(blindText(blind, language))]),
  ];
  return parts.join(' ');
}

type Moment = 'received' | 'acted' | 'checked' | 'back' | 'preserved' | 'again' | 'letGo';

const times = (name: Moment, at: Instant | null): Cells =>
  at === null ? {} : { [`${name}Utc`]: utc(at), [`${name}Kst`]: kst(at) };

/**
 * A whole number as it is; any text in quotes. A text that a spreadsheet program would take for a formula, also behind blanks or in full
 * width, gets an apostrophe before it; what is no printed character becomes a blank, so that no cell spills into the next row.
 */
export function cellText(cell: Cell): string {
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return String(cell);
  const plain = String(cell).replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ');
  const harmless = FORMULA.test(plain) ? `'${plain}` : plain;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** As OWASP lists them, with the full-width forms that Japanese, Chinese and Korean programs take for the same. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/u;
