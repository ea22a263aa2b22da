// What is done with an input in the watched process, and what must be true of the outcome. The answer is a word: `read`, a code of
// docs/errors.md, or a sentence that begins with `WRONG`. Whatever is thrown without a code is wrong by itself.
import { openContainer } from '../../../src/adapters/documents/hwp.ts';
import { addHtml } from '../../../src/adapters/documents/html-rows.ts';
import { decodeBytes } from '../../../src/adapters/documents/charset.ts';
import { kindOf } from '../../../src/adapters/documents/document-kind.ts';
import { mimeTree } from '../../../src/adapters/documents/mime.ts';
import { readDocument } from '../../../src/adapters/documents/read-document.ts';
import { readMail } from '../../../src/adapters/documents/read-mail.ts';
import { plain, RowList } from '../../../src/adapters/documents/rows.ts';
import { Unread } from '../../../src/adapters/documents/unread.ts';
import { openZip } from '../../../src/adapters/documents/zip.ts';
import { mailboxes, plainMailbox } from '../../../src/adapters/mail/addresses.ts';
import { contentKey } from '../../../src/adapters/mail/content-key.ts';
import { hasTooManyLines, isOverLimits } from '../../../src/adapters/mail/mail-limits.ts';
import { proofsOf } from '../../../src/adapters/mail/proofs.ts';
import { rawMail, single } from '../../../src/adapters/mail/raw-headers.ts';
import { readLocator } from '../../../src/domain/content/locator.ts';
import { readLetter } from '../../../src/domain/notice/reading.ts';
import type { WrittenLetter, WrittenPart, WrittenRow } from '../../../src/domain/notice/written.ts';
import { ZONE } from './zone.ts';
import { READING_RULES } from '../../support/reading-rules.ts';

type Run = (bytes: Buffer) => string | Promise<string>;

const ORIGIN = READING_RULES.messengerOrigin;

/** A locator is settled: read again, it is itself. */
function readLink(text: string): string {
  const read = readLocator(text, ORIGIN);
  if (!read.ok) return read.error.code;
  const again = readLocator(read.value.link, ORIGIN);
  return again.ok && again.value.link === read.value.link ? 'read' : `WRONG: not settled: ${read.value.link}`;
}

/** Text to a letter: a form feed begins a part, `|` in front makes a row of cells, `words<<target` a link behind words. */
function letterOf(text: string): WrittenLetter {
  const parts = text.split('\f').map(
    (part, at): WrittenPart => ({
      from: at === 0 ? 'body' : at % 3 === 0 ? 'forwarded' : 'attachment',
      format: at === 0 ? 'text' : 'html',
      name: at === 0 ? null : `list-${at}`,
      isAlternative: at % 4 === 1,
      rows: part.split('\n').map(rowOf),
    }),
  );
  return {
    subject: text.slice(0, 80),
    isAutomatic: false,
    report: null,
    date: null,
    parts,
    unread: [],
    isDamaged: false,
  };
}

function rowOf(line: string): WrittenRow {
  const isTable = line.startsWith('|');
  const cells = (isTable ? line.slice(1).split('|') : [line]).map((cell) => {
    const [words = '', ...targets] = cell.split('<<');
    return { text: words, links: targets.map((target) => ({ text: words, target })) };
  });
  return {
    kind: isTable ? 'table-row' : 'line',
    cells,
    ordinal: null,
    quoted: /^>*/.exec(line)?.[0].length ?? 0,
  };
}

const MOST_PRINTED = 2_048;
const MOST_LEFT_OUT = 1_000;

/** Every known place stands somewhere in the reading, unless the reading says that it was too much. */
function readWhole(letter: WrittenLetter, known: readonly string[]): string {
  const reading = readLetter(letter, READING_RULES);
  const said = [
    ...reading.items.map(({ locator }) => locator.link),
    ...reading.rejected.map(({ text }) => text),
    ...reading.leftOut.map(({ text }) => text),
  ];
  const isCut =
    reading.unread.includes('reading.too-many-items') ||
    reading.leftOut.length >= MOST_LEFT_OUT ||
    said.some((text) => text.length >= MOST_PRINTED);
  const lost = known.find((place) => !said.some((text) => text.includes(place)));
  if (lost !== undefined && !isCut) return `WRONG: a link was lost: ${lost}`;
  const odd = reading.items.find(({ locator }) => readLink(locator.link) !== 'read');
  return odd === undefined ? reading.kind : `WRONG: not settled: ${odd.locator.link}`;
}

