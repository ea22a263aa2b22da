// CSV and workbooks: what people see in a table is what is read of it, hidden sheets and links behind words too.
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { mailOf, mailWith, parse, readFileOf, rowsOf } from './mails.ts';
import { sheetRow, workbook } from './office-files.ts';

const csv = (bytes: Buffer | string): Promise<unknown> => readFileOf('list.csv', bytes, 'text/csv');

describe('CSV', () => {
  it.each([
    ['commas', '\ufeff1,"a, b"\r\n2,c\r\n'],
    ['semicolons', '1;a, b\n2;c'],
    ['TAB', '1\ta, b\n2\tc'],
    ['a named separator', 'sep=;\r\n1;a, b\r\n2;c'],
  ])('with %s', async (_what, text) => {
    expect(await csv(text)).toEqual([
      ['1', 'a, b'],
      ['2', 'c'],
    ]);
  });

  it('with quoted line breaks, doubled quotes, and a quote out of place', async () => {
    expect(await csv('1,"https://t.me/\r\na/1","say ""hi"""\r\n2,a "b" c\r\n3,"open')).toEqual([
      ['1', 'https://t.me/\r\na/1', 'say "hi"'],
      ['2', 'a "b" c'],
      ['3', '"open'],
    ]);
  });

  it('with a quote that is never closed, and one behind it that is', async () => {
    expect(await csv('"x"",a\n"",b\n"y,"z')).toEqual([
      ['"x""', 'a'],
      ['', 'b'],
      ['"y', '"z'],
    ]);
  });

  it('in EUC-KR and in UTF-16', async () => {
    expect(await csv(Buffer.concat([Buffer.from('1,'), Buffer.from('bbe8c1a6', 'hex')]))).toEqual([
      ['1', '삭제'],
    ]);
    expect(await csv(Buffer.from('\ufeff1\t삭제', 'utf16le'))).toEqual([['1', '삭제']]);
  });

  it.each([
    ['番号,リンク', '送付します。一覧をご覧ください。'],
    ['番号,投稿先', '一覧をご覧ください。'],
    ['번호,주소', '목록을 보내 드립니다.'],
    ['번호,주소', '一覧をご覧ください。'],
    ['번호,주소', 'See the list.'],
  ])('of a few words without a charset, %s, in a letter that says %s', async (head, body) => {
    const charset = /[가-힣]/.test(head) ? 'cp949' : 'shift_jis';
    const file = iconv.encode(`${head}\r\n1,https://t.me/elm_room1/1\r\n`, charset).toString('base64');
    const mail = mailOf(
      ['Content-Type: multipart/mixed; boundary=b'],
      [
        '--b\r\nContent-Type: text/plain; charset=utf-8\r\n',
        body,
        '--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=list.csv',
        'Content-Transfer-Encoding: base64\r\n',
        file,
        '--b--\r\n',
      ].join('\r\n'),
    );
    expect(rowsOf(await parse(mail), 1)[0]).toEqual(head.split(','));
  });

  it('that is called .xls is read all the same', async () => {
    expect(await readFileOf('list.xls', '<table><tr><td>1</td><td>a</td></tr></table>')).toEqual([
      ['1', 'a'],
    ]);
  });

  it.each([
    ['rows', '1,a\n'.repeat(50_001)],
    ['columns', `${'a,'.repeat(50)}a`],
    ['bytes', Buffer.alloc(10 * 1024 * 1024 + 1, 'a,b\n')],
  ])('with too many %s is too large', async (_what, text) => {
    expect(await csv(text)).toBe('attachment.too-large');
  });
});

