// Small office documents for tests: workbooks, Word and Hangul documents, as their programs write them and no larger.
import CFB from 'cfb';
import { createCipheriv } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { type Entry, zipOf } from './zip-file.ts';

const xml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const relation = (id: string, type: string, target: string, isOutside = false): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${xml(target)}"${isOutside ? ' TargetMode="External"' : ''}/>`;
const relations = (...all: readonly string[]): string => `<Relationships>${all.join('')}</Relationships>`;
const TYPES: Entry = { name: '[Content_Types].xml', content: '<Types/>' };

export interface SheetFile {
  readonly name: string;
  /** Rows of `<row>` as they stand in the file. */
  readonly rows: string;
  /** What follows the rows: merged cells, hyperlinks. */
  readonly behind?: string;
  /** Targets of hyperlinks: rId1, rId2, ... */
  readonly links?: readonly string[];
  readonly isHidden?: boolean;
}

export interface BookFile {
  readonly sheets: readonly SheetFile[];
  /** Each `<si>` of the shared strings. */
  readonly strings?: readonly string[];
  /** Formats of the styles 1, 2, ...; style 0 is General. */
  readonly formats?: readonly string[];
}

/** A workbook; the sheets lie in the archive in reverse, since only the workbook says their order. */
export function workbook(
  { sheets, strings = [], formats = [] }: BookFile,
  more: readonly Entry[] = [],
): Buffer {
  const files = sheets.flatMap(({ rows, behind = '', links = [] }, at): Entry[] => [
    {
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`,
    },
    {
      name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
      content: relations(
        ...links.map((target, link) => relation(`rId${link + 1}`, 'hyperlink', target, true)),
      ),
    },
  ]);
  const list = sheets
    .map(
      ({ name, isHidden }, at) =>
        `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"${isHidden === true ? ' state="hidden"' : ''}/>`,
    )
    .join('');
  const custom = formats
    .map((format, at) => `<numFmt numFmtId="${200 + at}" formatCode="${xml(format)}"/>`)
    .join('');
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_format, at) => `<xf numFmtId="${200 + at}"/>`)].join(
    '',
  );
  return zipOf([
    TYPES,
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    { name: 'xl/workbook.xml', content: `<workbook><sheets>${list}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...sheets.map((_sheet, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
        relation('rId90', 'sharedStrings', 'sharedStrings.xml'),
        relation('rId91', 'styles', 'styles.xml'),
      ),
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${strings.map((words) => `<si>${words}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet><numFmts>${custom}</numFmts><cellXfs>${styles}</cellXfs></styleSheet>`,
    },
    ...files.reverse(),
    ...more,
  ]);
}

/** A row of words in cells A, B, C, ... */
export const sheetRow = (row: number, ...words: readonly string[]): string =>
  `<row r="${row}">${words.map((text, at) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${xml(text)}</t></is></c>`).join('')}</row>`;

/** @param body what stands in `<w:body>` @param links targets: rId1, rId2, ... @param numbering what stands in `<w:numbering>` */
export const wordDocument = (body: string, links: readonly string[] = [], numbering = ''): Buffer =>
  zipOf([
    TYPES,
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'word/document.xml')) },
    { name: 'word/document.xml', content: `<w:document><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/_rels/document.xml.rels',
      content: relations(
        ...links.map((target, at) => relation(`rId${at + 1}`, 'hyperlink', target, true)),
        relation('rId90', 'numbering', 'numbering.xml'),
      ),
    },
    { name: 'word/numbering.xml', content: `<w:numbering>${numbering}</w:numbering>` },
  ]);

/** @param sections what stands in each section @param header what stands in `<hh:head>` */
export const hangulPackage = (
  sections: readonly string[],
  header = '',
  more: readonly Entry[] = [],
): Buffer =>
  zipOf([
    { name: 'mimetype', content: 'application/hwp+zip' },
    { name: 'META-INF/manifest.xml', content: '<odf:manifest/>' },
    { name: 'Contents/header.xml', content: `<hh:head>${header}</hh:head>` },
    ...sections.map((content, at) => ({
      name: `Contents/section${at}.xml`,
      content: `<hs:sec>${content}</hs:sec>`,
    })),
    ...more,
  ]);

/** One record of an HWP 5 stream. */
export function record(tag: number, level: number, data: Buffer): Buffer {
  const isLong = data.length >= 0xfff;
  const head = Buffer.alloc(isLong ? 8 : 4);
  head.writeUInt32LE(((tag & 0x3ff) | (level << 10) | ((isLong ? 0xfff : data.length) << 20)) >>> 0);
  if (isLong) head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

const PARAGRAPH = 66;
const TEXT = 67;

/** A paragraph of HWP 5 with its text and what hangs on it. */
export const hangulParagraph = (level: number, text: string, ...controls: readonly Buffer[]): Buffer =>
  Buffer.concat([
    record(PARAGRAPH, level, Buffer.alloc(22)),
    record(TEXT, level + 1, Buffer.from(`${text}\r`, 'utf16le')),
    ...controls,
  ]);

/** How an HWP 5 file says what it is. */
export interface HangulFlags {
  readonly isEncrypted?: boolean;
  readonly isForDistribution?: boolean;
}

export function hangulDocument(
  section: Buffer,
  { isEncrypted = false, isForDistribution = false }: HangulFlags = {},
): Buffer {
  const header = Buffer.alloc(256);
  header.write('HWP Document File');
  header.writeUInt32LE(1 | (isEncrypted ? 2 : 0) | (isForDistribution ? 4 : 0), 36);
  const packed = deflateRawSync(section);
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/FileHeader', header);
  CFB.utils.cfb_add(file, '/DocInfo', deflateRawSync(Buffer.alloc(0)));
  CFB.utils.cfb_add(
    file,
    `/${isForDistribution ? 'ViewText' : 'BodyText'}/Section0`,
    isForDistribution ? scrambled(packed) : packed,
  );
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

/** A key in noise, and the words under that key: written apart from the reader, from the same published description. */
function scrambled(packed: Buffer): Buffer {
  const seed = 0x1234_5679;
  const data = Buffer.alloc(256, 0x41);
  const key = data.subarray(4 + (seed % 16), 4 + (seed % 16) + 16);
  key.write('30003100320033004', 0, 'latin1');
  const plainKey = Buffer.from(key);
  let state = BigInt(seed);
  const random = (): number => {
    state = (state * 214_013n + 2_531_011n) % 2n ** 32n;
    return Number((state / 65_536n) % 32_768n);
  };
  for (let at = 0; at < 256; ) {
    const [mask, times] = [random() % 256, (random() % 16) + 1];
    for (const end = Math.min(256, at + times); at < end; at += 1)
      if (at >= 4) data[at] = (data[at] ?? 0) ^ mask;
  }
  data.writeUInt32LE(seed);
  const cipher = createCipheriv('aes-128-ecb', plainKey, null).setAutoPadding(false);
  const padded = Buffer.concat([packed, Buffer.alloc((16 - (packed.length % 16)) % 16)]);
  return Buffer.concat([record(28, 0, data), cipher.update(padded), cipher.final()]);
}

/** A file of Office with a password: its package lies encrypted in a container. */
export function encryptedOffice(): Buffer {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/EncryptionInfo', Buffer.alloc(64));
  CFB.utils.cfb_add(file, '/EncryptedPackage', Buffer.alloc(4096, 7));
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}
