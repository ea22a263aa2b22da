// The sentences of a letter, of its own words only: lines that belong together joined, links taken out, lists and names left alone.
import { ASKED_IN_COLUMN } from './measure-words.ts';
import type { OwnRow } from './own-rows.ts';
import { oneLine } from './plain-text.ts';
import { printedNumber } from './printed-number.ts';
import { says } from './wording.ts';

export interface Sentence {
  readonly text: string;
  /** In a cell of a table, beside others: a word there is no sentence, whatever it says. */
  readonly isCell: boolean;
}

/** Security limits: longer sentences are read up to here, and no letter has more of them to say. */
const MAX_SENTENCE = 1_500;
const MAX_SENTENCES = 3_000;
const MAX_PARAGRAPH = 20_000;
/** `Reply by | 25 November`: a label and its value, side by side. */
const MAX_LABEL = 30;
const MAX_ASKED = 40;
/** The head of a column of deadlines. */
const DATED = /기한|시한|마감|\bdeadline\b|\bdue\b|\bby\b|frist|\bbis\b|期限|締め?切/i;
/** `… 결과는 2026. 11.` and `22.(일) 18:00까지 …`: a date that goes over the end of a line. */
const MONTH_AT_END = /\S (?:\d{4}\. ?)?(?:1[0-2]|0?[1-9])\.$/;
const DAY_AT_START = /^\s*(?:3[01]|[12]\d|0?[1-9])\. ?(?:\([월화수목금토일]\)|\d{1,2}:\d\d|까지|한)/;
/** After a sentence mark and a space. Not after a number or a short word: dates and abbreviations have points too. */
const BREAK =
  /(?<=[.!?][)"'”’\]]?)(?<!\d\.)(?<!\b(?:nos?|nrn?|art|abs|bzw|ca|dr|mr|ms|st|sec|p|pp|z|b|a|u|d|h|m|e|g|i|approx|ref|az|tel|vgl)\.) +|(?<=[다요오함음임]\.) *(?=[가-힣A-Za-z\d(])|(?<=[。！？])/i;

/** @param rows of the whole letter; rows with an aside say nothing */
export function sentencesOf(rows: readonly OwnRow[]): Sentence[] {
  return [...paragraphs(rows)]
    .flatMap(({ text, isCell }) =>
      text.split(BREAK).map((part) => ({ text: oneLine(part).slice(0, MAX_SENTENCE), isCell })),
    )
    .filter(({ text }) => text !== '')
    .slice(0, MAX_SENTENCES);
}

function* paragraphs(rows: readonly OwnRow[]): Generator<Sentence> {
  let lines: string[] = [];
  let heads: readonly string[] = [];
  const flush = function* (): Generator<Sentence> {
    if (lines.length > 0) yield { text: lines.join(' ').slice(0, MAX_PARAGRAPH), isCell: false };
    lines = [];
  };
  for (const row of rows) {
    if (row.aside !== null) {
      yield* flush();
      continue;
    }
    if (row.isTable) {
      yield* flush();
      const [label = '', value = '', ...more] = row.cells
        .map(({ text }) => oneLine(text))
        .filter((text) => text !== '');
      if (
        value !== '' &&
        more.length === 0 &&
        label.length <= MAX_LABEL &&
        !/\d/.test(label) &&
        !row.hasLink
      ) {
        yield { text: `${label.replace(/[:\s]+$/, '')}: ${value}`.slice(0, MAX_PARAGRAPH), isCell: false };
        continue;
      }
      heads = headsOf(row) ?? heads;
      yield* cellsUnder(row, heads);
      for (const { text } of row.cells) {
        const said = oneLine(text.replace(/\n/g, ' '));
        if (said !== '') yield { text: said.slice(0, MAX_PARAGRAPH), isCell: row.cells.length > 1 };
      }
      continue;
    }
    heads = [];
    const said = row.text.slice(0, MAX_PARAGRAPH);
    if (said.trim() === '' || startsAnew(row, said, lines)) yield* flush();
    if (said.trim() !== '') lines.push(oneLine(said));
    if (row.hasLink && lines.length === 1 && /^\S*$/.test(lines[0] ?? '')) yield* flush();
  }
  yield* flush();
}

/** The words over the columns of a table, or null where a row says anything else. */
function headsOf({ cells, hasLink }: OwnRow): string[] | null {
  const heads = cells.map(({ text }) => oneLine(text));
  const filled = heads.filter((head) => head !== '');
  const isHead = filled.length > 1 && filled.every((head) => head.length <= MAX_LABEL && !/\d/.test(head));
  return isHead && !hasLink && filled.some((head) => DATED.test(head) || says(ASKED_IN_COLUMN, head))
    ? heads
    : null;
}

/** What stands under a head that names a deadline, or what is asked for, is said as a label and its value. */
const cellsUnder = ({ cells }: OwnRow, heads: readonly string[]): Sentence[] =>
  heads.flatMap((head, at) => {
    const value = oneLine(cells[at]?.text ?? '');
    const isAsked = says(ASKED_IN_COLUMN, head) && value !== '' && value.length <= MAX_ASKED;
    if (!isAsked && !(DATED.test(head) && /\d/.test(value))) return [];
    return [{ text: `${head}: ${value}`.slice(0, MAX_SENTENCE), isCell: false }];
  });

/** A number, a bullet or a label begins something new: in a letterhead each line speaks for itself. */
function startsAnew(row: OwnRow, text: string, before: readonly string[]): boolean {
  const last = before.at(-1) ?? '';
  if (row.ordinal !== null) return true;
  if (MONTH_AT_END.test(last) && DAY_AT_START.test(text)) return false;
  const number = printedNumber(text);
  if (number?.isMarked === true && !(number.rest === '' && isUnfinished(last))) return true;
  if (/^[^:]{0,30}\d:\d\d/.test(text) && (isUnfinished(last) || /\d\. ?\d{1,2}\.$/.test(last))) return false;
  if (/^\s*[-*•·■□○●▶※]/.test(text) || /^[^\s:]{1,20}(?: [^\s:]{1,20}){0,2} ?: ?\S/.test(text.trim()))
    return true;
  if (/^\S{1,10} {2,}\S/.test(text.trim())) return true;
  if (/^[\x20-\x7e]+[,:]$/.test(last) && /^[\u3041-\u30fa\u4e00-\u9fff가-힣]/.test(text.trim())) return true;
  return last.length < 25 && !/[,;]$/.test(last) && !/[.!?。]$/.test(last) ? isHeadingLike(last) : false;
}

/** A line of prose that stops in the middle: what follows is no number of an item and no label. */
const isUnfinished = (line: string): boolean => line.length >= 40 && !/[.!?:。]$/.test(line);
const isHeadingLike = (line: string): boolean => line !== '' && line.split(' ').length <= 4;
