// The table beside an answer: the facts of the letter in cells, read back by a reader of RFC 4180 that knows nothing of how they were written.
import { describe, expect, test } from 'vitest';
import {
  acted,
  decides,
  found,
  later,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  swept,
} from '../../../test/support/fixtures.ts';
import type { Case } from '../case/case.ts';
import { HOUR } from '../kernel/instant.ts';
import { cellText, replyCsv } from './csv.ts';

/** RFC 4180 by its grammar: rows of fields, a field in quotes may hold commas, quotes twice and line ends. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
    field.lastIndex = at;
    const [whole, quoted, bare] = field.exec(text) ?? [''];
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    at += whole.length;
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === ',') at += 1;
    else throw new Error(`no RFC 4180 at ${at}: ${text.slice(at, at + 20)}`);
  }
  return rows;
}

function answered(languages: readonly string[]): Case {
  const rejected = [
    { number: 9, text: '=https://chat.example/r/maple...', code: 'locator.malformed' as const },
    { number: null, text: 'see above', code: 'locator.ambiguous' as const },
  ];
  const asked = play(
    opened({ count: 3, languages, rejected }),
    found(1, 'c1', 'x1'),
    decides(1, 'hide'),
    locatedAs(2, { kind: 'gone' }),
    found(3, 'c3'),
    decides(3, 'hide'),
    acted(3, 'c3', 1, 'given-up'),
    swept(3),
  );
  const done = playAt(later(HOUR), asked, acted(1, 'c1'), acted(1, 'x1'));
  return playAt(later(2 * HOUR), done, looked(1, 'c1', 'gone'), looked(1, 'x1', 'gone'), swept(1));
}

function csv(state: Case) {
  const made = replyCsv(state, 1);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

describe('the table of an answer', () => {
  test('begins with the mark of UTF-8, names no number of theirs, and has a row an item and a row a line that was no link', () => {
    const { name, text } = csv(answered(['en']));
    expect(name).toBe('R-26-0001.1.csv');
    expect(text.startsWith('\uFEFF"Position",')).toBe(true);
    const rows = readCsv(text.slice(1));
    expect(rows.map((row) => row.length)).toEqual([23, 23, 23, 23, 23, 23]);
    expect(rows.slice(1).map((row) => row.slice(0, 9))).toEqual([
      [
        ...['1', '1', '…/m/1', 'removed', 'Removed and checked (hidden from everybody)', '2', '2', '0'],
        'Hidden, and not deleted so far. Where we could not search: encrypted rooms.',
      ],
      ['2', '2', '…/m/2', 'already_gone', 'Already gone', '0', '0', '0', ''],
      [
        ...['3', '3', '…/m/3', 'unremovable', 'Cannot be removed (the platform refused)', '1', '0', '1'],
        'Copies that we could not remove may still be shown. Where we could not search: encrypted rooms.',
      ],
      [
        ...['', '9', '', 'need_more', 'More information needed (locator.malformed)', '', '', ''],
        'please send the link of this line again',
      ],
      [
        ...['', '', '', 'need_more', 'More information needed (locator.ambiguous)', '', '', ''],
        'please send the link of this line again',
      ],
    ]);
    expect(rows[1]?.slice(9)).toEqual([
      ...['2026-11-20T00:00:00Z', '2026-11-20T09:00:00+09:00'],
      ...['2026-11-20T01:00:00Z', '2026-11-20T10:00:00+09:00'],
      ...['2026-11-20T02:00:00Z', '2026-11-20T11:00:00+09:00'],
      ...['', '', '', '', '', '', '', ''],
    ]);
  });

  test('of a Korean letter is in Korean', () => {
    const [heading, first] = readCsv(csv(answered(['ko'])).text.slice(1));
    expect(heading?.slice(0, 5)).toEqual(['순서', '공문의 번호', '위치', '결과 코드', '결과']);
    expect(first?.slice(3, 5)).toEqual(['removed', '가리고 확인함 (아무도 볼 수 없음)']);
    expect(first?.[8]).toBe('가려 두었고, 아직 삭제하지 않았습니다. 찾아볼 수 없는 곳: 암호화된 방.');
  });

  test('is refused while an item has no result', () => {
    expect(replyCsv(opened(), 1)).toMatchObject({ ok: false, error: { code: 'reply.not-ready' } });
  });

  test('says of what was refused that it stays', () => {
    const refused = play(opened({ languages: ['en'] }), found(1, 'c1'), decides(1, 'refuse'));
    expect(csv(refused).text).toContain('"It stays as it was."');
  });

  test('names the law on which something was refused as the letter does', () => {
    const [, row] = readCsv(csv(play(opened(), found(1, 'c1'), decides(1, 'refuse'))).text.slice(1));
    expect(row?.[4]).toBe('조치하지 않음 (시험)');
  });
});

describe('a cell', () => {
  test.each([
    ['=HYPERLINK("http://bad.example")', `"'=HYPERLINK(""http://bad.example"")"`],
    ['+1', `"'+1"`],
    ['-1+cmd|x', `"'-1+cmd|x"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['  =1', `"'  =1"`],
    ['\t=1', `"' =1"`],
    ['\r\n=1', `"'  =1"`],
    ['\u0000=1', `"' =1"`],
    ['\u00a0=1', `"'\u00a0=1"`],
    ['＝1', `"'＝1"`],
    ['＠SUM', `"'＠SUM"`],
    ['|cmd', `"'|cmd"`],
  ])('that would be a formula is made harmless: %j', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  test.each([
    ['a, b', '"a, b"'],
    ['"a"', '"""a"""'],
    ['two\r\nlines', '"two  lines"'],
    ['2026-11-20T00:00:00Z', '"2026-11-20T00:00:00Z"'],
    ['', '""'],
  ])('%j is %s', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  test.each([0, 7, 118])('the number %d is a number', (cell) => {
    expect(cellText(cell)).toBe(String(cell));
  });

  test('that is no whole number is a text', () => {
    expect(cellText(Number.NaN)).toBe('"NaN"');
  });
});
