// The key that finds a mail again. Two mails with one key are one case: what a forger can give the key of a genuine letter
// would make that letter disappear.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentKey } from '../../src/adapters/mail/content-key.ts';
import { rawMail } from '../../src/adapters/mail/raw-headers.ts';
import { mail } from '../support/signed-mail.ts';
import { GENUINE, genuineLetter, headersWith, LETTER } from './desk-mail.ts';

const keyOf = (raw: Buffer | string): string => {
  const bytes = Buffer.from(raw as string);
  return contentKey(bytes, rawMail(bytes));
};
const inFront = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), genuineLetter()]);
/** The letter of these tests is signed with a new key each run, and within a run always with the same. */
const GENUINE_KEY = keyOf(genuineLetter());

describe('the content key', () => {
  it('is the same when relays put their trace in front', () => {
    const trace = [
      'Return-Path: <bounce@maru-board.example>',
      'Received: from a.example by b.example;\r\n\tFri, 20 Nov 2026 00:00:00 +0000',
      'received: from b.example by desk.example; Fri, 20 Nov 2026 00:00:01 +0000',
      'Delivered-To: notices@desk.example',
      'X-Received: by 2001:db8::1',
      'Authentication-Results: desk.example; dkim=pass',
      'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=b.example; s=s; b=AAAA',
      'X-Spam-Score: 0.1',
    ];
    for (let kept = 1; kept <= trace.length; kept += 1)
      expect(keyOf(inFront(`${trace.slice(0, kept).join('\r\n')}\r\n`)), trace[kept - 1]).toBe(GENUINE_KEY);
  });

  it('is another when one word of the body changes', () => {
    expect(keyOf(mail(GENUINE, LETTER.replace('delete', 'remove')))).not.toBe(keyOf(mail(GENUINE, LETTER)));
  });

  it.each([
    ['Message-ID', '<a2@maru-board.example>'],
    ['Subject', 'Request to remove'],
    ['From', '<takedown@maru-board.example>'],
    ['MIME-Version', '1.1'],
    ['Content-Transfer-Encoding', undefined],
  ])('is another when %s changes', (name, value) => {
    expect(keyOf(mail(headersWith({ [name]: value }), LETTER))).not.toBe(keyOf(mail(GENUINE, LETTER)));
  });

  it.each([
    ['a Reply-To', 'Reply-To: <else@stranger.example>\r\n'],
    ['a Sender', 'Sender: <else@stranger.example>\r\n'],
    ['a Cc', 'Cc: <else@stranger.example>\r\n'],
    ['a Content-Disposition', 'Content-Disposition: attachment\r\n'],
    ['a Reply-To behind a trace field', 'Received: by b.example\r\nReply-To: <else@stranger.example>\r\n'],
    ['a field in a bad form', 'Bad name: x\r\n'],
    ['a bare LF', 'X-A: b\nX-C: d\r\n'],
    ['an empty line of bare LFs', 'Subject: a\n\nhttps://chat.example/r/haneul-3/m/1\r\n'],
    ['an empty line', '\r\n'],
    ['501 trace fields', 'Received: by b.example\r\n'.repeat(501)],
    ['64 KiB of trace', `Received: ${'b'.repeat(65_536)}\r\n`],
    ['a NUL in a trace field', 'Received: \0\r\n'],
  ])('is another with %s in front', (_what, text) => {
    expect(keyOf(inFront(text))).not.toBe(GENUINE_KEY);
  });

  it('is another with a trace field below the first of the sender’s own', () => {
    const lower = genuineLetter()
      .toString('latin1')
      .replace('\r\nFrom:', '\r\nReceived: by b.example\r\nFrom:');
    expect(keyOf(Buffer.from(lower, 'latin1'))).not.toBe(GENUINE_KEY);
  });

  it.each([
    ['no empty line', (word: string) => `Subject: ${word}\r\nFrom: a@b.example`],
    ['bare LF', (word: string) => `Subject: a\nFrom: a@b.example\n\n${word}\n`],
    ['bare CR', (word: string) => `Subject: a\rFrom: a@b.example\r\r${word}\r`],
    ['no header', (word: string) => `\r\n\r\n${word}`],
    ['a header that never ends', (word: string) => `${'a: b\r\n'.repeat(20_000)}\r\n${word}`],
  ])('tells two mails of bad form apart: %s', (_what, text) => {
    expect(keyOf(text('one'))).not.toBe(keyOf(text('two')));
    expect(keyOf(text('one'))).toBe(keyOf(text('one')));
  });

  it('of a mail of good form is no key of any other bytes taken as they are', () => {
    const good = Buffer.from('A: b\r\n\r\nc');
    const asItIs = (bytes: Buffer): string => contentKey(bytes, { formOk: false, traceBytes: 0 });
    expect([good, Buffer.concat([Buffer.from('mail\n'), good])].map(asItIs)).not.toContain(keyOf(good));
  });

  it('is another after any change of any header that is not trace in front', () => {
    const whole = genuineLetter();
    const headerEnd = whole.indexOf('\r\n\r\n');
    const change = fc.record({
      at: fc.nat(headerEnd - 1),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom('\r\n ', '\n', '\r\nSender: <a@b.example>', ' '),
      ),
    });
    fc.assert(
      fc.property(change, ({ at, remove, insert }) => {
        const added = Buffer.from(insert);
        const changed = Buffer.concat([whole.subarray(0, at), added, whole.subarray(at + remove)]);
        return changed.equals(whole) || keyOf(changed) !== GENUINE_KEY;
      }),
      { numRuns: 2_000 },
    );
  });
});
