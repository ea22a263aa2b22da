// PDF, Word and Hangul documents and archives: what people see in them is what is read; what needs a password or cannot be read is named.
import { describe, expect, it } from 'vitest';
import { mailWith, parse, readFileOf } from './mails.ts';
import {
  encryptedOffice,
  hangulDocument,
  hangulPackage,
  hangulParagraph,
  record,
  sheetRow,
  wordDocument,
  workbook,
} from './office-files.ts';
import { pdfOf } from './pdf-file.ts';
import { zipOf } from './zip-file.ts';

const line = (y: number, ...columns: readonly (readonly [number, string])[]) =>
  columns.map(([x, text]) => ({ x, y, text }));

describe('a PDF', () => {
  it('in Korean, with a font that is only named, is read by its public table', async () => {
    const file = pdfOf([
      { words: line(700, [50, '문서번호: 사이버-2208']) },
      { words: line(700, [50, 'page two']) },
    ]);
    expect(await readFileOf('letter.pdf', file)).toEqual([['문서번호: 사이버-2208'], ['page two']]);
  });

  it('gives rows of a table, with what a cell goes on with put back into it', async () => {
    const words = [
      ...line(700, [50, 'No.'], [100, 'Place'], [400, 'Seen']),
      ...line(670, [50, '1'], [100, 'https://t.me/c/99/'], [400, '11.16.']),
      ...line(658, [100, '2213']),
      // The number stands in the middle of its cell.
      ...line(634, [100, 'https://t.me/']),
      ...line(628, [50, '2'], [400, '11.17.']),
      ...line(622, [100, 'room/4']),
      ...line(590, [50, 'Please delete these.']),
    ];
    expect(await readFileOf('letter.pdf', pdfOf([{ words }]))).toEqual([
      ['No.', 'Place', 'Seen'],
      ['1', 'https://t.me/c/99/\n2213', '11.16.'],
      ['2', 'https://t.me/\nroom/4', '11.17.'],
      ['Please delete these.'],
    ]);
  });

  it('puts the dots of a link that is cut off back into the last row', async () => {
    const words = [
      ...line(700, [50, 'Place'], [400, 'Seen']),
      ...line(676, [50, 'https://matrix.to/#/!room:hs.example/'], [400, '11.16.']),
      ...line(664, [50, '...']),
      ...line(620, [50, 'Regards']),
    ];
    expect(await readFileOf('letter.pdf', pdfOf([{ words }]))).toEqual([
      ['Place', 'Seen'],
      ['https://matrix.to/#/!room:hs.example/\n...', '11.16.'],
      ['Regards'],
    ]);
  });

  it('puts the rest of a link back into the first column', async () => {
    const words = [
      ...line(700, [50, 'Place'], [400, 'Seen']),
      ...line(676, [50, 'https://matrix.to/#/!5hRxbUVFN8mc'], [400, '11.16.']),
      ...line(664, [50, '1PcITk:hs.birch.ex']),
      ...line(652, [50, 'ample']),
      ...line(628, [50, 'https://t.me/'], [400, '11.17.']),
      ...line(616, [50, 'room/4']),
      ...line(580, [50, 'Regards']),
    ];
    expect(await readFileOf('letter.pdf', pdfOf([{ words }]))).toEqual([
      ['Place', 'Seen'],
      ['https://matrix.to/#/!5hRxbUVFN8mc\n1PcITk:hs.birch.ex\nample', '11.16.'],
      ['https://t.me/\nroom/4', '11.17.'],
      ['Regards'],
    ]);
  });

  it('keeps rows apart whose cells have several lines, an empty cell, or stand close together', async () => {
    const words = [
      ...line(720, [56, 'No.'], [190, 'Place'], [420, 'Note']),
      ...line(700, [100, 'https://t.me/long/']),
      ...line(694, [50, '8'], [400, 'a']),
      ...line(688, [100, '1']),
      ...line(670, [50, '9'], [100, 'https://t.me/x/2']),
      ...line(650, [100, 'https://t.me/y/']),
      ...line(644, [50, '10'], [400, 'b']),
      ...line(638, [100, '3']),
      ...line(600, [50, 'Please delete these.']),
    ];
    expect(await readFileOf('letter.pdf', pdfOf([{ words }]))).toEqual([
      ['No.', 'Place', 'Note'],
      ['8', 'https://t.me/long/\n1', 'a'],
      ['9', 'https://t.me/x/2'],
      ['10', 'https://t.me/y/\n3', 'b'],
      ['Please delete these.'],
    ]);
  });

  it('gives the links that lie over its words, one over two lines as one', async () => {
    const words = [
      ...line(700, [50, 'see here']),
      ...line(600, [50, 'https://t.me/']),
      ...line(588, [50, 'room/4']),
    ];
    const links = [
      { target: 'tg://resolve?domain=room&post=1', box: [50, 698, 90, 710] },
      { target: 'https://t.me/room/4', box: [50, 598, 120, 610] },
      { target: 'https://t.me/room/4', box: [50, 586, 90, 597] },
    ];
    expect(await readFileOf('letter.pdf', pdfOf([{ words, links }]))).toEqual([
      ['see here [see here -> tg://resolve?domain=room&post=1]'],
      ['https://t.me/ [https://t.me/room/4 -> https://t.me/room/4]'],
      ['room/4'],
    ]);
  });

  it.each([
    ['that needs a password', pdfOf([{ words: line(700, [50, 'a']) }], true), 'attachment.encrypted'],
    ['without words', pdfOf([{}]), 'attachment.unreadable'],
    ['that is damaged', pdfOf([{ words: line(700, [50, 'a']) }]).subarray(0, 200), 'attachment.unreadable'],
    [
      'of 3,000 pages',
      pdfOf(Array<object>(3_000).fill({ words: line(700, [50, 'a']) })),
      'attachment.too-large',
    ],
  ])('%s is named', async (_what, file, code) => {
    expect(await readFileOf('letter.pdf', file)).toBe(code);
  });
});

