// Hostile letters made of the bytes of a genuine one: replay, added and doubled headers, changed bodies, odd line ends, ARC seals.
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import { CAREFUL, type Genuine, signedAs, styleOf, TRACE } from './genuine.ts';
import type { Made, Mutant, Mutants } from './mutant.ts';
import { KEYS, MARU, sent } from './world.ts';

const BLANK = '\r\n\r\n';
const textOf = ({ draft }: Genuine): string => sent(draft).toString('latin1');
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const end = (text: string): number => text.indexOf(BLANK) + '\r\n'.length;

/** The mail rewritten as text. */
const text = (reason: Mutant[0], change: (mail: string) => string, links?: Made['links']): Mutant => [
  reason,
  (genuine) => ({ raw: bytes(change(textOf(genuine))), ...(links === undefined ? {} : { links }) }),
];
const above = (reason: Mutant[0], lines: string): Mutant => text(reason, (mail) => lines + mail);
const below = (reason: Mutant[0], lines: string): Mutant =>
  text(reason, (mail) => mail.slice(0, end(mail)) + lines + mail.slice(end(mail)));
const both = (reason: Mutant[0], line: string): Record<string, Mutant> => ({
  [`${line} above`]: above(reason, `${line}\r\n`),
  [`${line} below`]: below(reason, `${line}\r\n`),
});
const all = (reason: Mutant[0], lines: readonly string[]): Record<string, Mutant> =>
  Object.assign({}, ...lines.map((line) => both(reason, line)));
/** The value of one field replaced. */
const field = (reason: GuardCode, name: string, value: string): Mutant =>
  text(reason, (mail) => mail.replace(new RegExp(`^${name}: .*(?:\r\n[ \t].*)*`, 'm'), `${name}: ${value}`));
/** The body rewritten. */
const body = (change: (words: string) => string): Mutant => [
  'guard.dkim-invalid',
  (genuine) => {
    const mail = textOf(genuine);
    // Base64 with words in front is no list that anybody reads.
    if (!mail.includes('chat.example/r/')) return undefined;
    return { raw: bytes(mail.slice(0, end(mail) + 2) + change(mail.slice(end(mail) + 2))) };
  },
];
/** In the header, the line end in front of Subject. */
const lineEnd = (reason: GuardCode, other: string): Mutant =>
  text(reason, (mail) => mail.replace('\r\nSubject:', `${other}Subject:`));

const MORE = 'https://chat.example/r/haneul-9/m/999';
const again = (change: (mail: string) => string): Mutant => [
  'guard.replay',
  (genuine) => ({ raw: bytes(change(textOf(genuine))), before: sent(genuine.draft) }),
];
/** A body that signs with `l=`, and what is appended behind it. */
const appended = (length: (whole: number) => number, rewrite?: (tags: string) => string): Mutant => [
  rewrite === undefined ? 'guard.dkim-length-tag' : 'guard.dkim-invalid',
  ({ draft }) => {
    if (draft.body.includes('--b1') || !draft.body.includes('Tell us')) return undefined;
    const whole = length(draft.body.length - 2);
    const signed = sent(
      signedAs(draft, { body: 'simple', length: whole, ...(rewrite === undefined ? {} : { rewrite }) }),
    );
    return { raw: Buffer.concat([signed, Buffer.from(`9. ${MORE}\r\n`)]), links: [...draft.links, MORE] };
  },
];

const SEALS = [
  'ARC-Seal: i=1; a=rsa-sha256; t=1763500000; cv=none; d=stranger.example; s=m1; b=AAAA',
  'ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=stranger.example; s=m1; h=from; bh=AAAA; b=AAAA',
  `ARC-Authentication-Results: i=1; desk.example; dkim=pass header.d=${MARU}; spf=pass; dmarc=pass`,
];
const unsigned = ({ draft }: Genuine): string => sent({ ...draft, styles: [] }).toString('latin1');
const claimed = (lines: string): Mutant => [
  'guard.dkim-none',
  (genuine) => ({ raw: bytes(lines + unsigned(genuine)) }),
];