describe('a workbook', () => {
  it('is read sheet by sheet in its own order', async () => {
    const file = workbook({
      sheets: [
        { name: 'one', rows: sheetRow(1, 'a') },
        { name: 'two', rows: sheetRow(1, 'b') },
      ],
    });
    expect(await readFileOf('list.xlsx', file)).toEqual([['a'], ['b']]);
  });

  describe('with hidden links', () => {
    const link = 'https://t.me/elm_room1/1';
    const seen = sheetRow(1, 'No.', 'URL') + sheetRow(2, '1', `${link}1`);
    const hiddenRow = (...cells: string[]): string =>
      sheetRow(3, ...cells).replace('<row ', '<row hidden="1" ');
    const secret = {
      name: 'two',
      rows: sheetRow(1, '삭제하지 마십시오') + sheetRow(2, '9', link),
      isHidden: true,
    };
    it.each([
      ['a row', [{ name: 's', rows: seen + hiddenRow('2', link) }], [['2', link]], true],
      ['a row of words', [{ name: 's', rows: seen + hiddenRow('URL', '계정') }], [], false],
      ['a sheet', [{ name: 's', rows: seen }, secret], [['9', link]], true],
    ])('in %s: read and told, but words there say nothing', async (_what, sheets, more, isTold) => {
      const letter = await parse(mailWith({ name: 'list.xlsx', bytes: workbook({ sheets }) }));
      const rows = letter.parts.slice(1).flatMap((_part, at) => rowsOf(letter, at + 1));
      expect(rows).toEqual([['No.', 'URL'], ['1', `${link}1`], ...more]);
      expect(letter.isDamaged).toBe(isTold);
    });

    it.each([
      ['<col min="3" max="3" hidden="1"/>', true],
      ['<col min="3" max="16384" width="0"/>', true],
      ['<col min="3" max="3" width="9"/>', false],
    ])('in a column %s', async (column, isTold) => {
      const rows = sheetRow(1, 'No.', 'Where', 'URL') + sheetRow(2, '1', `${link}1`, link);
      const sheets = [{ name: 's', rows: `<cols>${column}</cols>${rows}` }];
      const letter = await parse(mailWith({ name: 'list.xlsx', bytes: workbook({ sheets }) }));
      expect(rowsOf(letter, 1)).toEqual([
        ['No.', 'Where', ...(isTold ? [] : ['URL'])],
        ['1', `${link}1`, link],
      ]);
      expect(letter.isDamaged).toBe(isTold);
    });
  });

  it('shows numbers as they are shown', async () => {
    const formats = [
      '"["000"]"',
      '0"번"',
      '#,##0',
      '0.00%',
      'yyyy\\-mm\\-dd',
      '@',
      'yyyy"년" m"월" d"일" h:mm',
    ];
    const cells = [7, 7, 1234567, 0.125, 46343, 12, 46343.75]
      .map((value, at) => `<c s="${at + 1}"><v>${value}</v></c>`)
      .join('');
    const rows = `<row r="1">${cells}<c><v>9900000417001234</v></c></row>`;
    expect(await readFileOf('list.xlsx', workbook({ sheets: [{ name: 's', rows }], formats }))).toEqual([
      [
        '[007]',
        '7번',
        '1,234,567',
        '12.50%',
        '2026-11-17',
        '12',
        '2026년 11월 17일 18:00',
        '9900000417001234',
      ],
    ]);
  });

  it('gives the link behind a cell, a place in the page with it, and that of a formula', async () => {
    const rows =
      `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>` +
      `<row r="3"><c r="B3" t="str"><f>HYPERLINK("https://t.me/a/3","see")</f><v>see</v></c></row>`;
    const behind = '<hyperlinks><hyperlink ref="B2" r:id="rId1" location="/!r:hs.example/$e"/></hyperlinks>';
    const strings = ['<r><t>바로</t></r><rPh><t>x</t></rPh><r><t xml:space="preserve">가기 </t></r>'];
    const file = workbook({ sheets: [{ name: 's', rows, behind, links: ['https://matrix.to/'] }], strings });
    expect(await readFileOf('list.xlsx', file)).toEqual([
      ['1', '바로가기  [바로가기  -> https://matrix.to/#/!r:hs.example/$e]'],
      ['', 'see [see -> https://t.me/a/3]'],
    ]);
  });

  it('keeps merged cells in their first', async () => {
    const behind = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>';
    const rows = sheetRow(1, 'title', 'under', 'c') + sheetRow(2, 'under', 'under', 'd');
    expect(await readFileOf('list.xlsx', workbook({ sheets: [{ name: 's', rows, behind }] }))).toEqual([
      ['title', '', 'c'],
      ['', '', 'd'],
    ]);
  });

  it('with a document type of its own, or without words, is unreadable', async () => {
    const typed = workbook({
      sheets: [{ name: 's', rows: '<!DOCTYPE x [<!ENTITY a "b">]>' + sheetRow(1, 'a') }],
    });
    expect(await readFileOf('list.xlsx', typed)).toBe('attachment.unreadable');
    expect(await readFileOf('list.xlsx', workbook({ sheets: [{ name: 's', rows: '' }] }))).toBe(
      'attachment.unreadable',
    );
  });

  it.each([
    [
      'rows',
      Array.from({ length: 50_001 }, (_, at) => sheetRow(at + 1, `${at} ${(at * 7919) % 99_991}`)).join(''),
    ],
    ['columns', '<row r="1"><c r="AY1" t="inlineStr"><is><t>x</t></is></c></row>'],
  ])('with too many %s is too large', async (_what, rows) => {
    expect(await readFileOf('list.xlsx', workbook({ sheets: [{ name: 's', rows }] }))).toBe(
      'attachment.too-large',
    );
  });
});
