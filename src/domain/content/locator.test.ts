// Reading one link as printed: the same place is always written the same way, and a doubtful link is refused, not guessed at.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { MAX_LINK_LENGTH, readLocator } from './locator.ts';

function read(text: string): string {
  const locator = readLocator(text, ORIGIN);
  return locator.ok ? `${locator.value.platform} ${locator.value.link}` : locator.error.code;
}
const MESSAGE = `messenger ${ORIGIN}/r/maple/m/12`;

describe('a link to the messenger', () => {
  test.each([
    ['as it is', 'https://chat.example/r/maple/m/12'],
    ['with http', 'http://chat.example/r/maple/m/12'],
    ['in capitals of the host', 'HTTPS://Chat.EXAMPLE/r/maple/m/12'],
    ['with a final slash', 'https://chat.example/r/maple/m/12/'],
    ['with a query and a fragment', 'https://chat.example/r/maple/m/12?lang=ko#top'],
    ['with the port that https means anyway', 'https://chat.example:443/r/maple/m/12'],
    ['with the port that http means anyway', 'http://chat.example:80/r/maple/m/12'],
    ['with the dot that ends a full host name', 'https://chat.example./r/maple/m/12'],
    ['defanged', 'hxxps://chat[.]example/r/maple/m/12'],
    ['defanged otherwise', 'hxxps[:]//chat(.)example/r/maple/m/12'],
    ['defanged with braces', 'hxxps://chat{.}example/r/maple/m/12'],
    ['without its scheme', 'chat.example/r/maple/m/12'],
    ['defanged in words', 'hxxp://chat[dot]example/r/maple/m/12'],
    ['in full width', 'ｈｔｔｐｓ：／／ｃｈａｔ．ｅｘａｍｐｌｅ／ｒ／ｍａｐｌｅ／ｍ／１２'],
    ['with characters of no width', 'https://chat\u200b.exa\u2060mple/r/ma\u00adple/m/1\u200d2\ufeff'],
    ['in angle brackets, with spaces around', '  <https://chat.example/r/maple/m/12>  '],
  ])('is the same message %s', (_, text) => {
    expect(read(text)).toBe(MESSAGE);
  });

  test('may name a room or an invitation, or a message of many digits', () => {
    expect(read('https://chat.example/r/maple/m/123456')).toBe(`messenger ${ORIGIN}/r/maple/m/123456`);
    expect(read('https://chat.example/r/maple')).toBe(`messenger ${ORIGIN}/r/maple`);
    expect(read('https://chat.example/i/aB_9-x')).toBe(`messenger ${ORIGIN}/i/aB_9-x`);
    expect(read('https://chat.example/people/17')).toBe(`messenger ${ORIGIN}/people/17`);
  });

  test.each(['/media/aB_9-xyz1', '/thumb/aB_9-xyz1', '/cdn/aB_9-xyz1/thumb', '/cdn/aB_9-xyz1?x=1'])(
    'may name a file, however it is shown: %s',
    (path) => expect(read(`https://chat.example${path}`)).toBe(`messenger ${ORIGIN}/media/aB_9-xyz1`),
  );

  test.each([
    '/',
    '',
    '/r/',
    '/r/maple/m/',
    '/r/maple/m/0',
    '/r/maple/m/012',
    '/r/maple/m/1,',
    '/admin',
    '/media/short',
    '/media/',
    '/media/aB_9-xyz1/more',
    '/people/0',
    '/r/UPPER/m/1',
    '/r/%6Daple/m/1',
    '/x/r/maple',
  ])('of the form "%s" is no page of it, and is refused', (path) => {
    expect(read(`https://chat.example${path}`)).toBe('locator.malformed');
  });
});

test('a row of points is looked through once: it is a malformed link, and at once', () => {
  expect(read(`a${'.'.repeat(1_900)}x`)).toBe('locator.malformed');
  expect(read(`${'a.'.repeat(900)}@/`)).toBe('locator.malformed');
});

