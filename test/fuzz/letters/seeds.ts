// What is bent: valid documents of every kind, made here or kept as vectors. Office documents are bent before they are packed.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ENGLISH_LETTERS } from '../../letters/english-letters.ts';
import { KOREAN_LETTERS } from '../../letters/korean-letters.ts';
import { mailOf, mailWith } from '../../letters/mails.ts';
import {
  hangulDocument,
  hangulPackage,
  hangulParagraph,
  record,
  sheetRow,
  wordDocument,
  workbook,
} from '../../letters/office-files.ts';
import { pdfOf } from '../../letters/pdf-file.ts';
import { zipOf } from '../../letters/zip-file.ts';
import { dkimKey, mail, SIGNED_BY_A_CAREFUL_SENDER } from '../../support/signed-mail.ts';
import { plainSeed, type Seed } from './damage.ts';
import { SIGNER } from './zone.ts';

const VECTORS = path.resolve(import.meta.dirname, '../../vectors/letters');
const LINKS = [
  'https://t.me/room_one/12',
  'hxxps://t[.]me/c/1234/56?thread=7',
  'tg://resolve?domain=room&post=1',
  'https://matrix.to/#/!abc:example.org/$event:example.org?via=a.example',
  'matrix:roomid/abc:example.org/e/event',
  'mxc://example.org/AbCdEf',
  'https://app.element.io/#/room/!abc:example.org/$e',
  'https://chat.example/r/room-1/m/55',
  'https://other.example/a%20b/한글?q=1#top',
  'ｈｔｔｐｓ：／／ｔ．ｍｅ／ｒｏｏｍ／３',
  'https://t.me/iv?url=https%3A%2F%2Ft.me%2Froom%2F9&rhash=1',
] as const;

const lists = [...KOREAN_LETTERS, ...ENGLISH_LETTERS].map(({ letter }) =>
  letter.parts
    .map(({ rows }) =>
      rows
        .map(({ kind, cells, quoted }) => {
          const words = cells.map(({ text, links }) =>
            [text, ...links.map(({ target }) => target)].join('<<'),
          );
          return kind === 'table-row' ? `|${words.join('|')}` : `${'>'.repeat(quoted)}${words.join('')}`;
        })
        .join('\n'),
    )
    .join('\f'),
);
const letters = lists.map(plainSeed);
const TEXT = `문서번호: 해심-2026-88호\n1. ${LINKS.join('\n2. ')}\n끝.\n`;
const CSV = `번호,주소,비고\r\n${LINKS.map((link, at) => `${at + 1},"${link}","say ""hi"""`).join('\r\n')}\r\n`;
const HTML = `<html><body><p>Document no.: A-1</p><table border=1><tr><th>No<th>Link</tr>${LINKS.map((link, at) => `<tr><td rowspan=1>${at + 1}</td><td><a href="${link}">${link}</a></td></tr>`).join('')}</table><ol start=3><li><a href="https://t.me/a/1">here</a><li style="display:none">no</ol><blockquote>&gt; old</blockquote><div hidden>x</div></body></html>`;

const word: Seed = {
  inner: [
    Buffer.from(
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>https://t.me/room/1</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:hyperlink r:id="rId1"><w:r><w:t xml:space="preserve">here </w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://t.me/room/2" </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    ),
    Buffer.from(
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ),
  ],
  pack: ([body = Buffer.alloc(0), numbers = Buffer.alloc(0)]) =>
    wordDocument(body.toString(), ['https://t.me/room/3'], numbers.toString()),
};

const sheets: Seed = {
  inner: [
    Buffer.from(
      `${sheetRow(1, 'No', 'Link')}${sheetRow(2, '1', 'https://t.me/room/1')}<row r="3"><c r="A3" s="1"><v>45000.5</v></c><c r="B3" t="s"><v>0</v></c><c r="C3"><f>HYPERLINK("https://t.me/room/4","x")</f><v>x</v></c></row>`,
    ),
    Buffer.from(
      '<mergeCells><mergeCell ref="A5:B6"/></mergeCells><hyperlinks><hyperlink ref="B2" r:id="rId1"/></hyperlinks>',
    ),
    Buffer.from('<si><t>https://t.me/room/2</t></si>'),
    Buffer.from('yyyy-mm-dd hh:mm;[Red]-0.00%;"x"@'),
  ],
  pack: ([rows, behind, strings, format]) =>
    workbook({
      sheets: [
        { name: 'one', rows: String(rows), behind: String(behind), links: ['https://t.me/room/3'] },
        { name: 'two', rows: sheetRow(1, 'https://t.me/room/5'), isHidden: true },
      ],
      strings: [String(strings)],
      formats: [String(format)],
    }),
};

const hangul: Seed = {
  inner: [
    Buffer.from(
      '<hp:p paraPrIDRef="0"><hp:run><hp:t>삭제 https://t.me/room/1</hp:t></hp:run></hp:p><hp:p><hp:run><hp:tbl rowCnt="1" colCnt="2"><hp:tr><hp:tc><hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="1" rowSpan="1"/><hp:subList><hp:p><hp:run><hp:t>1</hp:t></hp:run></hp:p></hp:subList></hp:tc><hp:tc><hp:cellAddr colAddr="1" rowAddr="0"/><hp:subList><hp:p><hp:run><hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters><hp:stringParam name="Command">https\\://t.me/room/2;1;0;0;</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>here</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>',
    ),
    Buffer.from(
      '<hh:numberings><hh:numbering id="1" start="0"><hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead></hh:numbering></hh:numberings><hh:paraPr id="0"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>',
    ),
  ],
  pack: ([section, header]) => hangulPackage([String(section)], String(header)),
};

/** A table of HWP 5 with a cell, and a hyperlink field. */
const table = [
  record(71, 1, Buffer.concat([Buffer.from(' lbt', 'latin1'), Buffer.alloc(42)])),
  record(77, 2, Buffer.alloc(20, 1)),
  record(72, 2, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, ...Buffer.alloc(18)])),
  hangulParagraph(2, 'https://t.me/room/7'),
];
const link = record(
  71,
  1,
  Buffer.concat([
    Buffer.from('klh%', 'latin1'),
    Buffer.alloc(5),
    Buffer.from([25, 0]),
    Buffer.from('https\\://t.me/room/8;1;0;0', 'utf16le'),
    Buffer.alloc(4),
  ]),
);
const section = [
  hangulParagraph(0, '문서번호: 해심-88'),
  hangulParagraph(0, '1. https://t.me/room/6'),
  hangulParagraph(0, '\u000b lbt\0\0\0\0\u000b', ...table),
  hangulParagraph(0, '\u0003%hlk\0\0\0\0\u0003here\u0004', link),
];
const joined = (pieces: readonly Buffer[]): Buffer => Buffer.concat(pieces);
const hwp = (isForDistribution: boolean): Seed => ({
  inner: section,
  pack: (pieces) => hangulDocument(joined(pieces), { isForDistribution }),
});

