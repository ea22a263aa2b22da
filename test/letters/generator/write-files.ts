// Lists as files: CSV, workbooks, PDF, Word and Hangul documents; the letter itself as one of them.
import iconv from 'iconv-lite';
import {
  hangulDocument,
  hangulPackage,
  hangulParagraph,
  record,
  wordDocument,
  workbook,
} from '../office-files.ts';
import { pdfOf, type Words as PlacedWords } from '../pdf-file.ts';
import type { Chance } from './chance.ts';
import { WORDS } from './compose.ts';
import type { Block } from './draft.ts';
import type { Row, Tongue } from './intent.ts';
import { columnNumber, numberingOf } from './numbers.ts';
import { escaped } from './write-html.ts';

export interface Cell {
  readonly text: string;
  /** A link behind the words. */
  readonly target?: string;
}
type Grid = readonly (readonly Cell[])[];

/** A list as rows of cells, its head first. @param mayHide links may lie behind words */
export function gridOf(chance: Chance, tongue: Tongue, rows: readonly Row[], mayHide: boolean): Grid {
  const { columns, behind } = WORDS[tongue];
  const isNumbered = rows.some(({ number }) => number !== null);
  const number = columnNumber(chance, tongue);
  const hasAccount = chance.percent(20);
  const head = [
    ...(isNumbered ? [chance.one(columns.number)] : []),
    chance.one(columns.link),
    ...(hasAccount ? [chance.one(columns.account)] : []),
    chance.one(columns.seen),
  ];
  const hides = mayHide && chance.percent(40);
  const body = rows.map((row): Cell[] => [
    ...(isNumbered ? [{ text: row.number === null ? '' : number(row.number) }] : []),
    linkCell(chance, row, hides, behind),
    ...(hasAccount ? [{ text: chance.one(['@alder_1', 'birch', 'https://t.me/poster_one']) }] : []),
    { text: '11.16.' },
  ]);
  return [head.map((text) => ({ text })), ...body];
}

function linkCell(chance: Chance, { link }: Row, hides: boolean, words: readonly string[]): Cell {
  if ('code' in link || !hides || !/^[a-z]+:/i.test(link.printed)) return { text: link.printed };
  return { text: chance.percent(50) ? chance.one(words) : link.printed, target: link.printed };
}

export function csvOf(chance: Chance, tongue: Tongue, grid: Grid): Buffer {
  const mark = chance.one([',', ',', ';', '\t']);
  const quoted = (text: string): string =>
    /[",;\t\n]/.test(text) || chance.percent(20) ? `"${text.replace(/"/g, '""')}"` : text;
  const text =
    grid.map((row) => row.map((cell) => quoted(cell.text)).join(mark)).join(chance.one(['\r\n', '\n'])) +
    '\r\n';
  const own = { ko: 'cp949', ja: 'shift_jis', de: 'windows-1252', en: 'utf-8' }[tongue];
  if (chance.percent(35) && iconv.decode(iconv.encode(text, own), own) === text)
    return iconv.encode(text, own);
  if (chance.percent(12)) return iconv.encode(text, 'utf-16le', { addBOM: true });
  return Buffer.from((chance.percent(60) ? '\ufeff' : '') + text);
}

const TITLES: Readonly<Record<Tongue, string>> = {
  ko: '대상 정보 목록',
  en: 'List of items',
  ja: '対象一覧',
  de: 'Liste der Fundstellen',
};

/** What looks like the number of a character is written so that it is none, as spreadsheet programs do. */
const inBook = (text: string): string => text.replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_');

export function xlsxOf(chance: Chance, tongue: Tongue, grids: readonly Grid[]): Buffer {
  const hasTitle = chance.percent(50);
  const isNumeric = chance.percent(60);
  return workbook({
    sheets: grids.map((grid, at) => {
      const links: string[] = [];
      const places: string[] = [];
      const from = hasTitle ? 2 : 1;
      const rows = grid.map((cells, row) => {
        const inside = cells.map((cell, column) => {
          const place = `${String.fromCharCode(65 + column)}${row + from}`;
          if (cell.target !== undefined)
            places.push(`<hyperlink ref="${place}" r:id="rId${links.push(cell.target)}"/>`);
          return isNumeric && /^[1-9]\d*$/.test(cell.text)
            ? `<c r="${place}"><v>${cell.text}</v></c>`
            : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(inBook(cell.text))}</t></is></c>`;
        });
        return `<row r="${row + from}">${inside.join('')}</row>`;
      });
      const title = `<row r="1"><c r="A1" t="inlineStr"><is><t>${TITLES[tongue]}</t></is></c></row>`;
      const width = String.fromCharCode(64 + (grid[0]?.length ?? 1));
      return {
        name: `Sheet${at + 1}`,
        rows: (hasTitle ? title : '') + rows.join(''),
        behind: `${hasTitle ? `<mergeCells><mergeCell ref="A1:${width}1"/></mergeCells>` : ''}<hyperlinks>${places.join('')}</hyperlinks>`,
        links,
      };
    }),
  });
}

