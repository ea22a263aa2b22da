// A Word document (DOCX, ECMA-376) to rows: paragraphs, tables, links, numbers of numbered paragraphs. Words that were deleted, moved away
// or hidden are not read, nor are headers and footers, which hold letterheads.
import type { WrittenRow } from '../../domain/notice/written.ts';
import { type Levels, listLevels, listOfStyles } from './docx-lists.ts';
import { Numbering } from './numbering.ts';
import { Paragraphs } from './paragraphs.ts';
import { type Relation, relationsOf } from './relations.ts';
import { RowList } from './rows.ts';
import { unreadable } from './unread.ts';
import { attribute, type Attributes, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

const FIELD_LINK = /^\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"(?:.*?\\l\s+"([^"]*)")?/i;
const SKIPPED = new Set(['Fallback', 'moveFrom']);

const mainFile = (zip: Zip): string | undefined =>
  [
    [...relationsOf(zip, '').values()].find(({ type }) => type === 'officeDocument')?.target,
    'word/document.xml',
  ].find((file) => file !== undefined && /(^|\/)word\//i.test(file) && zip.has(file));

export const isWordDocument = (zip: Zip): boolean => mainFile(zip) !== undefined;

/** @throws Unread */
export function wordRows(zip: Zip): readonly WrittenRow[] {
  const file = mainFile(zip);
  if (file === undefined) throw unreadable('no document in it');
  const relations = relationsOf(zip, file);
  const place = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type && zip.has(relation.target))?.target;
  const list = new RowList();
  const reader = new WordReader(
    list,
    relations,
    listLevels(zip, place('numbering')),
    listOfStyles(zip, place('styles')),
  );
  readXml(zip.read(file), reader);
  return list.rows;
}

interface Numbered {
  list: string | undefined;
  level: number;
}

class WordReader {
  readonly #to: Paragraphs;
  readonly #numbering = new Numbering();
  #skipped = 0;
  #takes = '';
  #isHidden = false;
  #instruction = '';
  #numbered: Numbered = { list: undefined, level: 0 };
  #style = '';
  readonly #relations: ReadonlyMap<string, Relation>;
  readonly #levels: Levels;
  readonly #styles: ReadonlyMap<string, Numbered>;

  constructor(
    into: RowList,
    relations: ReadonlyMap<string, Relation>,
    levels: Levels,
    styles: ReadonlyMap<string, Numbered>,
  ) {
    this.#to = new Paragraphs(into);
    this.#relations = relations;
    this.#levels = levels;
    this.#styles = styles;
  }

  open(name: string, attributes: Attributes): void {
    if (SKIPPED.has(name)) this.#skipped += 1;
    if (this.#skipped > 0) return;
    const value = attribute(attributes, 'val');
    switch (name) {
      case 't':
      case 'instrText':
        this.#takes = name;
        break;
      case 'r':
        this.#isHidden = false;
        break;
      case 'vanish':
        this.#isHidden = value !== '0' && value !== 'false';
        break;
      case 'tab':
        if (value === undefined) this.#to.text('\t');
        break;
      case 'br':
      case 'cr':
        this.#to.break();
        break;
      case 'noBreakHyphen':
        this.#to.text('-');
        break;
      case 'p':
        [this.#numbered, this.#style] = [{ list: undefined, level: 0 }, ''];
        break;
      case 'pStyle':
        this.#style = value ?? '';
        break;
      case 'ilvl':
        this.#numbered.level = Number(value);
        break;
      case 'numId':
        this.#numbered.list = value;
        break;
      case 'hyperlink':
        this.#to.openLink(this.#target(attributes));
        break;
      case 'fldSimple':
        this.#to.openLink(linkOf(attribute(attributes, 'instr') ?? ''));
        break;
      case 'fldChar':
        this.#field(attribute(attributes, 'fldCharType'));
        break;
      default:
        this.#openPart(name, value);
    }
  }

  close(name: string): void {
    if (SKIPPED.has(name)) {
      this.#skipped -= 1;
      return;
    }
    if (this.#skipped > 0) return;
    if (name === this.#takes) this.#takes = '';
    if (name === 'pPr') this.#to.number(this.#ordinal());
    if (name === 'hyperlink' || name === 'fldSimple') this.#to.closeLink();
    if (name === 'p') this.#to.endParagraph();
    if (name === 'txbxContent') this.#to.closeBox();
    if (name === 'tc') this.#to.closeCell();
    if (name === 'tr') this.#to.closeRow();
    if (name === 'tbl') this.#to.closeTable();
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#takes === 't' && !this.#isHidden) this.#to.text(text);
    if (this.#takes === 'instrText') this.#instruction += text;
  }

  #openPart(name: string, value: string | undefined): void {
    if (name === 'txbxContent') this.#to.openBox();
    if (name === 'tbl') this.#to.openTable();
    if (name === 'tc') this.#to.openCell();
    // A cell that goes on from above is written again, empty: only across do cells reach without being written.
    if (name === 'gridSpan') this.#to.spans(value, undefined);
    if (name === 'vMerge' && value !== 'restart') this.#to.goesOn();
  }

  /** `begin`, the instruction, `separate`, the words, `end`. */
  #field(type: string | undefined): void {
    if (type === 'begin') this.#instruction = '';
    if (type === 'separate') {
      const target = linkOf(this.#instruction);
      if (target !== '') this.#to.openLink(target);
      this.#instruction = '';
    }
    if (type === 'end') this.#to.closeLink();
  }

  #target(attributes: Attributes): string {
    const relation = this.#relations.get(attribute(attributes, 'id') ?? '');
    if (relation === undefined) return '';
    const anchor = attribute(attributes, 'anchor');
    return anchor === undefined || anchor === '' ? relation.target : `${relation.target}#${anchor}`;
  }

  #ordinal(): number | null {
    const ofStyle = this.#styles.get(this.#style);
    const list = this.#numbered.list ?? ofStyle?.list;
    if (list === undefined || list === '0') return null;
    const level = this.#numbered.list === undefined ? (ofStyle?.level ?? 0) : this.#numbered.level;
    const found = this.#levels.get(list)?.[level];
    if (found === undefined) return null;
    const ordinal = this.#numbering.next(found.counter, level, found.start);
    return found.isNumber ? ordinal : null;
  }
}

function linkOf(instruction: string): string {
  const [, target = '', place] = FIELD_LINK.exec(instruction) ?? [];
  return target === '' || place === undefined ? target : `${target}#${place}`;
}
