// Words, tables and links of an HWP 5 section to rows. Letterheads in headers and footers and hidden comments are not read.
import { hangulLink } from './hwpx.ts';
import { type HangulRecord, TAG } from './hwp-records.ts';
import { Numbering } from './numbering.ts';
import { Paragraphs } from './paragraphs.ts';
import type { RowList } from './rows.ts';

/** A paragraph shape that numbers its paragraphs. */
export interface Shape {
  readonly list: string;
  readonly level: number;
}

const FIELD_BEGINS = 3;
const FIELD_ENDS = 4;
const TAB = 9;
const LINE_BREAK = 10;
const PARAGRAPH_END = 13;
const HYPHEN = 24;
const NO_BREAK_SPACE = 30;
const WIDE_SPACE = 31;
/** These take eight characters of the text and have a record of their own. */
const WITH_RECORD = [1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23];
const INLINE = [4, 5, 6, 7, 8, 9, 19, 20];
const CONTROL_LENGTH = 8;
const NOT_READ = ['head', 'foot', 'tcmt'];

export class HangulText {
  readonly #to: Paragraphs;
  readonly #shapes: readonly (Shape | undefined)[];
  readonly #numbering = new Numbering();
  /** Open fields, and which of them are links. */
  readonly #fields: boolean[] = [];

  constructor(into: RowList, shapes: readonly (Shape | undefined)[]) {
    this.#to = new Paragraphs(into);
    this.#shapes = shapes;
  }

  add(records: readonly HangulRecord[]): void {
    for (const record of records) if (record.tag === TAG.paragraph) this.#paragraph(record);
  }

  #paragraph({ data, children }: HangulRecord): void {
    const controls = children.filter(({ tag }) => tag === TAG.control);
    const shape = data.length >= 10 ? this.#shapes[data.readUInt16LE(8)] : undefined;
    if (shape !== undefined) this.#to.number(this.#numbering.next(shape.list, shape.level, 1));
    for (const { tag, data: text } of children) if (tag === TAG.text) this.#characters(text, controls);
    for (const control of controls.splice(0)) this.#control(control);
    this.#to.endParagraph();
  }

  #characters(text: Buffer, controls: HangulRecord[]): void {
    let run: number[] = [];
    const release = (): void => {
      for (let at = 0; at < run.length; at += 4096)
        this.#to.text(String.fromCharCode(...run.slice(at, at + 4096)));
      run = [];
    };
    for (let at = 0; at + 2 <= text.length; ) {
      const code = text.readUInt16LE(at);
      const hasRecord = WITH_RECORD.includes(code);
      at += hasRecord || INLINE.includes(code) ? 2 * CONTROL_LENGTH : 2;
      if (code > WIDE_SPACE) {
        run.push(code);
        continue;
      }
      release();
      const control = hasRecord ? controls.shift() : undefined;
      if (control !== undefined) this.#control(control, code);
      else this.#mark(code);
    }
    release();
  }

  #mark(code: number): void {
    if (code === TAB) this.#to.text('\t');
    if (code === LINE_BREAK) this.#to.break();
    if (code === HYPHEN) this.#to.text('-');
    if (code === NO_BREAK_SPACE || code === WIDE_SPACE) this.#to.text(' ');
    if (code === FIELD_ENDS && this.#fields.pop() === true) this.#to.closeLink();
    if (code === PARAGRAPH_END) return;
  }

  #control({ data, children }: HangulRecord, code?: number): void {
    const id = [...data.toString('latin1', 0, 4)].reverse().join('');
    if (code === FIELD_BEGINS) {
      this.#fields.push(id === '%hlk');
      if (id === '%hlk') this.#to.openLink(targetOf(data));
      return;
    }
    if (NOT_READ.includes(id)) return;
    if (id === 'tbl ') this.#table(children);
    else if (children.length > 0) {
      this.#to.openBox();
      this.#inside(children);
      this.#to.closeBox();
    }
  }

  /** Paragraphs anywhere in a drawing, a note, a box. */
  #inside(records: readonly HangulRecord[]): void {
    for (const record of records) {
      if (record.tag === TAG.paragraph) this.#paragraph(record);
      else this.#inside(record.children);
    }
  }

  /** The lists behind the record of the table are its cells; one before it is its caption. */
  #table(records: readonly HangulRecord[]): void {
    const begin = records.findIndex(({ tag }) => tag === TAG.table);
    this.#to.openBox();
    this.add(records.slice(0, begin));
    this.#to.closeBox();
    this.#to.openTable();
    let [row, isOpen] = [0, false];
    for (const record of records.slice(begin + 1)) {
      if (record.tag === TAG.paragraph) this.#paragraph(record);
      if (record.tag !== TAG.list || record.data.length < 16) continue;
      if (isOpen) this.#to.closeCell();
      const at = record.data.readUInt16LE(10);
      if (at !== row) this.#to.closeRow();
      [row, isOpen] = [at, true];
      this.#to.openCell(String(record.data.readUInt16LE(12)), String(record.data.readUInt16LE(14)));
    }
    if (isOpen) this.#to.closeCell();
    this.#to.closeTable();
  }
}

function targetOf(data: Buffer): string {
  if (data.length < 11) return '';
  const length = data.readUInt16LE(9);
  return hangulLink(data.toString('utf16le', 11, Math.min(data.length, 11 + 2 * length)));
}