const line = (y: number, ...columns: readonly (readonly [number, string])[]) =>
  columns.map(([x, text]) => ({ x, y, text }));
const pdfs = [
  pdfOf([
    {
      words: LINKS.flatMap((text, at) => line(800 - 20 * at, [50, `${at + 1}`], [90, text], [400, '11.16.'])),
    },
    {
      words: line(700, [50, '문서번호: 해심-88']),
      links: [{ target: 'https://t.me/room/4', box: [50, 698, 120, 710] }],
    },
  ]),
].map(plainSeed);

const vectors: readonly Buffer[] = [VECTORS, path.join(VECTORS, 'readings')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(path.join(folder, name))),
);
const packed = (seed: Seed): Buffer => seed.pack(seed.inner);
const office: Seed = {
  inner: [
    packed(word),
    packed(sheets),
    packed(hangul),
    packed(hwp(false)),
    Buffer.from(CSV),
    Buffer.from(HTML),
    pdfs[0]?.inner[0] ?? Buffer.alloc(0),
  ],
  pack: (files) =>
    mailWith(
      ...files.map((bytes, at) => ({
        name: `list-${at}.${['docx', 'xlsx', 'hwpx', 'hwp', 'csv', 'html', 'pdf'][at] ?? 'txt'}`,
        bytes,
      })),
    ),
};
const nested = mailOf(
  ['Content-Type: message/rfc822'],
  mailOf(['Content-Type: text/html; charset=utf-8'], HTML),
);
const mails: readonly Seed[] = [...vectors.map(plainSeed), plainSeed(nested)];

const signed = (['ed25519', 2048] as const).map((kind) =>
  plainSeed(
    mail(
      [
        ['From', `<orders@${SIGNER.domain}>`],
        ['To', '<notices@desk.example>'],
        ['Subject', 'Correction request'],
        ['Date', 'Thu, 19 Nov 2026 14:05:00 +0900'],
        ['Message-ID', `<1@${SIGNER.domain}>`],
      ],
      TEXT.replaceAll('\n', '\r\n'),
      {
        domain: SIGNER.domain,
        selector: SIGNER.selector,
        key: dkimKey(kind),
        covers: SIGNED_BY_A_CAREFUL_SENDER,
      },
    ),
  ),
);

/** A header alone, without a body to hide in. */
const headers = [...vectors, ...signed.map(packed)].map((bytes) => {
  const end = bytes.indexOf('\r\n\r\n');
  return plainSeed(bytes.subarray(0, end === -1 ? bytes.length : end + 4));
});
const archive: Seed = {
  inner: [Buffer.from(CSV), Buffer.from(HTML), Buffer.from('a'.repeat(5_000))],
  pack: (files) => zipOf(files.map((content, at) => ({ name: `folder/${at}.csv`, content }))),
};
const squeezed = plainSeed(deflateRawSync(Buffer.from(CSV)));
const charsets = [
  Buffer.from(TEXT),
  Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
  Buffer.from('1b24422d2e1b2842c3a5b0a1', 'hex'),
  ...vectors,
].map(plainSeed);

/** By the name of its target. */
export const SEEDS: Readonly<Record<string, readonly Seed[]>> = {
  link: LINKS.map(plainSeed),
  letter: letters,
  hwp: [hwp(false), hwp(true)],
  hwpx: [hangul],
  docx: [word],
  xlsx: [sheets],
  csv: [
    plainSeed(CSV),
    plainSeed(CSV.replaceAll(',', ';')),
    plainSeed(Buffer.from(`\ufeff${CSV}`, 'utf16le')),
  ],
  text: [plainSeed(TEXT), ...letters],
  html: [plainSeed(HTML)],
  pdf: pdfs,
  mime: [...mails, office],
  header: headers,
  mail: [...mails, office],
  zip: [archive, word, squeezed],
  'lib-pdf': pdfs,
  'lib-html': [plainSeed(HTML)],
  'lib-cfb': [hwp(false), hwp(true)],
  'lib-charsets': charsets,
  'lib-mailauth': [...signed, ...vectors.map(plainSeed)],
};