/** A link of its own line in the middle, and one behind the end of each part. */
function readWords(text: string): string {
  const lines = text.split('\n');
  const middle = Math.floor(lines.length / 2);
  const withOne = [
    ...lines.slice(0, middle),
    '',
    'https://known.example/in-the-middle',
    '',
    ...lines.slice(middle),
  ];
  const letter = letterOf(`${withOne.join('\n')}\n\nhttps://known.example/at-the-end`);
  return readWhole(letter, ['known.example/in-the-middle', 'known.example/at-the-end']);
}

/** What is read can be kept: no half character, no control character but line ends and TAB. */
function kept(parts: readonly { readonly rows: readonly WrittenRow[] }[]): string {
  const texts = parts.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ text, links }) => [text, ...links.flatMap((link) => [link.text, link.target])]),
    ),
  );
  return texts.every((text) => plain(text) === text) ? 'read' : 'WRONG: a character that cannot be kept';
}

const file =
  (name: string): Run =>
  async (bytes) => {
    const attached = { name, type: '', charset: undefined, bytes };
    const kind = kindOf(attached);
    if (kind === 'apart' || kind === 'mail') return `of another kind: ${kind}`;
    return kept((await readDocument(attached, kind)).parts);
  };

async function readRaw(bytes: Buffer): Promise<string> {
  if (isOverLimits(bytes)) return 'over the limits';
  const letter = await readMail(bytes, { opens: () => undefined });
  const wrong = kept(letter.parts);
  return wrong === 'read' ? readWhole(letter, []) : wrong;
}

function readHeader(bytes: Buffer): string {
  const mail = rawMail(bytes);
  plainMailbox(single(mail.headers, 'from'));
  mailboxes(single(mail.headers, 'to'));
  if (mail.traceBytes > bytes.length) return 'WRONG: more trace than mail';
  if (contentKey(bytes, mail) !== contentKey(Buffer.from(bytes), rawMail(Buffer.from(bytes))))
    return 'WRONG: two keys';
  return `${mail.formOk ? 'good form' : 'bad form'}${hasTooManyLines(bytes) ? ', too many lines' : ''}`;
}

/** The fuzzed mails were signed the day before. */
const NOW = Date.parse('2026-11-20T00:00:00Z');

async function prove(bytes: Buffer): Promise<string> {
  const resolve = (name: string): Promise<unknown> => {
    const found = ZONE[name];
    return found === undefined
      ? Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
      : Promise.resolve([[found]]);
  };
  const { dmarc, dnsFailed } = await proofsOf(bytes, resolve, NOW);
  return `dmarc ${dmarc}${dnsFailed ? ', failed' : ''}`;
}

function readPage(bytes: Buffer): string {
  const list = new RowList();
  addHtml(bytes.toString('utf8'), list);
  return kept([{ rows: list.rows }]);
}

const LABELS = [
  'utf-8',
  'euc-kr',
  'iso-2022-jp',
  'shift_jis',
  'gb18030',
  'utf-16',
  'windows-1252',
  'utf-7',
  undefined,
];

/** Every entry that an archive names, inflated. */
function unpack(bytes: Buffer): string {
  const zip = openZip(bytes);
  for (const { name, isFolder, isEncrypted } of zip.entries) if (!isFolder && !isEncrypted) zip.read(name);
  return 'read';
}

function openTree(bytes: Buffer): string {
  const { isDamaged } = mimeTree(bytes);
  return isDamaged ? 'damaged' : 'read';
}

/** By the name of its target. */
export const RUNS: Readonly<Record<string, Run>> = {
  link: (bytes) => readLink(bytes.toString('utf8')),
  letter: (bytes) => readWords(bytes.toString('utf8')),
  hwp: file('list.hwp'),
  hwpx: file('list.hwpx'),
  docx: file('list.docx'),
  xlsx: file('list.xlsx'),
  csv: file('list.csv'),
  text: file('list.txt'),
  html: file('list.html'),
  pdf: file('list.pdf'),
  mime: openTree,
  header: readHeader,
  mail: readRaw,
  zip: unpack,
  'lib-pdf': file('list.pdf'),
  'lib-html': readPage,
  'lib-cfb': (bytes) => (openContainer(bytes), 'read'),
  'lib-charsets': (bytes) => {
    for (const label of LABELS) decodeBytes(bytes, label);
    return 'read';
  },
  'lib-mailauth': prove,
};

/** Runs one input. Never throws. */
export async function outcomeOf(run: Run, bytes: Buffer): Promise<string> {
  try {
    return await run(bytes);
  } catch (error) {
    return error instanceof Unread ? error.code : `WRONG: thrown: ${(error as Error).stack ?? String(error)}`;
  }
}
