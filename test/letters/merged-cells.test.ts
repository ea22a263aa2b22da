// A number that stands in one cell over several rows is the number of each of them, in every kind of file that says so. A cell that is only
// empty is none.
import { describe, expect, it } from 'vitest';
import { readLetter } from '../../src/domain/notice/reading.ts';
import { READING_RULES } from '../support/reading-rules.ts';
import { mailOf, mailWith, parse } from './mails.ts';
import { hangulPackage, sheetRow, wordDocument, workbook } from './office-files.ts';

const T = 'https://t.me/maple_room';
const LISTED = [`1 ${T}/1`, `1 ${T}/2`, `2 ${T}/3`];

async function listOf(mail: Buffer): Promise<{ items: string[]; rejected: string[] }> {
  const { items, rejected } = readLetter(await parse(mail), READING_RULES);
  return {
    items: items.map(({ number, locator }) => `${number} ${locator.link}`),
    rejected: rejected.map(({ text }) => text),
  };
}
const html = (table: string): Promise<{ items: string[]; rejected: string[] }> =>
  listOf(
    mailOf(['Content-Type: text/html; charset=utf-8'], `<p>삭제를 요청합니다.</p><table>${table}</table>`),
  );

describe('a number over several rows', () => {
  it('in HTML', async () => {
    const rows = `<tr><th>순번<th>URL<tr><td rowspan="2">1<td>${T}/1<tr><td>${T}/2<tr><td>2<td>${T}/3`;
    expect(await html(rows)).toEqual({ items: LISTED, rejected: [] });
  });

  it('in HTML without a head, with words and no link in its second row', async () => {
    const rows = `<tr><td rowspan="3">1<td>${T}/1<tr><td>같은 방의 댓글<tr><td>${T}/2<tr><td>2<td>${T}/3`;
    expect(await html(rows)).toEqual({ items: LISTED, rejected: [] });
  });

  it('tells no words of such a row as a link that cannot be read', async () => {
    const rows = `<tr><th>순번<th>URL<tr><td rowspan="3">1<td>${T}/1<tr><td>같은 방의 댓글<tr><td>${T}/2<tr><td>2<td>${T}/3`;
    expect(await html(rows)).toEqual({ items: LISTED, rejected: [] });
  });

  it('in HTML, beside a cell of several lines', async () => {
    const rows = `<tr><td rowspan="2">1<td>${T}/1<tr><td>댓글<br>${T}/2<tr><td>2<td>${T}/3`;
    expect(await html(rows)).toEqual({ items: LISTED, rejected: [] });
  });

  it('makes no columns that nobody wrote, in any number', async () => {
    const wide = '<td colspan="999999">'.repeat(500);
    const rows = Array.from({ length: 20 }, (_, at) => `<tr><td>${at + 1}<td>${T}/${at + 1}${wide}`);
    expect((await html(rows.join(''))).items).toHaveLength(20);
  });

  it('is none where the cell that reaches down is a column of words', async () => {
    const rows = `<tr><td rowspan="2">알림<td>삭제 바랍니다.<tr><td>1. ${T}/1<br>2. ${T}/2`;
    expect((await html(rows)).items).toEqual([`1 ${T}/1`, `2 ${T}/2`]);
  });

  it('in a workbook', async () => {
    const rows =
      sheetRow(1, 'No', 'Link') +
      sheetRow(2, '1', `${T}/1`) +
      `<row r="3"><c r="B3" t="inlineStr"><is><t>${T}/2</t></is></c></row>` +
      sheetRow(4, '2', `${T}/3`);
    const behind = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
    const file = workbook({ sheets: [{ name: 's', rows, behind }] });
    expect((await listOf(mailWith({ name: 'list.xlsx', bytes: file }))).items).toEqual(LISTED);
    const loose = workbook({ sheets: [{ name: 's', rows }] });
    expect((await listOf(mailWith({ name: 'list.xlsx', bytes: loose }))).items).toEqual([
      `1 ${T}/1`,
      `null ${T}/2`,
      `2 ${T}/3`,
    ]);
  });

  it('in a Word document', async () => {
    const cell = (text: string, merge = ''): string =>
      `<w:tc><w:tcPr>${merge}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
    const table = [
      row(cell('No'), cell('Link')),
      row(cell('1', '<w:vMerge w:val="restart"/>'), cell(`${T}/1`)),
      row(cell('', '<w:vMerge/>'), cell(`${T}/2`)),
      row(cell('2', '<w:vMerge w:val="restart"/>'), cell(`${T}/3`)),
    ];
    const file = wordDocument(`<w:tbl>${table.join('')}</w:tbl>`);
    expect((await listOf(mailWith({ name: 'list.docx', bytes: file }))).items).toEqual(LISTED);
  });

  it('in a Hangul document', async () => {
    const cell = (text: string, rows = 1): string =>
      `<hp:tc><hp:subList><hp:p><hp:run><hp:t>${text}</hp:t></hp:run></hp:p></hp:subList><hp:cellSpan colSpan="1" rowSpan="${rows}"/></hp:tc>`;
    const row = (...cells: string[]): string => `<hp:tr>${cells.join('')}</hp:tr>`;
    const table = [
      row(cell('순번'), cell('주소')),
      row(cell('1', 2), cell(`${T}/1`)),
      row(cell(`${T}/2`)),
      row(cell('2'), cell(`${T}/3`)),
    ];
    const file = hangulPackage([`<hp:p><hp:run><hp:tbl>${table.join('')}</hp:tbl></hp:run></hp:p>`]);
    expect((await listOf(mailWith({ name: 'list.hwpx', bytes: file }))).items).toEqual(LISTED);
  });
});
