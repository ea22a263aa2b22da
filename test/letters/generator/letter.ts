// One letter from a seed: what it means, how it is written, and the reading that must come out of it.
import { zipOf } from '../zip-file.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Composed, compose, WORDS } from './compose.ts';
import { type Block, line, type Reading } from './draft.ts';
import { expectedRows, type Intent, intentOf, type Tongue } from './intent.ts';
import { asBytes, charsetFor, encodedWord, filePart, multipart, type Part, textPart } from './mail.ts';
import { csvOf, docxOf, gridOf, hwpOf, hwpxOf, pdfFileOf, xlsxOf } from './write-files.ts';
import { htmlOf } from './write-html.ts';
import { flowed, textOf } from './write-text.ts';

/** Where the letter's list stands. */
export const FORMATS = [
  'text',
  'html',
  'alternative',
  'csv',
  'xlsx',
  'pdf',
  'hwpx',
  'hwp',
  'docx',
  'zip',
  'forwarded',
  'inline',
] as const;
export type Format = (typeof FORMATS)[number];

export interface GeneratedLetter {
  readonly seed: number;
  readonly format: Format;
  readonly tongue: Tongue;
  readonly raw: Buffer;
  /** The moment of receipt: what its Date says. */
  readonly now: number;
  readonly from: string;
  readonly expected: Reading;
}

const HOUR = 3_600_000;
const SENDERS: Readonly<
  Record<Tongue, { readonly office: string; readonly site: string; readonly person: string }>
> = {
  ko: { office: 'takedown@gaon-review.example', site: 'gaon-review.example', person: 'alder@mail.example' },
  en: { office: 'takedown@gaon-review.example', site: 'gaon-review.example', person: 'birch@mail.example' },
  ja: { office: 'desk@aoba-center.example', site: 'aoba-center.example', person: 'wakaba@mail.example' },
  de: { office: 'meldung@lfm-auental.example', site: 'lfm-auental.example', person: 'linde@mail.example' },
};

export function letterOf(seed: number, only: readonly Format[] = FORMATS): GeneratedLetter {
  const chance = chanceOf(seed);
  const wanted = chance.one(only);
  const intent = intentOf(chance, wanted === 'html');
  const format = formatFor(wanted, intent, only);
  const isPersons = intent.kind === 'victim-notice';
  const { office, person, site } = SENDERS[intent.tongue];
  const isWhole = WHOLE.has(format) && chance.percent(50);
  const composed = compose(chance, intent, site, isListFile(format) && !isWhole);
  const extra = intent.kind === 'not-a-notice' ? null : extraFile(chance);
  const body = bodyOf(chance, intent, composed, format, isWhole);
  const whole = extra === null ? body : multipart('mixed', '=_extra', [body, extra.part]);
  const from = isPersons ? person : office;
  return {
    seed,
    format,
    tongue: intent.tongue,
    from,
    now: intent.writtenAt - intent.zone * HOUR,
    raw: mailBytes(chance, intent, from, whole, format),
    expected: expectedOf(intent, composed, extra?.rejected ?? null),
  };
}

const LIST_FILES: ReadonlySet<Format> = new Set(['csv', 'xlsx', 'pdf', 'hwpx', 'hwp', 'docx', 'zip']);
/** Formats in which the letter itself may come. */
const WHOLE: ReadonlySet<Format> = new Set(['pdf', 'hwpx', 'hwp', 'docx']);
const isListFile = (format: Format): boolean => LIST_FILES.has(format);

/** A letter without a list has none to put into a file; Japanese and umlauts are not in the fonts of our PDF files. */
function formatFor(format: Format, intent: Intent, only: readonly Format[]): Format {
  const isBare = intent.lists.length === 0 && isListFile(format);
  if (isBare || intent.kind === 'not-a-notice') return format === 'html' ? 'html' : 'text';
  const isPlainPdf = intent.tongue === 'ko' || intent.tongue === 'en';
  if (format === 'pdf' && !isPlainPdf) return only.includes('docx') ? 'docx' : 'text';
  return format;
}

