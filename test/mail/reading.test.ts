// What a raw mail says: its words in whatever charset, the key that finds it again, and calm in the face of junk.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readLetter } from '../../src/domain/notice/reading.ts';
import { mail } from '../support/signed-mail.ts';
import { wordsOf } from '../support/written-words.ts';
import { byTheBoard, genuineLetter, headersWith, judged, LETTER } from './desk-mail.ts';
import { READING_RULES } from '../support/reading-rules.ts';

/** `귀 기관의 협조에 감사드립니다.` and `삭제를 요청합니다.` in EUC-KR, byte for byte. */
const EUC_KR = {
  thanks: 'b1cd20b1e2b0fcc0c720c7f9c1b6bfa120b0a8bbe7b5e5b8b3b4cfb4d92e',
  please: 'bbe8c1a6b8a620bfe4c3bbc7d5b4cfb4d92e',
};
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const korean = (...parts: readonly (string | Buffer)[]): Buffer =>
  mail(
    headersWith({ 'Content-Type': 'text/plain; charset=euc-kr' }),
    Buffer.concat(parts.map((part) => Buffer.from(part as string))),
    byTheBoard,
  );

/** Deterministic noise of every byte value. */
function junk(size: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, at) =>
    createHash('sha256').update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, size);
}

describe('the words of a letter', () => {
  it('in EUC-KR come out as Korean, at L1, with their links', async () => {
    const link = '\r\n1. https://chat.example/r/haneul-3/m/42\r\n';
    const { letter, sender } = await judged(korean(bytes(EUC_KR.thanks), '\r\n', bytes(EUC_KR.please), link));
    expect(sender.level).toBe('L1');
    expect(wordsOf(letter)).toContain('귀 기관의 협조에 감사드립니다.');
    expect(letter === null ? null : readLetter(letter, READING_RULES)).toMatchObject({
      kind: 'voluntary-request',
      languages: ['ko'],
      measures: ['delete'],
      items: [{ number: 1, locator: { link: 'https://chat.example/r/haneul-3/m/42' } }],
    });
  });

  it('with a syllable that only CP949 has are whole', async () => {
    const { letter } = await judged(korean(bytes('8c63'), '\r\n', bytes(EUC_KR.please), '\r\n', LETTER));
    expect(wordsOf(letter)).toContain('똠\n삭제를 요청합니다.');
    expect(wordsOf(letter)).toContain('1. https://chat.example/r/haneul-3/m/42');
  });

  it('in base64, quoted-printable and UTF-8 are the same words', async () => {
    const text = '삭제를 요청합니다.\r\n';
    const quoted = [...Buffer.from(text.trim())]
      .map((byte) => `=${byte.toString(16).toUpperCase()}`)
      .join('');
    const bodies: Readonly<Record<string, string>> = {
      base64: `${Buffer.from(text).toString('base64')}\r\n`,
      'quoted-printable': `${quoted}\r\n`,
      '8bit': text,
    };
    for (const [encoding, body] of Object.entries(bodies)) {
      const raw = mail(headersWith({ 'Content-Transfer-Encoding': encoding }), body, byTheBoard);
      expect(wordsOf((await judged(raw)).letter).trim(), encoding).toBe(text.trim());
    }
  });

  it('of an attached list follow those of the body', async () => {
    const parts = [
      '--b\r\nContent-Type: text/plain\r\n\r\nSee the list.\r\n',
      '--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename="list.csv"\r\n\r\n1,https://a.example/b\r\n--b--\r\n',
    ].join('');
    const { letter } = await judged(
      mail(headersWith({ 'Content-Type': 'multipart/mixed; boundary=b' }), parts),
    );
    expect(letter?.parts.map(({ from, format, name }) => [from, format, name])).toEqual([
      ['body', 'text', null],
      ['attachment', 'csv', 'list.csv'],
    ]);
    expect(wordsOf(letter)).toBe('See the list.\n1\thttps://a.example/b');
  });

  it('of a mail in HTML only are read', async () => {
    const raw = mail(headersWith({ 'Content-Type': 'text/html' }), '<p>hello</p>\r\n', byTheBoard);
    expect(wordsOf((await judged(raw)).letter)).toBe('hello');
  });
});

describe('junk', () => {
  it('of 1 MB never throws and proves nothing', async () => {
    const { sender, letter } = await judged(junk(1_000_000, 'bytes'));
    expect(sender.level).toBe('L0');
    expect(letter === null || Array.isArray(letter.parts)).toBe(true);
  });

  it.each(
    Object.entries({
      'nothing at all': Buffer.alloc(0),
      'a single line end': Buffer.from('\r\n'),
      'a header without an end': Buffer.from('From: a@b.example'),
      '1 MB of header lines': Buffer.from('X-A: b\r\n'.repeat(125_000)),
      '1 MB in one header': Buffer.concat([
        Buffer.from('Subject: '),
        Buffer.alloc(1_000_000, 'a'),
        Buffer.from('\r\n\r\nx'),
      ]),
      '1 MB without a line end': Buffer.concat([
        Buffer.from('Subject: a\r\n\r\n'),
        Buffer.alloc(1_000_000, 'a'),
      ]),
      '1,000 nested parts': Buffer.from(
        Array.from(
          { length: 1_000 },
          (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
        ).join(''),
      ),
      '2,000 signatures': Buffer.from(
        `${'DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=AA==; b=AA==\r\n'.repeat(2_000)}\r\nx`,
      ),
      'a header named __proto__': Buffer.from(
        '__proto__: x\r\nconstructor: y\r\nFrom: <a@b.example>\r\n\r\nx',
      ),
    }),
  )('as %s is a claim like any other', async (_what, raw) => {
    const { sender, contentKey } = await judged(raw);
    expect(sender.level).toBe('L0');
    expect(contentKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('cut off at any place never throws', async () => {
    const whole = genuineLetter();
    for (let end = 0; end < whole.length; end += 41) {
      expect((await judged(whole.subarray(0, end))).sender.level, `cut at ${end}`).toBe('L0');
    }
  });
});
