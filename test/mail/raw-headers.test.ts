// The two places where a mail is judged as bytes: its header block, and the few address forms that prove something.
import { describe, expect, it, vi } from 'vitest';
import { mailboxes, plainMailbox } from '../../src/adapters/mail/addresses.ts';
import { headerCounts, rawMail, single } from '../../src/adapters/mail/raw-headers.ts';
import { expectSteadyGrowth } from '../support/growth.ts';

/** Growth is what is asked, however long it takes on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const read = (text: string) => rawMail(Buffer.from(text, 'latin1'));

describe('a raw mail', () => {
  it('has its headers up to the first empty line, unfolded and in lower case', () => {
    const { headers, formOk } = read('From: a\r\nSubject: one\r\n  two\r\n\r\nline\r\n\r\nline');
    expect(formOk).toBe(true);
    expect(headers).toEqual([
      { name: 'from', value: 'a' },
      { name: 'subject', value: 'one  two' },
    ]);
  });

  it.each([
    ['without an empty line', 'From: a\r\n'],
    ['with a bare LF', 'From: a\nTo: b\r\n\r\n'],
    ['with a bare CR', 'From: a\rTo: b\r\n\r\n'],
    ['with an empty line of bare LFs before the real one', 'From: a\n\nbody\r\n\r\n'],
    ['with a NUL', 'From: a\0\r\n\r\n'],
    ['with a DEL', 'From: a\x7f\r\n\r\n'],
    ['with a vertical tab', 'From: a\x0b\r\n\r\n'],
    ['that begins with a continuation', ' From: a\r\n\r\n'],
    ['with a space in a name', 'Fr om: a\r\n\r\n'],
    ['with a name of no letters', ': a\r\n\r\n'],
    ['with a line that is no field', 'From: a\r\nhello\r\n\r\n'],
    ['with 501 fields', `${'A: b\r\n'.repeat(501)}\r\n`],
    ['with more than 64 KiB of header', `A: ${'b'.repeat(65_536)}\r\n\r\n`],
    ['with no headers at all', '\r\n\r\nbody'],
  ])('%s is not of the strict form', (_what, text) => {
    expect(read(text).formOk).toBe(false);
  });

  it('may hold tabs and bytes above 127', () => {
    expect(read('Subject:\tgr\xfc\xdfe\r\n\r\n').formOk).toBe(true);
  });

  it.each(['\r\n', 'a: b\r\n'])('of many megabytes of %j is looked at for its beginning only', (line) => {
    expectSteadyGrowth((share) => {
      const raw = Buffer.alloc(25 * 1024 * 1024 * share, line);
      return () => expect(rawMail(raw).formOk).toBe(false);
    });
  });

  it('keeps bytes at the ends of a value that only another charset calls white space', () => {
    expect(read('Subject: \xa0a\xa0\t\r\n\r\n').headers).toEqual([{ name: 'subject', value: '\xa0a\xa0' }]);
  });

  it('counts every header, even one named like a built-in', () => {
    const counts = headerCounts(read('From: a\r\nFROM: b\r\n__proto__: c\r\n\r\n').headers);
    expect(counts['from']).toBe(2);
    expect(Object.entries(counts)).toContainEqual(['__proto__', 1]);
  });

  it('has no single value where a header repeats', () => {
    const { headers } = read('To: a\r\nFrom: b\r\nTo: c\r\n\r\n');
    expect(single(headers, 'to')).toBeUndefined();
    expect(single(headers, 'from')).toBe('b');
  });
});

describe('a plain mailbox', () => {
  it.each([
    ['takedown@maru-board.example', 'takedown@maru-board.example'],
    ['<Takedown@Maru-Board.Example>', 'takedown@maru-board.example'],
    ['Maru Board <takedown@maru-board.example>', 'takedown@maru-board.example'],
    ['"Maru, Board" <takedown@maru-board.example>', 'takedown@maru-board.example'],
    ['=?utf-8?B?66eI66Oo?= <takedown@maru-board.example>', 'takedown@maru-board.example'],
    ['Maru  \t Board\t<takedown@maru-board.example>', 'takedown@maru-board.example'],
    ['"Maru"<takedown@maru-board.example>', 'takedown@maru-board.example'],
    ['takedown@maru--board.m-1.example', 'takedown@maru--board.m-1.example'],
  ])('%s is %s', (header, address) => {
    expect(plainMailbox(header)).toBe(address);
  });

  it.each([
    undefined,
    '',
    'takedown',
    'takedown@',
    '@maru-board.example',
    'takedown@localhost',
    'takedown@maru-board.example, a@b.example',
    '<takedown@maru-board.example> <a@b.example>',
    'takedown@maru-board.example <a@b.example>',
    '"takedown@maru-board.example" <a@b.example>',
    'takedown@maru-board.example (a comment)',
    'takedown(x)@maru-board.example',
    'Group: takedown@maru-board.example;',
    '"takedown"@maru-board.example',
    '<@relay.example:takedown@maru-board.example>',
    'takedown@[192.0.2.1]',
    'takedown@maru-board.example.',
    'takedown@m\u0430ru-board.example',
    '"a\\"b" <takedown@maru-board.example>',
    'Maru < takedown@maru-board.example >',
    '=?utf-8?Q?takedown=40maru-board.example?=',
    `${'a'.repeat(999)} <takedown@maru-board.example>`,
    'takedown@-maru.example',
    'takedown@maru-.example',
  ])('%s is none', (header) => {
    expect(plainMailbox(header)).toBeNull();
  });

  it('among other forms in To stands alone: the others match no desk', () => {
    expect(mailboxes('A <a@b.example>, Group: c@d.example;, notices@desk.example')).toEqual([
      'a@b.example',
      'notices@desk.example',
    ]);
  });

  it('past the hundredth recipient is not looked at', () => {
    expect(mailboxes(`${'a@b.example,'.repeat(100)}notices@desk.example`)).toHaveLength(100);
  });

  it('in a To of more than 64 KiB is not looked for: the list is refused, never cut', () => {
    expect(mailboxes(`notices@desk.example,${' '.repeat(65_536)}`)).toEqual([]);
  });

  /** Each took seconds, some a quarter of a minute, when two quantifiers could match the same spaces. */
  it.each<[string, (share: number) => string]>([
    ['spaces between two words', (n) => `a${' '.repeat(80_000 * n)}b`],
    ['spaces before a bracket that never closes', (n) => `${'a '.repeat(40_000 * n)}<`],
    ['a quote that never closes', (n) => `"${' '.repeat(80_000 * n)}`],
    ['a domain of dashes', (n) => `a@${'a-'.repeat(40_000 * n)}`],
    ['spaces without end', (n) => ' '.repeat(1_000_000 * n)],
    ['commas and spaces', (n) => `${' '.repeat(700)},`.repeat(90 * n)],
  ])('is looked for in time that grows with the text in %s', (_what, text) => {
    expectSteadyGrowth((share) => {
      const value = text(share);
      return () => [plainMailbox(value), mailboxes(value)];
    });
  });
});
