// Plain text to rows: a line each, with quotation marks counted and format=flowed (RFC 3676) put together again.
import { cellOf, lineOf, type RowList } from './rows.ts';

const LINE_ENDS = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/;

export interface Flow {
  readonly isFlowed: boolean;
  /** The space at the end of a soft line belongs to the break, not to the words. */
  readonly delSp: boolean;
}

const UNFLOWED: Flow = { isFlowed: false, delSp: false };

/** @throws Unread over a limit; what came before it is in the list */
export function addText(text: string, into: RowList, flow: Flow = UNFLOWED): void {
  const lines = text.split(LINE_ENDS);
  // The end of the last line is no line of its own.
  if (lines.at(-1) === '') lines.pop();
  if (flow.isFlowed) addFlowed(lines, flow.delSp, into);
  else for (const line of lines) into.add(lineOf(line));
}

function addFlowed(lines: readonly string[], delSp: boolean, into: RowList): void {
  let [depth, words, isOpen] = [0, [] as string[], false];
  const close = (): void => {
    // Its marks were taken off already: what stands in front now is a word.
    if (isOpen) into.add({ kind: 'line', cells: [cellOf(words.join(''))], ordinal: null, quoted: depth });
    [words, isOpen] = [[], false];
  };
  for (const line of lines) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0;
    const own = line.slice(marks).replace(/^ /, '');
    if (isOpen && (marks !== depth || own === '-- ')) close();
    const isSoft = own.endsWith(' ') && own !== '-- ';
    [depth, isOpen] = [marks, true];
    words.push(isSoft && delSp ? own.slice(0, -1) : own);
    if (!isSoft) close();
  }
  close();
}
