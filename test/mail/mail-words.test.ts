// What is handed out of a mail: text a database can keep. And the mails that no parser is given, since they would cost it minutes.
import { describe, expect, it, vi } from 'vitest';
import { isOverLimits } from '../../src/adapters/mail/mail-limits.ts';
import { readMail } from '../../src/adapters/documents/read-mail.ts';
import { expectSteadyGrowth } from '../support/growth.ts';
import { mail } from '../support/signed-mail.ts';
import { wordsOf } from '../support/written-words.ts';
import { genuineLetter, headersWith } from './desk-mail.ts';

/** Growth is what is asked, however long it takes on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const parseLetter = (raw: Buffer) => readMail(raw, { opens: () => undefined });

const CONTROLS = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
const multipart = (...parts: readonly string[]): Buffer =>
  mail(
    headersWith({ 'Content-Type': 'multipart/mixed; boundary="b 1"' }),
    `${parts.map((part) => `--b 1\r\n${part}\r\n`).join('')}--b 1--\r\n`,
  );
const textPart = 'Content-Type: text/plain\r\n\r\nSee the list.';

describe('control characters', () => {
  it('in the text are replaced, but for line ends and TAB', async () => {
    const raw = mail(headersWith({ 'Content-Transfer-Encoding': 'base64' }), btoa(`a${CONTROLS}b`));
    expect(wordsOf(await parseLetter(raw))).toMatch(/^a\ufffd{9}\t\n+\ufffd{18}b$/);
  });

  it('in the name of an attachment are replaced', async () => {
    const raw = multipart(
      textPart,
      `Content-Type: text/csv\r\nContent-Disposition: attachment; filename*=utf-8''a%00b%1Bc.csv\r\n\r\nx`,
    );
    expect((await parseLetter(raw)).parts[1]?.name).toBe('a\ufffdb\ufffdc.csv');
  });

  it.each([
    ['utf-16le', Buffer.from('a\ud800b', 'utf16le')],
    ['utf-8', Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62])],
    ['utf-7', Buffer.from('+2AA-')],
  ])('and half characters in %s leave well-formed text', async (charset, body) => {
    const raw = mail(
      headersWith({
        'Content-Type': `text/plain; charset=${charset}`,
        'Content-Transfer-Encoding': 'base64',
      }),
      body.toString('base64'),
    );
    const letter = await parseLetter(raw);
    expect(wordsOf(letter)).toMatch(/^[ab]?./);
    expect(wordsOf(letter)).not.toMatch(/\p{Cs}/u);
  });
});

/** A mail of one text line, and how many bytes or pieces of the given kind it may have at most. */
const body = (text: string): Buffer => Buffer.from(`Subject: a\r\n\r\n${text}`);

describe('limits', () => {
  it.each([
    ['a genuine letter', genuineLetter()],
    ['200 boundary lines', multipart(...Array<string>(199).fill(textPart))],
    ['a text of ten thousand lines of dashes', body('--------\r\n'.repeat(10_000))],
    ['a line of 8 KiB', body('a'.repeat(8 * 1024))],
    ['10,000 blank lines', body(`a\r\n${'\r\n'.repeat(10_000)}`)],
    ['500,000 lines', body('a\r\n'.repeat(499_998))],
    ['25 MiB of base64', body(`${'a'.repeat(76)}\r\n`.repeat(336_000))],
    ['500 folded fields', Buffer.from(`${'A: b\r\n c\r\n'.repeat(500)}\r\n`)],
    ['no bytes', Buffer.alloc(0)],
  ])('let %s through', (_what, raw) => {
    expect(isOverLimits(raw)).toBe(false);
  });

  it.each([
    ['201 boundary lines', multipart(...Array<string>(200).fill(textPart))],
    ['parts of a boundary in two pieces', Buffer.from(`A: b; boundary*0=b\r\n\r\n${'--b\r\n'.repeat(201)}`)],
    [
      'parts of a boundary in percent signs',
      Buffer.from(`A: b; boundary*=''%62\r\n\r\n${'--b\r\n'.repeat(201)}`),
    ],
    [
      'parts of a boundary with an escape',
      Buffer.from(`A: b; boundary="a\\b"\r\n\r\n${'--ab\r\n'.repeat(201)}`),
    ],
    ['201 boundaries', body(Array.from({ length: 201 }, (_, at) => `boundary=b${at}\r\n`).join(''))],
    ['a line longer than 8 KiB', body('a'.repeat(8 * 1024 + 1))],
    ['more than 10,000 blank lines', body('\r\n'.repeat(10_001))],
    ['more blank lines of LF', body('\n'.repeat(10_001))],
    ['more than 500,000 lines', body('a\r\n'.repeat(499_999))],
    ['a header of more than 64 KiB', Buffer.from(`${`A: ${'b'.repeat(997)}\r\n`.repeat(66)}\r\n`)],
    ['501 fields', Buffer.from('A: b\r\n c\r\n'.repeat(501))],
  ])('stop %s', (_what, raw) => {
    expect(isOverLimits(raw)).toBe(true);
  });

  it('cut text off at five million characters, and say so', async () => {
    const lines = `${'a'.repeat(998)}\r\n`.repeat(5_100);
    const letter = await parseLetter(body(lines));
    expect(letter.isDamaged).toBe(true);
    expect(letter.parts[0]?.rows).toHaveLength(Math.floor(5_000_000 / 998));
  });

  it.each(['\r\n', '--', '--b\r\n', 'boundary=', 'boundary', '\n--'])(
    'are found in time that grows with a mail of %j',
    (piece) => {
      expectSteadyGrowth((share) => {
        const bomb = Buffer.alloc(25 * 1024 * 1024 * share, piece);
        return () => isOverLimits(bomb);
      });
    },
  );
});
