// Letters as written, for tests: made of plain text, and back to it.
import type { LinkBehind, WrittenLetter, WrittenRow } from '../../src/domain/notice/written.ts';

/** A mail of one plain text, a row a line. */
export const writtenText = (text: string): WrittenLetter => ({
  subject: '',
  isAutomatic: false,
  report: null,
  date: null,
  parts: [
    {
      from: 'body',
      format: 'text',
      name: null,
      isAlternative: false,
      rows: text.split('\n').map((line) => lineRow(line)),
    },
  ],
  unread: [],
  isDamaged: false,
});

/** One line of text; `>` in front of it is taken off and counted. */
export function lineRow(line: string, links: readonly LinkBehind[] = []): WrittenRow {
  const marks = /^(?: ?>)+ ?/.exec(line)?.[0] ?? '';
  return {
    kind: 'line',
    cells: [{ text: line.slice(marks.length), links }],
    ordinal: null,
    quoted: marks.split('>').length - 1,
  };
}

/** All the words of a letter, a line a row, its cells apart by TAB; empty for no letter. */
export const wordsOf = (letter: WrittenLetter | null): string =>
  (letter?.parts ?? [])
    .flatMap(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text).join('\t')))
    .join('\n');