describe('a link to another place', () => {
  test.each([
    ['https://elsewhere.example/a?b=1#c', 'other https://elsewhere.example/a?b=1#c'],
    ['https://elsewhere.example', 'other https://elsewhere.example/'],
    ['elsewhere.example/a', 'other https://elsewhere.example/a'],
    ['https://chat.example:8443/r/maple/m/1', 'other https://chat.example:8443/r/maple/m/1'],
    ['https://chat.example.evil.example/r/maple/m/1', 'other https://chat.example.evil.example/r/maple/m/1'],
    ['https://not-t.me/maple', 'other https://not-t.me/maple'],
    ['https://t.me.evil.example/maple', 'other https://t.me.evil.example/maple'],
    ['http://elsewhere.example.:80/a', 'other http://elsewhere.example/a'],
    ['https://elsewhere.example/a...b', 'other https://elsewhere.example/a...b'],
    ['https://elsewhere.example/1~2/a', 'other https://elsewhere.example/1~2/a'],
    ['https://elsewhere.example/2026-11', 'other https://elsewhere.example/2026-11'],
    ['https://elsewhere.example/<b>', 'other https://elsewhere.example/%3Cb%3E'],
    ['https://elsewhere.example/앨범/1', 'other https://elsewhere.example/%EC%95%A8%EB%B2%94/1'],
    ['HTTPS://ELSEWHERE.example/A%20b', 'other https://elsewhere.example/A%20b'],
    ['https://elsewhere.example/x[.]y', 'other https://elsewhere.example/x.y'],
    ['https://한국.example/a', 'other https://xn--3e0b707e.example/a'],
  ])('%s is read as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a link that is not one exact place is refused', () => {
  test.each([
    ['has a user before the host', 'https://chat.example@evil.example/r/maple/m/1', 'locator.malformed'],
    ['has a user and a password', 'https://a:b@chat.example/r/maple/m/1', 'locator.malformed'],
    ['is cut off', 'https://chat.example/r/maple/m/1...', 'locator.malformed'],
    ['is cut off with one character', 'https://chat.example/r/maple/m/1…', 'locator.malformed'],
    ['is cut off, as a room of Matrix', 'matrix:roomid/abc:chat.exampl...', 'locator.malformed'],
    ['is cut off, as a file of Matrix', 'mxc://chat.example/abc...', 'locator.malformed'],
    ['is cut off, as a place of Telegram', 'tg://resolve?domain=maple_ro...', 'locator.malformed'],
    ['names a range', 'https://chat.example/r/maple/m/1~5', 'locator.ambiguous'],
    ['is cut off in another place', 'https://elsewhere.example/p...', 'locator.malformed'],
    ['names a range of many', 'https://elsewhere.example/p/10~55', 'locator.ambiguous'],
    ['is cut off in the middle', 'https://elsewhere.example/.../5', 'locator.malformed'],
    ['counts up with a hyphen', 'https://elsewhere.example/p/90-94', 'locator.ambiguous'],
    ['holds a mark of direction', 'https://elsewhere.example/a\u202eb', 'locator.malformed'],
    ['holds a backslash', 'https://elsewhere.example\\a', 'locator.malformed'],
    ['is defanged in a way that nobody agreed on', 'https://elsewhere(dot)example/a', 'locator.malformed'],
    ['is defanged twice', 'https://elsewhere[[.]]example/a', 'locator.malformed'],
    ['has no path to tell it from a word', 'elsewhere.example', 'locator.malformed'],
    ['has an empty user', 'https://@elsewhere.example/a', 'locator.malformed'],
    ['has letters before it', 'xhttps://elsewhere.example/a', 'locator.malformed'],
    ['is in angle brackets and goes on', '<https://elsewhere.example/a>b', 'locator.malformed'],
    ['names a range with dots', 'https://elsewhere.example/p/1..5', 'locator.ambiguous'],
    ['is several in one', 'https://t.me/maple/1,https://t.me/maple/2', 'locator.malformed'],
    ['has no host', 'https:///r/maple/m/1', 'locator.malformed'],
    ['has a host of nothing but a dot', 'https://./r/maple/m/1', 'locator.malformed'],
    ['is of another scheme', 'javascript:alert(1)', 'locator.malformed'],
    ['is a file', 'file:///etc/passwd', 'locator.malformed'],
    ['has a space inside', 'https://chat.example/r/maple /m/1', 'locator.malformed'],
    ['is empty', '', 'locator.malformed'],
  ])('when it %s', (_, text, code) => {
    expect(read(text)).toBe(code);
  });

  test(`when it is longer than ${MAX_LINK_LENGTH} characters, and not one sooner`, () => {
    const long = `https://elsewhere.example/${'a'.repeat(MAX_LINK_LENGTH)}`;
    expect(read(long.slice(0, MAX_LINK_LENGTH))).toBe(`other ${long.slice(0, MAX_LINK_LENGTH)}`);
    expect(read(long.slice(0, MAX_LINK_LENGTH + 1))).toBe('locator.malformed');
  });
});

describe('reading is settled after once', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'https://',
      'hxxps://',
      'HTTP://',
      'chat.example',
      't.me',
      'matrix.to/#/',
      '!maple:a.example',
      '/$event',
      '/s/',
      '%73',
      '+',
      'joinchat/',
      'share/url?url=',
      '/r/maple',
      '/m/12',
      '/i/x',
      '[.]',
      '[[.]]',
      '(dot)',
      '[:]',
    ),
    fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '.',
      ':443',
      ':80',
      '\u200b',
      '\u0301',
      '…',
      '~',
      ',',
      '<',
      '>',
      '?q=1',
      '#f',
      '/',
      'İ',
      'ﬀ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const anyLink = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('a canonical link, read again, gives itself', () => {
    fc.assert(
      fc.property(anyLink, (rest) => {
        const first = readLocator(`https://${rest}`, ORIGIN);
        fc.pre(first.ok);
        if (first.ok) expect(readLocator(first.value.link, ORIGIN)).toEqual(first);
      }),
      { numRuns: 3_000 },
    );
  });

  test('no text whatever makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (text) => void expect(typeof read(text)).toBe('string'),
      ),
    );
  });
});
