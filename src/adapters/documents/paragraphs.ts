// Paragraphs and tables of an office document to rows: what DOCX, HWPX and HWP have in common, whatever their files look like.
import type { LinkBehind, WrittenRow } from '../../domain/notice/written.ts';
import { lineOf, type RowList } from './rows.ts';
import { OpenTable } from './table.ts';

interface Line {
  words: string;
  links: LinkBehind[];
  /** Its words are kept apart: cut out of the line, each link would hold a copy of the whole line in memory. */
  link: { readonly target: string; words: string } | undefined;
  ordinal: number | null;
}

const newLine = (): Line => ({ words: '', links: [], link: undefined, ordinal: null });

export class Paragraphs {
  readonly #into: RowList;
  readonly #cells: WrittenRow[][] = [];
  readonly #tables: OpenTable[] = [];
  /** A text box stands inside a paragraph: the line around it waits. */
  readonly #waiting: Line[] = [];
  #line = newLine();

  constructor(into: RowList) {
    this.#into = into;
  }

  text(words: string): void {
    this.#line.words += words;
    if (this.#line.link !== undefined) this.#line.link.words += words;
  }

  /** A new line inside a paragraph; inside a link only the words are broken, for they belong together. */
  break(): void {
    if (this.#line.link === undefined) this.endParagraph();
    else this.text('\n');
  }

  number(ordinal: number | null): void {
    this.#line.ordinal = ordinal;
  }

  openLink(target: string): void {
    this.closeLink();
    if (target !== '') this.#line.link = { target, words: '' };
  }

  closeLink(): void {
    const { link } = this.#line;
    if (link !== undefined) this.#line.links.push({ text: link.words.trim(), target: link.target });
    this.#line.link = undefined;
  }

  endParagraph(): void {
    const open = this.#line.link;
    this.closeLink();
    const { words, links, ordinal } = this.#line;
    this.#line = newLine();
    if (open !== undefined) this.#line.link = { target: open.target, words: '' };
    if (words.trim() !== '' || links.length > 0) this.#put(lineOf(words.trimEnd(), links, { ordinal }));
  }

  openBox(): void {
    this.#waiting.push(this.#line);
    this.#line = newLine();
  }

  closeBox(): void {
    this.closeLink();
    this.endParagraph();
    this.#line = this.#waiting.pop() ?? newLine();
  }

  openTable(): void {
    this.openBox();
    this.#tables.push(new OpenTable());
  }

  openCell(columns?: string, below?: string): void {
    const rows = this.#tables.at(-1)?.openCell(columns, below);
    if (rows !== undefined) this.#cells.push(rows);
  }

  spans(columns: string | undefined, below: string | undefined): void {
    this.#tables.at(-1)?.spans(columns, below);
  }

  goesOn(): void {
    this.#tables.at(-1)?.goesOn();
  }

  closeCell(): void {
    this.closeLink();
    this.endParagraph();
    this.#cells.pop();
  }

  closeRow(): void {
    for (const row of this.#tables.at(-1)?.closeRow(0) ?? []) this.#put(row);
  }

  closeTable(): void {
    this.closeRow();
    this.#tables.pop();
    this.closeBox();
  }

  #put(row: WrittenRow): void {
    const cell = this.#cells.at(-1);
    if (cell === undefined) this.#into.add(row);
    else cell.push(row);
  }
}
