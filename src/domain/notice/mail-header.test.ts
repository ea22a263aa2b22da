// By which marks a mail is known for one that no machine may answer, and what it answers itself.
import { describe, expect, test } from 'vitest';
import { mailHeader, marksWith } from './mail-header.ts';

const field = (line: string) => {
  const [name = '', ...value] = line.split(': ');
  return { name: name.toLowerCase(), value: value.join(': ') };
};
const header = (lines: readonly string[]) => mailHeader(lines.map(field));

describe('marks of an automatic mail', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'auto-submitted'],
    ['Auto-Submitted: auto-generated; owner=x', 'auto-submitted'],
    ['Auto-Submitted: AUTO-NOTIFIED', 'auto-submitted'],
    ['Precedence: bulk', 'precedence'],
    ['Precedence: list', 'precedence'],
    ['List-Id: <news.example>', 'list'],
    ['List-Unsubscribe: <mailto:x@news.example>', 'list'],
    ['List-Post: NO', 'list'],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=x', 'report'],
    ['X-Auto-Response-Suppress: All', 'suppressed'],
    ['X-Autoreply: yes', 'suppressed'],
    ['X-Loop: desk', 'suppressed'],
    ['Return-Path: <>', 'no-return-path'],
  ])('%s', (line, mark) => {
    expect(header([line]).marks).toEqual([mark]);
  });

  test.each([
    'Auto-Submitted: no',
    'Auto-Submitted: no (a person)',
    'Precedence: first-class',
    'Content-Type: multipart/mixed; boundary=report',
    'Return-Path: <a@b.example>',
    'Subject: list-id',
  ])('is none of them: %s', (line) => {
    expect(header([line]).marks).toEqual([]);
  });

  test('a return path that nobody wrote down marks nothing', () => {
    expect(marksWith(header([]), null)).toEqual([]);
  });

  test.each(['', '<>', ' '])('a return path that names nobody: "%s"', (returnPath) => {
    expect(marksWith(header([]), returnPath)).toEqual(['no-return-path']);
    expect(marksWith(header(['Return-Path: <>']), returnPath)).toEqual(['no-return-path']);
  });

  test('a return path that names somebody adds nothing', () => {
    expect(marksWith(header([]), 'a@b.example')).toEqual([]);
  });

  test('a second field of the name counts as well: a "no" in front hides nothing', () => {
    expect(header(['Auto-Submitted: no', 'Auto-Submitted: auto-replied']).marks).toEqual(['auto-submitted']);
  });
});

describe('what a mail answers', () => {
  test('its Message-ID and those of the mails before it, each once', () => {
    const read = header([
      'Message-ID: <1@a.example>',
      'In-Reply-To: <0@a.example>',
      'References: <x@b.example> <0@a.example>',
    ]);
    expect(read).toMatchObject({ messageId: '<1@a.example>', answers: ['<0@a.example>', '<x@b.example>'] });
  });

  test.each([
    ['two of them', ['Message-ID: <1@a.example>', 'Message-ID: <2@a.example>']],
    ['one with words around it', ['Message-ID: Hello <1@a.example>']],
    ['one with a line end in it', ['Message-ID: <1@a.example\r\nBcc: x@y.example>']],
    ['one longer than any line', [`Message-ID: <${'1'.repeat(300)}@a.example>`]],
    ['none', []],
  ])('no Message-ID to answer to: %s', (_, lines) => {
    expect(header(lines).messageId).toBeNull();
  });

  test('a field without end costs no time and names at most a hundred', () => {
    const ids = Array.from({ length: 5_000 }, (_, at) => `<${at}@a.example>`).join(' ');
    expect(header([`References: ${ids}`]).answers).toHaveLength(100);
  });
});