/** Blocks as paragraphs and grids, for documents that have both. */
type Piece = { readonly text: string } | { readonly grid: Grid; readonly isNumbered: boolean };

function pieces(chance: Chance, tongue: Tongue, blocks: readonly Block[], mayHide: boolean): Piece[] {
  const numbering = numberingOf(chance, tongue);
  const isTable = chance.percent(60);
  return blocks.flatMap((block): Piece[] => {
    if (block.what === 'line') return [{ text: block.text }];
    if (block.what === 'quoted') return [];
    if (isTable) {
      const isNumbered = block.rows.some(({ number }) => number !== null);
      return [{ grid: gridOf(chance, tongue, block.rows, mayHide), isNumbered }];
    }
    return block.rows.map(({ number, link }) => ({
      text: number === null ? link.printed : `${numbering(number)} ${link.printed}`,
    }));
  });
}

export function docxOf(chance: Chance, tongue: Tongue, blocks: readonly Block[]): Buffer {
  const links: string[] = [];
  const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
  const cell = ({ text, target }: Cell): string => {
    const words =
      target === undefined
        ? run(text)
        : `<w:hyperlink r:id="rId${links.push(target)}">${run(text)}</w:hyperlink>`;
    return `<w:tc><w:p>${words}</w:p></w:tc>`;
  };
  const body = pieces(chance, tongue, blocks, true).map((piece) =>
    'text' in piece
      ? `<w:p>${run(piece.text)}</w:p>`
      : `<w:tbl>${piece.grid.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`,
  );
  return wordDocument(body.join(''), links);
}

export function hwpxOf(chance: Chance, tongue: Tongue, blocks: readonly Block[]): Buffer {
  const p = (content: string): string => `<hp:p paraPrIDRef="0"><hp:run>${content}</hp:run></hp:p>`;
  const t = (text: string): string => `<hp:t>${escaped(text)}</hp:t>`;
  const cell = ({ text, target }: Cell): string => {
    const words = target === undefined ? t(text) : hangulLink(target, t(text));
    return `<hp:tc><hp:subList>${p(words)}</hp:subList><hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>`;
  };
  const body = pieces(chance, tongue, blocks, true).map((piece) =>
    p(
      'text' in piece
        ? t(piece.text)
        : `<hp:tbl>${piece.grid.map((row) => `<hp:tr>${row.map(cell).join('')}</hp:tr>`).join('')}</hp:tbl>`,
    ),
  );
  return hangulPackage([body.join('')]);
}

/** The command of a link field: its target with `:` and `;` escaped, and three settings behind it. */
const hangulLink = (target: string, words: string): string =>
  `<hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters><hp:stringParam name="Command">${escaped(target.replace(/[\\:;?]/g, '\\$&'))};1;0;0;</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl>${words}<hp:ctrl><hp:fieldEnd/></hp:ctrl>`;

export function hwpOf(chance: Chance, tongue: Tongue, blocks: readonly Block[]): Buffer {
  const body = pieces(chance, tongue, blocks, false).map((piece) =>
    'text' in piece
      ? hangulParagraph(0, piece.text)
      : hangulParagraph(0, '\u000b\0\0\0\0\0\0\u000b', hangulTable(piece.grid)),
  );
  return hangulDocument(Buffer.concat(body), { isForDistribution: chance.percent(20) });
}