const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const numbered = (list: number, text: string): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`;

describe('a Word document', () => {
  it('gives paragraphs, tables, and links of both kinds', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://t.me/a/2" </w:instrText></w:r>' +
      `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('two')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const cell = (content: string, properties = ''): string =>
      `<w:tc>${properties}<w:p>${content}</w:p></w:tc>`;
    const body =
      `<w:p>${run('a')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>` +
      `<w:tbl><w:tr>${cell(run('title'), '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')}${cell(run('c'))}</w:tr>` +
      `<w:tr>${cell(run('1'))}${cell(`<w:hyperlink r:id="rId1" w:anchor="/x">${run('one')}</w:hyperlink>`)}${cell(field)}</w:tr></w:tbl>`;
    expect(await readFileOf('letter.docx', wordDocument(body, ['https://matrix.to/']))).toEqual([
      ['a'],
      ['title', '', 'c'],
      ['1', 'one [one -> https://matrix.to/#/x]', 'two [two -> https://t.me/a/2]'],
    ]);
  });

  it('gives the numbers of its lists, bullets none', async () => {
    const level = (format: string, start: number): string =>
      `<w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/></w:lvl>`;
    const lists =
      `<w:abstractNum w:abstractNumId="5">${level('decimal', 3)}</w:abstractNum><w:abstractNum w:abstractNumId="6">${level('bullet', 1)}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const body = [numbered(1, 'a'), numbered(2, 'b'), numbered(1, 'c'), numbered(3, 'd')].join('');
    expect(await readFileOf('letter.docx', wordDocument(body, [], lists))).toEqual([
      ['#3', 'a'],
      ['b'],
      ['#4', 'c'],
      ['#1', 'd'],
    ]);
  });
});

const p = (content: string, shape = 0): string =>
  `<hp:p paraPrIDRef="${shape}"><hp:run>${content}</hp:run></hp:p>`;
const t = (text: string): string => `<hp:t>${text}</hp:t>`;

describe('a Hangul document in its open form', () => {
  it('gives sections in order, tables, links, and numbers', async () => {
    const link =
      '<hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters><hp:stringParam name="Command">https\\://t.me/a/2;1;0;0;</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl>' +
      `${t('둘')}<hp:ctrl><hp:fieldEnd/></hp:ctrl>`;
    const cell = (content: string, columns = 1): string =>
      `<hp:tc><hp:subList>${p(content)}</hp:subList><hp:cellSpan colSpan="${columns}" rowSpan="1"/></hp:tc>`;
    const table = p(
      `<hp:tbl><hp:tr>${cell(t('제목'), 2)}${cell(t('비고'))}</hp:tr><hp:tr>${cell(t('1'))}${cell(link)}${cell(t('x'))}</hp:tr></hp:tbl>`,
    );
    const numbers = '<hh:paraPr id="4"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>';
    const file = hangulPackage([p(t('삭제')) + table, p(t('a'), 4) + p(t('b'), 4)], numbers);
    expect(await readFileOf('letter.hwpx', file)).toEqual([
      ['삭제'],
      ['제목', '', '비고'],
      ['1', '둘 [둘 -> https://t.me/a/2]', 'x'],
      ['#1', 'a'],
      ['#2', 'b'],
    ]);
  });

  it('with a password is named', async () => {
    const sealed = { name: 'META-INF/manifest.xml', content: '<odf:encryption-data/>' };
    const file = zipOf([
      { name: 'mimetype', content: 'application/hwp+zip' },
      sealed,
      { name: 'Contents/section0.xml', content: 'x' },
    ]);
    expect(await readFileOf('letter.hwpx', file)).toBe('attachment.encrypted');
  });
});

/** A control character of HWP 5 takes eight places. */
const control = (code: number): string =>
  String.fromCharCode(code) + '\0'.repeat(6) + String.fromCharCode(code);
const CONTROL = 71;

function hyperlink(target: string): Buffer {
  const command = Buffer.from(`${target.replaceAll(':', '\\:')};1;0;0;`, 'utf16le');
  const head = Buffer.alloc(11);
  head.write('klh%', 0, 'latin1');
  head.writeUInt16LE(command.length / 2, 9);
  return record(CONTROL, 1, Buffer.concat([head, command]));
}

function table(cells: readonly (readonly [number, number, string])[]): Buffer {
  const parts = cells.map(([row, column, text]) => {
    const head = Buffer.alloc(34);
    [column, row, 1, 1].forEach((value, at) => head.writeUInt16LE(value, 8 + 2 * at));
    return Buffer.concat([record(72, 2, head), hangulParagraph(2, text)]);
  });
  return Buffer.concat([
    record(CONTROL, 1, Buffer.from(' lbt', 'latin1')),
    record(77, 2, Buffer.alloc(20)),
    ...parts,
  ]);
}

const SECTION = Buffer.concat([
  hangulParagraph(0, `보기: ${control(3)}여기${control(4)} 끝`, hyperlink('https://t.me/a/1')),
  hangulParagraph(
    0,
    control(11),
    table([
      [0, 0, '번호'],
      [0, 1, '위치'],
      [1, 0, '1'],
      [1, 1, 'https://t.me/a/2'],
    ]),
  ),
]);
const READ = [['보기: 여기 끝 [여기 -> https://t.me/a/1]'], ['번호', '위치'], ['1', 'https://t.me/a/2']];

describe('a Hangul document', () => {
  it('gives its words, links and tables', async () => {
    expect(await readFileOf('letter.hwp', hangulDocument(SECTION))).toEqual(READ);
  });

  it('for distribution gives the same', async () => {
    expect(await readFileOf('letter.hwp', hangulDocument(SECTION, { isForDistribution: true }))).toEqual(
      READ,
    );
  });

  it('with a password is named', async () => {
    expect(await readFileOf('letter.hwp', hangulDocument(SECTION, { isEncrypted: true }))).toBe(
      'attachment.encrypted',
    );
  });
});

const CSV = { name: 'list.csv', content: '1,https://t.me/a/1' };
/** Two names for the same bytes: each would inflate them once more. */
function sharing(): Buffer {
  const zip = zipOf([CSV, { ...CSV, name: 'lisu.csv' }]);
  zip.writeUInt32LE(0, zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 42);
  return zip;
}
const PICTURE = { name: 'shot.png', content: Buffer.from('89504e470d0a1a0a', 'hex') };

describe('other files', () => {
  it.each([
    ['a workbook with a password', 'list.xlsx', encryptedOffice(), 'attachment.encrypted'],
    [
      'an archive with a password on one file',
      'a.zip',
      zipOf([CSV, { ...PICTURE, isEncrypted: true }]),
      'attachment.encrypted',
    ],
    [
      'an archive in an archive',
      'a.zip',
      zipOf([{ name: 'b.zip', content: zipOf([CSV]) }]),
      'attachment.unreadable',
    ],
    ['an archive of two files of one name', 'a.zip', zipOf([CSV, CSV]), 'attachment.unreadable'],
    ['an archive whose files share their bytes', 'a.zip', sharing(), 'attachment.unreadable'],
    ['an archive that is cut off', 'a.zip', zipOf([CSV]).subarray(0, 60), 'attachment.unreadable'],
    ['another archive', 'list.7z', Buffer.from('377abcaf271c0004', 'hex'), 'attachment.unreadable'],
    ['a workbook that is none', 'list.xlsx', 'not a workbook', 'attachment.unreadable'],
    ['an empty list', 'list.csv', '', 'attachment.unreadable'],
  ])('%s is named', async (_what, name, bytes, code) => {
    expect(await readFileOf(name, bytes)).toBe(code);
  });

  it('in an archive without a password are read, pictures among them passed over', async () => {
    const letter = await parse(
      mailWith({
        name: 'a.zip',
        bytes: zipOf([
          PICTURE,
          CSV,
          { name: 'b/l.xlsx', content: workbook({ sheets: [{ name: 's', rows: sheetRow(1, 'x') }] }) },
        ]),
      }),
    );
    expect(letter.parts.map(({ format, name }) => [format, name])).toEqual([
      ['text', null],
      ['csv', 'a.zip / list.csv'],
      ['xlsx', 'a.zip / b/l.xlsx / s'],
    ]);
    expect(letter.unread).toEqual([]);
  });

  it('that are pictures, whatever they are called, are neither read nor named', async () => {
    const files = ['shot.png', 'list.csv', 'a.bin'].map((name) => ({ name, bytes: PICTURE.content }));
    const letter = await parse(mailWith(...files, { name: 'a.zip', bytes: zipOf([PICTURE]) }));
    expect([letter.parts.length, letter.unread]).toEqual([1, []]);
  });
});