function expectedOf(
  intent: Intent,
  { replyBy, tongues }: Composed,
  file: Reading['rejected'][number] | null,
): Reading {
  const { items, rejected } = expectedRows(intent);
  return {
    kind: intent.kind,
    documentNumber: intent.documentNumber,
    replyBy: replyBy === null ? null : new Date(replyBy.at).toISOString(),
    measures: intent.measures,
    confidential: intent.isConfidential,
    languages: [...tongues].sort(),
    items,
    rejected: file === null ? rejected : [...rejected, file],
  };
}

/** A file beside the letter that holds no list that can be read. */
function extraFile(chance: Chance): { part: Part; rejected: Reading['rejected'][number] | null } | null {
  if (!chance.percent(15)) return null;
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  return chance.one([
    () => ({ part: filePart(chance, 'shot.png', png, 'image/png'), rejected: null }),
    () => {
      const name = chance.one(['확인화면.zip', 'captures.zip', '証拠.zip']);
      const bytes = zipOf([{ name: 'shot.png', content: png, isEncrypted: true }]);
      return {
        part: filePart(chance, name, bytes, 'application/zip'),
        rejected: { text: name, code: 'attachment.encrypted' },
      };
    },
    () => {
      const name = chance.one(['붙임.pdf', 'annex.pdf']);
      return {
        part: filePart(chance, name, Buffer.from('%PDF-1.4\nbroken'), 'application/pdf'),
        rejected: { text: name, code: 'attachment.unreadable' },
      };
    },
  ])();
}

function bodyOf(
  chance: Chance,
  intent: Intent,
  { blocks }: Composed,
  format: Format,
  isWhole: boolean,
): Part {
  const { tongue } = intent;
  switch (format) {
    case 'html':
      return htmlPart(chance, tongue, blocks);
    case 'alternative':
      return multipart('alternative', '=_alt', [
        plainPart(chance, tongue, blocks, false),
        htmlPart(chance, tongue, blocks),
      ]);
    case 'text':
      return plainPart(chance, tongue, blocks);
    case 'forwarded':
      return multipart('mixed', '=_fwd', [
        plainPart(chance, tongue, [line(chance.one(WORDS[tongue].passedOn))]),
        innerMail(chance, intent, blocks),
      ]);
    case 'inline':
      return plainPart(chance, tongue, inlineForward(chance, tongue, blocks));
    default: {
      const cover = isWhole ? [line(chance.one(WORDS[tongue].passedOn))] : blocks;
      return multipart('mixed', '=_mix', [
        coverPart(chance, tongue, cover),
        listFile(chance, intent, blocks, format, isWhole),
      ]);
    }
  }
}

const coverPart = (chance: Chance, tongue: Tongue, blocks: readonly Block[]): Part =>
  chance.percent(30) ? htmlPart(chance, tongue, blocks) : plainPart(chance, tongue, blocks);

function plainPart(chance: Chance, tongue: Tongue, blocks: readonly Block[], isBroken = true): Part {
  const isFlowed = chance.percent(20);
  const text = textOf(chance, tongue, blocks, isBroken);
  const shown = isFlowed ? flowed(text) : text;
  return textPart(
    chance,
    'text/plain',
    `${shown}\n`,
    charsetFor(chance, tongue, shown),
    isFlowed ? '; format=flowed' : '',
  );
}

function htmlPart(chance: Chance, tongue: Tongue, blocks: readonly Block[]): Part {
  const draft = htmlOf(chance, tongue, blocks, null);
  return textPart(chance, 'text/html', draft, charsetFor(chance, tongue, draft));
}

