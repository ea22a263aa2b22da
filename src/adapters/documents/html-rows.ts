// HTML to rows: a line for each block of words, a row for each row of a table, the number of each entry of a list, and the target of
// each link as written. Nothing is rendered or fetched. What nobody would see (display:none, size 0) is left out; a link in it makes
// the letter one that a person has to look at.
import { Parser } from 'htmlparser2';
import type { LinkBehind, WrittenRow } from '../../domain/notice/written.ts';
import { HtmlList } from './html-list.ts';
import { isBlock, isHidden, isQuotation, isWordless } from './html-style.ts';
import { OpenTable } from './table.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { lineOf, type RowList } from './rows.ts';
import { tooLarge } from './unread.ts';

type Attributes = Readonly<Record<string, string>>;
const LINK_LIKE = /:\/\/|\bt\.me\b/i;
const SPACE = /[ \t\r\n\f]+/g;
const LINE_END = /\r\n|[\n\r]/;
const LONGEST_INDENT = 200;

/**
 * @returns whether a link was hidden from whoever looks at the letter
 * @throws Unread over a limit; what came before it is in the list
 */
export function addHtml(html: string, into: RowList): boolean {
  const page = new Page(into);
  const parser = new Parser({
    onopentag: (name, attributes) => page.open(name, attributes),
    onclosetag: (name) => page.close(name),
    ontext: (text) => page.text(text),
  });
  parser.end(html);
  page.finish();
  return page.hidesLink;
}

interface Element {
  readonly name: string;
  readonly isQuote: boolean;
  readonly closes: (() => void) | undefined;
}

class Page {
  hidesLink = false;
  readonly #into: RowList;
  readonly #elements: Element[] = [];
  readonly #tables: OpenTable[] = [];
  readonly #lists: HtmlList[] = [];
  /** Where rows go: the innermost open cell of a table, or the letter. */
  readonly #cells: WrittenRow[][] = [];
  #words = '';
  #hasLineEnd = false;
  #links: LinkBehind[] = [];
  /** An open link. Its words come to the line when it ends: cut out of the line, each link would hold a copy of the whole line in memory. */
  #link: { readonly target: string; words: string; isAtLineEnd: boolean } | undefined;
  #quoted = 0;
  /** How many open elements hold no words, or none that are seen. */
  #unseen = 0;
  #wordless = 0;
  #kept = 0;

  constructor(into: RowList) {
    this.#into = into;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#elements.length >= DOCUMENT_LIMITS.depth) throw tooLarge('elements too deep in each other');
    if (isBlock(name)) this.#break();
    this.#elements.push(this.#opened(name, attributes));
  }

  close(name: string): void {
    const element = this.#elements.pop();
    if (element === undefined) return;
    if (isBlock(name)) this.#break();
    element.closes?.();
    if (element.isQuote) this.#quoted -= 1;
  }