function hangulTable(grid: Grid): Buffer {
  const cells = grid.flatMap((cells, row) =>
    cells.map(({ text }, column) => {
      const head = Buffer.alloc(34);
      [column, row, 1, 1].forEach((value, at) => head.writeUInt16LE(value, 8 + 2 * at));
      return Buffer.concat([record(72, 2, head), hangulParagraph(2, text)]);
    }),
  );
  return Buffer.concat([
    record(71, 1, Buffer.from(' lbt', 'latin1')),
    record(77, 2, Buffer.alloc(20)),
    ...cells,
  ]);
}

const PAGE_TOP = 780;
const LEADING = 15;

/** Only Korean and Latin: the other letters are not in the font that the test files name. */
export function pdfFileOf(chance: Chance, tongue: Tongue, blocks: readonly Block[]): Buffer {
  const pages: { words: PlacedWords[] }[] = [{ words: [] }];
  let y = PAGE_TOP;
  const down = (step: number): void => {
    y -= step;
    if (y > 60) return;
    y = PAGE_TOP;
    pages.push({ words: [] });
  };
  const put = (x: number, text: string): void => {
    if (text !== '') pages.at(-1)?.words.push({ x, y, text });
  };
  for (const piece of pieces(chance, tongue, blocks, false)) {
    if ('text' in piece) {
      for (const text of fitted(piece.text, 490, true)) {
        put(50, text);
        down(LEADING);
      }
      if (piece.text === '') down(LEADING);
      continue;
    }
    const isNumbered = piece.isNumbered;
    for (const row of piece.grid) {
      const places = placesOf(row.length, isNumbered);
      const columns = row.map(({ text }, at) =>
        fitted(text, (places[at + 1] ?? 560) - (places[at] ?? 0) - 10),
      );
      const height = Math.max(...columns.map((lines) => lines.length));
      if (y - height * 12 < 60) down(PAGE_TOP);
      for (let at = 0; at < height; at += 1) {
        columns.forEach((lines, column) => put(places[column] ?? 50, lines[at] ?? ''));
        if (at < height - 1) y -= 12;
      }
      down(24);
    }
    down(LEADING);
  }
  return pdfOf(pages);
}

/** Left edges of the columns: a number, the link, perhaps an account, a date. */
const placesOf = (columns: number, isNumbered: boolean): number[] => [
  50,
  ...(isNumbered ? [110] : []),
  ...(columns - (isNumbered ? 1 : 0) === 3 ? [350] : []),
  500,
];

const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? 10 : 5.6), 0);

/** What goes on in `End` cannot be told from a word by anybody: the rest begins with a digit where there is one. */
function placeBeforeDigit(text: string, at: number): number {
  const digit = /\d(?=[a-z_-]\D*$)/i.exec(text.slice(0, at))?.index ?? 0;
  return digit > 12 ? digit : at;
}

/** Digits alone on a line of text may as well be the number of the next link: the rest begins with a sign that is none. */
function placeBeforeOther(text: string, at: number): number {
  const other = /^\d+\s*$/.test(text.slice(at)) ? /[^\d/]\d*$/.exec(text.slice(0, at)) : null;
  return other === null || other.index <= 12 ? at : other.index;
}

/** Broken where a line is full: between words, or inside of one that is longer than the line. @param isText not in a cell */
function fitted(text: string, width: number, isText = false): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/(?<= )/)) {
    if (current !== '' && widthOf(current + word) > width) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += word;
    while (widthOf(current) > width) {
      const at = Math.floor(width / (widthOf(current) / current.length));
      const slash = current.slice(0, at).lastIndexOf('/') + 1;
      const place = slash > 12 ? slash : placeBeforeDigit(current, at);
      const cut = isText ? placeBeforeOther(current, place) : place;
      lines.push(current.slice(0, cut));
      current = current.slice(cut);
    }
  }
  return [...lines, current.trimEnd()];
}