export const RAW_BYTES: Mutants = {
  replay: {
    'the same bytes': again((mail) => mail),
    'with new trace': again((mail) => TRACE.join('') + mail),
    'with an unsigned field': again((mail) => mail.replace(BLANK, `\r\nX-Note: new${BLANK}`)),
    'with blank lines behind': again((mail) => `${mail}\r\n\r\n`),
    'with its signature folded anew': again((mail) => mail.replace(/; b=(.{20})/, '; b=$1\r\n\t ')),
    'with a stranger’s signature added': [
      'guard.replay',
      ({ draft }) => ({
        raw: sent({
          ...draft,
          styles: [{ ...styleOf('stranger.example'), key: KEYS.stranger }, ...draft.styles],
        }),
        before: sent(draft),
      }),
    ],
    'without the first of two signatures': [
      'guard.replay',
      ({ draft }) =>
        draft.styles.length < 2 || draft.styles[1]?.domain !== MARU
          ? undefined
          : { raw: sent({ ...draft, styles: draft.styles.slice(1) }), before: sent(draft) },
    ],
    'to another desk': field('guard.dkim-invalid', 'To', '<notices@other-desk.example>'),
    'with a new Message-ID': field('guard.dkim-invalid', 'Message-ID', '<new@maru-board.example>'),
    'with a new Date': field('guard.dkim-invalid', 'Date', 'Thu, 19 Nov 2026 15:00:00 +0900'),
  },
  'body behind l=': {
    'the whole body signed': appended((whole) => whole),
    'a part signed': appended((whole) => Math.floor(whole / 2)),
    'nothing signed': appended(() => 0),
    'in capitals': appended(
      (whole) => whole,
      (tags) => tags.replace('; l=', '; L=').replace(';\r\n\tl=', ';\r\n\tL='),
    ),
    'as a power of ten': appended(
      () => 10,
      (tags) => tags.replace('l=10', 'l=1e1'),
    ),
    'in hexadecimal': appended(
      () => 16,
      (tags) => tags.replace('l=16', 'l=0x10'),
    ),
    twice: appended(
      (whole) => whole,
      (tags) => tags.replace('bh=', 'l=0; bh='),
    ),
    'with a sign': appended(
      () => 10,
      (tags) => tags.replace('l=10', 'l=+10'),
    ),
  },
  'unsigned header': all(
    ['guard.dkim-coverage', 'guard.dkim-invalid', 'guard.header-count'],
    [
      'Reply-To: <else@stranger.example>',
      'Cc: <else@stranger.example>',
      'Sender: <else@stranger.example>',
      'Content-Language: ko',
      'Content-ID: <a@b>',
      'Content-Disposition: inline',
      'Content-Description: list',
      'content-location: https://stranger.example/',
    ],
  ),
  'doubled header': {
    ...all('guard.header-count', [
      'From: <chief@stranger.example>',
      `From: <takedown@${MARU}>`,
      'FROM : <chief@stranger.example>',
      'To: <notices@desk.example>',
      'Subject: another',
      'Date: Thu, 19 Nov 2026 15:00:00 +0900',
      'Message-ID: <new@stranger.example>',
      'Message-Id: <new@stranger.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
    ]),
    'From twice, both signed': [
      'guard.header-count',
      ({ draft }) => ({
        raw: sent(
          signedAs(
            { ...draft, headers: [['From', '<a@b.example>'], ...draft.headers] },
            { covers: ['From', ...CAREFUL] },
          ),
        ),
      }),
    ],
    'no Message-ID': text('guard.header-count', (mail) => mail.replace(/^Message-ID: .*\r\n/m, '')),
    'no To': text('guard.header-count', (mail) => mail.replace(/^To: .*\r\n(?:[ \t].*\r\n)*/m, '')),
  },
  'changed header': {
    Subject: field('guard.dkim-invalid', 'Subject', 'Order of the court'),
    From: field('guard.not-enrolled', 'From', '<takedown@stranger.example>'),
    To: field('guard.dkim-invalid', 'To', '<notices@desk.example>, <a@b.example>'),
    'type text/html': field('guard.dkim-invalid', 'Content-Type', 'text/html; charset=utf-8'),
    'another charset': field('guard.dkim-invalid', 'Content-Type', 'text/plain; charset=euc-kr'),
    'a type with a name': field('guard.dkim-invalid', 'Content-Type', 'text/plain; name="a.txt"'),
    'MIME-Version': field('guard.dkim-invalid', 'MIME-Version', '1.1'),
  },
  'changed body': {
    'one digit': body((words) => words.replace('We request', 'We order ')),
    'a line behind': body((words) => `${words}We also mean the rest.\r\n`),
    'a line in front': body((words) => `P.S.\r\n${words}`),
    'a bare LF': body((words) => words.replace('\r\n', '\n')),
    'bare LFs throughout': body((words) => words.replaceAll('\r\n', '\n')),
    'a bare CR': body((words) => words.replace('\r\n', '\r')),
    'a bare CR in front': body((words) => `\r${words}`),
    'a NUL behind': body((words) => `${words}\0`),
  },
  'form of the header': {
    'a bare LF': lineEnd('guard.header-form', '\n'),
    'a bare CR': lineEnd('guard.header-form', '\r'),
    'CR CR LF': lineEnd('guard.header-form', '\r\r\n'),
    'LF CR': lineEnd('guard.header-form', '\n\r'),
    'a hidden From behind CR': above('guard.header-form', 'X-A: b\rFrom: <a@stranger.example>\r\n'),
    // Where the header ends is open here; the letter may look like one that is quoted, whose links are shown but are no items.
    'a hidden end of the header': text('guard.header-form', (mail) => `X-A: b\n\nhello\r\n${mail}`, null),
    'a NUL': above('guard.header-form', 'X-A: b\0c\r\n'),
    'a DEL': above('guard.header-form', 'X-A: b\x7fc\r\n'),
    'a vertical tab': above('guard.header-form', 'X-A: b\x0bc\r\n'),
    'an escape': above('guard.header-form', 'X-A: \x1b[2J\r\n'),
    'a first line that continues': above('guard.header-form', ' From: <a@stranger.example>\r\n'),
    'a name with a space': above('guard.header-form', 'Fr om: <a@stranger.example>\r\n'),
    'a name folded before its colon': above('guard.header-form', 'From\r\n : <a@stranger.example>\r\n'),
    'a name of other letters': above('guard.header-form', 'Fr\xf6m: <a@stranger.example>\r\n'),
    'a line without a colon': above('guard.header-form', 'hello\r\n'),
    'no name': above('guard.header-form', ': hello\r\n'),
    'a mailbox file’s first line': above(
      'guard.header-form',
      'From a@stranger.example Thu Nov 19 14:05:00 2026\r\n',
    ),
    'more than 64 KiB': text('guard.header-form', (mail) => `X-A: ${'b '.repeat(33_000)}\r\n${mail}`, null),
    '600 fields': text('guard.header-form', (mail) => 'X-A: b\r\n'.repeat(600) + mail, null),
    'an NBSP that continues': below('guard.header-form', '\xa0From: <a@stranger.example>\r\n'),
  },
  ARC: {
    'a chain of seals': claimed(`${SEALS.join('\r\n')}\r\n`),
    'a chain on a changed letter': text(
      'guard.dkim-invalid',
      (mail) =>
        `${SEALS.join('\r\n')}\r\n${mail.replace('We request', 'We order ').replace('MIME-Version: 1.0', 'MIME-Version: 1.1')}`,
    ),
    'results of its own': claimed(
      `Authentication-Results: desk.example; dkim=pass header.d=${MARU}; spf=pass smtp.mailfrom=${MARU}; dmarc=pass header.from=${MARU}\r\n`,
    ),
    'a sealed stranger': [
      'guard.dkim-domain',
      ({ draft }) => ({
        raw: Buffer.concat([
          bytes(`${SEALS.join('\r\n')}\r\n`),
          sent({ ...draft, styles: [{ ...styleOf('stranger.example'), key: KEYS.stranger }] }),
        ]),
      }),
    ],
  },
};
