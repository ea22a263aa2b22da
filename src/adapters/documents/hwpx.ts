// A Hangul document in its open form (HWPX, KS X 6101) to rows: paragraphs, tables, links, numbers of numbered paragraphs. Letterheads
// in headers and footers and hidden comments are not read.
import type { WrittenRow } from '../../domain/notice/written.ts';
import { Numbering } from './numbering.ts';
import { Paragraphs } from './paragraphs.ts';
import { RowList } from './rows.ts';
import { encrypted, unreadable } from './unread.ts';
import { type Attributes, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

const SECTION = /^Contents\/section(\d+)\.xml$/i;
const SKIPPED = new Set(['header', 'footer', 'hiddenComment', 'secPr', 'equation', 'chart', 'shapeComment']);
const FIELD_COMMAND = /^(.*?)(?:;[\d.]+)*;*$/s;

export const isHangulPackage = (zip: Zip): boolean => zip.entries.some(({ name }) => SECTION.test(name));

/** @throws Unread */
export function hangulPackageRows(zip: Zip): readonly WrittenRow[] {
  const manifest = 'META-INF/manifest.xml';
  if (zip.has(manifest) && zip.read(manifest).includes('encryption-data'))
    throw encrypted('it needs a password');
  const sections = zip.entries
    .flatMap(({ name }) => {
      const match = SECTION.exec(name);
      return match === null ? [] : [{ name, at: Number(match[1]) }];
    })
    .toSorted((a, b) => a.at - b.at);
  if (sections.length === 0) throw unreadable('no section in it');
  const list = new RowList();
  const reader = new HangulReader(list, headings(zip));
  for (const { name } of sections) readXml(zip.read(name), reader);
  return list.rows;
}

interface Heading {
  readonly list: string;
  readonly level: number;
  readonly start: number;
}

/** Which paragraph shapes number their paragraphs. */
function headings(zip: Zip): ReadonlyMap<string, Heading> {
  const [found, starts] = [new Map<string, Heading>(), new Map<string, number>()];
  const file = 'Contents/header.xml';
  if (!zip.has(file)) return found;
  let [shape, numbering] = ['', ''];
  readXml(zip.read(file), {
    open: (name, attributes) => {
      const { id = '', type, idRef = '', level = '0', start = '1' } = attributes;
      if (name === 'numbering') numbering = id;
      if (name === 'paraHead') starts.set(`${numbering}/${Number(level) - 1}`, Number(start));
      if (name === 'paraPr') shape = id;
      if (name === 'heading' && (type === 'NUMBER' || type === 'OUTLINE'))
        found.set(shape, {
          list: `${type} ${idRef}`,
          level: Number(level),
          start: starts.get(`${idRef}/${level}`) ?? 1,
        });
    },
  });
  return found;
}

class HangulReader {
  readonly #to: Paragraphs;
  readonly #headings: ReadonlyMap<string, Heading>;
  readonly #numbering = new Numbering();
  #skipped = 0;
  #takes = '';
  #parameter = '';
  #field: { path: string; command: string } | undefined;

  constructor(into: RowList, found: ReadonlyMap<string, Heading>) {
    this.#to = new Paragraphs(into);
    this.#headings = found;
  }

  open(name: string, attributes: Attributes): void {
    if (SKIPPED.has(name)) this.#skipped += 1;
    if (this.#skipped > 0) return;
    switch (name) {
      case 't':
        this.#takes = name;
        break;
      case 'tab':
        this.#to.text('\t');
        break;
      case 'lineBreak':
        this.#to.break();
        break;
      case 'nbSpace':
      case 'fwSpace':
        this.#to.text(' ');
        break;
      case 'hyphen':
        this.#to.text('-');
        break;
      case 'p':
        this.#number(this.#headings.get(attributes['paraPrIDRef'] ?? ''));
        break;
      case 'fieldBegin':
        this.#field = attributes['type'] === 'HYPERLINK' ? { path: '', command: '' } : undefined;
        break;
      case 'stringParam':
        this.#parameter = attributes['name'] ?? '';
        break;
      case 'fieldEnd':
        this.#to.closeLink();
        break;
      case 'tbl':
        this.#to.openTable();
        break;
      case 'tc':
        this.#to.openCell();
        break;
      case 'cellSpan':
        this.#to.spans(attributes['colSpan'], attributes['rowSpan']);
        break;
      case 'drawText':
        this.#to.openBox();
        break;
      default:
    }
  }

  close(name: string): void {
    if (SKIPPED.has(name)) {
      this.#skipped -= 1;
      return;
    }
    if (this.#skipped > 0) return;
    if (name === this.#takes) this.#takes = '';
    if (name === 'stringParam') this.#parameter = '';
    if (name === 'fieldBegin') this.#openField();
    if (name === 'p') this.#to.endParagraph();
    if (name === 'drawText') this.#to.closeBox();
    if (name === 'tc') this.#to.closeCell();
    if (name === 'tr') this.#to.closeRow();
    if (name === 'tbl') this.#to.closeTable();
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#takes === 't') this.#to.text(text);
    if (this.#field === undefined) return;
    if (this.#parameter === 'Path') this.#field.path += text;
    if (this.#parameter === 'Command') this.#field.command += text;
  }

  #openField(): void {
    const field = this.#field;
    this.#field = undefined;
    if (field !== undefined)
      this.#to.openLink(field.path === '' ? hangulLink(field.command) : hangulLink(field.path));
  }

  #number(heading: Heading | undefined): void {
    if (heading !== undefined)
      this.#to.number(this.#numbering.next(heading.list, heading.level, heading.start));
  }
}

/** `https\://host/path;1;0;0;` as Hangul writes the target of a link. */
export const hangulLink = (command: string): string =>
  (FIELD_COMMAND.exec(command.trim())?.[1] ?? '').replace(/\|[^|]*$/, '').replace(/\\([:;,?&=#\\/])/g, '$1');