  text(text: string): void {
    if (this.#wordless > 0) return;
    if (this.#unseen > 0) this.hidesLink ||= LINK_LIKE.test(text);
    else this.#add(this.#kept > 0 ? text : text.replace(SPACE, ' '));
    if (this.#kept > 0 && this.#link === undefined && this.#hasLineEnd) this.#breakLines();
  }

  #add(words: string): void {
    if (this.#link === undefined) this.#addToLine(words);
    else if (words !== '') {
      this.#link.words += words;
      this.#link.isAtLineEnd = words.endsWith('\n');
    }
  }

  #addToLine(words: string): void {
    this.#words += words;
    this.#hasLineEnd ||= LINE_END.test(words);
  }

  finish(): void {
    this.#endLink();
    this.#flush();
    for (const rows of this.#cells.splice(0)) for (const row of rows) this.#into.add(row);
  }

  #opened(name: string, attributes: Attributes): Element {
    const element = { name, isQuote: false, closes: undefined };
    if (isWordless(name)) return { ...element, closes: this.#count('wordless') };
    if (isHidden(attributes)) {
      if (name === 'a' && 'href' in attributes) this.hidesLink = true;
      return { ...element, closes: this.#count('unseen') };
    }
    if (this.#unseen > 0 && name === 'a' && LINK_LIKE.test(attributes['href'] ?? '')) this.hidesLink = true;
    if (this.#unseen > 0 || this.#wordless > 0) return element;
    if (name === 'blockquote' && isQuotation(attributes)) {
      this.#quoted += 1;
      return { ...element, isQuote: true };
    }
    return { ...element, closes: this.#structure(name, attributes) };
  }

  /** @returns what happens at the end of the element */
  #structure(name: string, attributes: Attributes): (() => void) | undefined {
    switch (name) {
      case 'a':
      case 'area':
        return this.#openLink(attributes['href']);
      case 'pre':
      case 'listing':
      case 'xmp':
        return this.#count('kept');
      case 'ol':
      case 'ul':
      case 'menu':
      case 'dir':
        return this.#openList(new HtmlList(name, attributes));
      case 'li':
        this.#lists.at(-1)?.openEntry(attributes);
        return undefined;
      case 'table':
        return this.#openTable();
      case 'tr':
        return this.#closesRow();
      case 'td':
      case 'th':
        return this.#openCell(attributes);
      default:
        return undefined;
    }
  }

  #count(which: 'wordless' | 'unseen' | 'kept'): () => void {
    const by = (step: number): void => {
      if (which === 'wordless') this.#wordless += step;
      else if (which === 'unseen') this.#unseen += step;
      else this.#kept += step;
    };
    by(1);
    return () => by(-1);
  }

  #openLink(target: string | undefined): (() => void) | undefined {
    this.#endLink();
    if (target === undefined || target.trim() === '') return undefined;
    this.#link = { target, words: '', isAtLineEnd: false };
    return () => this.#endLink();
  }

  #endLink(): void {
    const link = this.#link;
    this.#link = undefined;
    if (link === undefined) return;
    if (this.#links.length >= DOCUMENT_LIMITS.links) throw tooLarge(`over ${DOCUMENT_LIMITS.links} links`);
    this.#links.push({ text: link.words.trim(), target: link.target });
    const isFirst = this.#words.length < LONGEST_INDENT && this.#words.trim() === '';
    const words = withoutLastBreak(link.words);
    const begun = isFirst ? withoutFirstBreak(words) : words;
    if (begun !== words) this.#words = '';
    this.#addToLine(begun);
  }

  #openList(list: HtmlList): () => void {
    this.#lists.push(list);
    return () => {
      this.#lists.pop();
      list.close();
    };
  }

  #openTable(): () => void {
    const table = new OpenTable();
    this.#tables.push(table);
    return () => {
      this.#closeRow(table);
      this.#tables.pop();
    };
  }

  #closesRow(): (() => void) | undefined {
    const table = this.#tables.at(-1);
    if (table === undefined) return undefined;
    this.#closeRow(table);
    return () => this.#closeRow(table);
  }

  #closeRow(table: OpenTable): void {
    for (const row of table.closeRow(this.#quoted)) this.#put(row);
  }

  #openCell(attributes: Attributes): (() => void) | undefined {
    const table = this.#tables.at(-1);
    if (table === undefined) return undefined;
    this.#cells.push(table.openCell(attributes['colspan'], attributes['rowspan']));
    return () => {
      this.#endLink();
      this.#flush();
      this.#cells.pop();
    };
  }

  /** Ends a line; inside a link only the words are broken, for they belong together. */
  #break(): void {
    if (this.#link === undefined) this.#flush();
    else if (this.#link.words !== '' && !this.#link.isAtLineEnd) this.#add('\n');
  }

  #breakLines(): void {
    const lines = this.#words.split(LINE_END);
    this.#words = lines.pop() ?? '';
    for (const line of lines) {
      const rest = this.#words;
      this.#words = line;
      this.#flush();
      this.#words = rest;
    }
  }

  #flush(): void {
    const words = this.#kept > 0 ? this.#words.trimEnd() : this.#words.trim();
    const links = this.#links;
    [this.#words, this.#hasLineEnd, this.#links] = ['', false, []];
    if (words === '' && links.length === 0) return;
    const row = lineOf(words, links, { quoted: this.#quoted });
    this.#lists.at(-1)?.shownBy(row);
    this.#put(row);
  }

  #put(row: WrittenRow): void {
    const cell = this.#cells.at(-1);
    if (cell === undefined) this.#into.add(row);
    else cell.push(row);
  }
}

/** Without the empty lines at its end. Looks at each character once, unlike a pattern. */
function withoutLastBreak(words: string): string {
  const end = words.indexOf('\n', words.trimEnd().length);
  return end === -1 ? words : words.slice(0, end);
}

/** Without the empty lines at its start. */
function withoutFirstBreak(words: string): string {
  const indent = words.length - words.trimStart().length;
  return indent === 0 ? words : words.slice(words.lastIndexOf('\n', indent - 1) + 1);
}