function innerMail(chance: Chance, intent: Intent, blocks: readonly Block[]): Part {
  const inner = chance.percent(40)
    ? htmlPart(chance, intent.tongue, blocks)
    : plainPart(chance, intent.tongue, blocks);
  const header = [
    'From: <unit@elsewhere.example>',
    'To: <takedown@gaon-review.example>',
    `Date: ${dateLine(intent)}`,
    'Subject: letter',
    'MIME-Version: 1.0',
  ];
  return {
    header: ['Content-Type: message/rfc822'],
    bytes: Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n`), asBytes(inner)]),
  };
}

const HEADERS: Readonly<Record<Tongue, readonly string[]>> = {
  ko: [
    '보낸사람: 나래 <unit@elsewhere.example>',
    '날짜: 2026년 11월 6일 (금) 오전 10:00',
    '제목: 협조 요청',
    '받는사람: <takedown@gaon-review.example>',
  ],
  en: [
    'From: Fern Oak <unit@elsewhere.example>',
    'Date: Fri, 6 Nov 2026 at 10:00',
    'Subject: request',
    'To: <takedown@gaon-review.example>',
  ],
  ja: [
    '差出人: 若葉 <unit@elsewhere.example>',
    '日時: 2026年11月6日 10:00',
    '件名: 依頼',
    '宛先: <desk@aoba-center.example>',
  ],
  de: [
    'Von: Erle Buche <unit@elsewhere.example>',
    'Gesendet: Freitag, 6. November 2026 10:00',
    'Betreff: Ersuchen',
    'An: <meldung@lfm-auental.example>',
  ],
};

const inlineForward = (chance: Chance, tongue: Tongue, blocks: readonly Block[]): Block[] => [
  line(chance.one(WORDS[tongue].passedOn)),
  line(''),
  line(chance.one(WORDS[tongue].forwarded)),
  ...HEADERS[tongue].map(line),
  line(''),
  ...blocks,
];

const FILE_NAMES: Readonly<Record<Tongue, string>> = {
  ko: '붙임 대상목록',
  en: 'list',
  ja: '対象一覧',
  de: 'Anlage Liste',
};

function listFile(
  chance: Chance,
  intent: Intent,
  blocks: readonly Block[],
  format: Format,
  isWhole: boolean,
): Part {
  const { tongue, lists } = intent;
  const inside = isWhole ? blocks : lists.flatMap((rows): Block[] => [{ what: 'list', rows }, line('')]);
  const grids = (mayHide: boolean) => lists.map((rows) => gridOf(chance, tongue, rows, mayHide));
  const csv = (): Buffer =>
    csvOf(
      chance,
      tongue,
      grids(false).flatMap((grid, at) => (at === 0 ? grid : [[{ text: '' }], ...grid])),
    );
  const xlsx = (): Buffer => xlsxOf(chance, tongue, grids(true));
  const name = FILE_NAMES[tongue];
  switch (format) {
    case 'csv':
      return csvPart(chance, tongue, `${name}.csv`, csv());
    case 'xlsx':
      return filePart(chance, `${name}.xlsx`, xlsx());
    case 'zip': {
      const [end, bytes] = chance.percent(50) ? ['csv', csv()] : ['xlsx', xlsx()];
      return filePart(
        chance,
        `${name}.zip`,
        zipOf([{ name: `${name}.${end}`, content: bytes }]),
        'application/zip',
      );
    }
    case 'docx':
      return filePart(chance, `${name}.docx`, docxOf(chance, tongue, inside));
    case 'hwpx':
      return filePart(chance, `${name}.hwpx`, hwpxOf(chance, tongue, inside));
    case 'hwp':
      return filePart(chance, `${name}.hwp`, hwpOf(chance, tongue, inside), 'application/x-hwp');
    default:
      return filePart(chance, `${name}.pdf`, pdfFileOf(chance, tongue, inside), 'application/pdf');
  }
}

function csvPart(chance: Chance, tongue: Tongue, name: string, bytes: Buffer): Part {
  const isUnicode = bytes[0] === 0xff || Buffer.from(bytes.toString()).equals(bytes);
  return filePart(
    chance,
    name,
    bytes,
    tongue === 'ja' && !isUnicode && chance.percent(50) ? 'text/csv; charset=shift_jis' : 'text/csv',
  );
}

function mailBytes(chance: Chance, intent: Intent, from: string, body: Part, format: Format): Buffer {
  const subject = chance.one(['협조 요청', 'Request', 'ご依頼', 'Ersuchen', 'list', '']);
  const front = format === 'inline' ? 'Fwd: ' : intent.kind === 'follow-up' ? 'Re: ' : '';
  const header = [
    `From: ${chance.percent(40) ? `${encodedWord(chance.one(WORDS[intent.tongue].office))} ` : ''}<${from}>`,
    'To: <notices@desk.example>',
    `Date: ${dateLine(intent)}`,
    `Subject: ${encodedWord(front + subject)}`,
    `Message-ID: <${chance.word('abcdef0123456789', 16)}@mail.example>`,
    'MIME-Version: 1.0',
  ];
  return Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n`), asBytes(body)]);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateLine({ writtenAt, zone }: Intent): string {
  const date = new Date(writtenAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:00 +0${zone}00`;
}
