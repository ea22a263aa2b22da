// Every form of link to a platform that we know, and what it comes to; and forms that are near one and are none.
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { readLocator } from './locator.ts';

function read(text: string): string {
  const locator = readLocator(text, ORIGIN);
  return locator.ok ? `${locator.value.platform} ${locator.value.link}` : locator.error.code;
}
const settles = (text: string, expected: string): void => {
  const link = expected.split(' ').slice(1).join(' ');
  expect(read(text)).toBe(expected);
  if (link !== '') expect(read(link)).toBe(expected);
};

describe('a Telegram link', () => {
  test.each([
    ['https://t.me/Maple_room/12', 'maple_room/12'],
    ['http://telegram.me/maple_room/12', 'maple_room/12'],
    ['telegram.dog/maple_room/12/', 'maple_room/12'],
    ['https://www.t.me/maple_room/12', 'maple_room/12'],
    ['https://Maple_room.t.me/12', 'maple_room/12'],
    ['https://www.maple_room.t.me/12?single', 'maple_room/12?single'],
    ['https://maple_room.t.me', 'maple_room'],
    ['https://t.me/s/maple_room/12', 'maple_room/12'],
    ['https://t.me/%73/maple_room/12', 'maple_room/12'],
    ['https://t.me/s/s/%73/maple_room', 'maple_room'],
    ['https://t.me/maple_room/3/12', 'maple_room/3/12'],
    ['https://t.me/c/990001/12', 'c/990001/12'],
    ['https://t.me/c/990001/3/12', 'c/990001/3/12'],
    ['https://t.me/maple_room/12?comment=77&thread=12', 'maple_room/12?comment=77'],
    ['https://t.me/maple_room/12?thread=12&single', 'maple_room/12?single'],
    ['https://t.me/maple_room/12?comment=7&single&t=9#x', 'maple_room/12?single&comment=7'],
    ['https://t.me/c/990001/12?single=', 'c/990001/12?single'],
    ['https://t.me/maple_room/12?utm_source=x', 'maple_room/12'],
    ['https://t.me/joinchat/AbC-d_1', '+AbC-d_1'],
    ['https://t.me/+AbC-d_1', '+AbC-d_1'],
    ['https://t.me/%2BAbC-d_1', '+AbC-d_1'],
    ['tg://join?invite=AbC-d_1', '+AbC-d_1'],
    ['https://t.me/maple_room?profile', 'maple_room'],
    ['https://t.me/maple_room?direct', 'maple_room'],
    ['https://t.me/maple_room?single', 'maple_room'],
    ['https://t.me/addlist/AbC1', 'addlist/AbC1'],
    ['https://t.me/addstickers/Set_1', 'addstickers/Set_1'],
    ['https://t.me/addemoji/Set_1', 'addemoji/Set_1'],
    ['https://t.me/maple_room/s/4', 'maple_room/s/4'],
    ['https://t.me/maple_room/s/live', 'maple_room/s/live'],
    ['https://t.me/maple_room/a/4', 'maple_room/a/4'],
    ['https://t.me/maple_room?boost', 'maple_room?boost'],
    ['https://t.me/boost/Maple_room', 'boost/maple_room'],
    ['https://t.me/boost?c=990001', 'boost?c=990001'],
    ['https://t.me/c/990001?boost', 'c/990001?boost'],
    ['tg://resolve?domain=Maple_room&post=12', 'maple_room/12'],
    ['tg:resolve?domain=maple_room', 'maple_room'],
    ['tg://resolve?domain=maple_room&post=12&thread=3&single&comment=7', 'maple_room/12?single&comment=7'],
    ['tg://privatepost?channel=990001&post=12&thread=3', 'c/990001/12'],
    ['https://t.me/share/url?url=https%3A%2F%2Ft.me%2FMaple_room%2F12', 'maple_room/12'],
    ['https://t.me/share/url?url=https://t.me/share/url?url=t.me/maple_room/12', 'maple_room/12'],
    ['https://t.me:443/maple_room/12', 'maple_room/12'],
    ['hxxps://t[.]me/maple_room/12', 'maple_room/12'],
  ])('%s is %s', (text, path) => settles(text, `telegram https://t.me/${path}`));

  test.each([
    ['https://t.me/iv?url=https%3A%2F%2Felsewhere.example%2Fa&rhash=1', 'other https://elsewhere.example/a'],
    ['https://t.me/share/url?url=chat.example/r/maple/m/1', `messenger ${ORIGIN}/r/maple/m/1`],
    ['https://maple.telegram.me/12', 'other https://maple.telegram.me/12'],
    ['https://t.me:8443/maple_room/12', 'other https://t.me:8443/maple_room/12'],
  ])('%s leads elsewhere', (text, expected) => settles(text, expected));

  test.each([
    ['https://t.me/+821000000017', 'locator.phone-number'],
    ['https://t.me/joinchat/821000000017', 'locator.phone-number'],
    ['tg://resolve?phone=821000000017', 'locator.phone-number'],
    ['https://t.me/login/12345', 'locator.login-code'],
    ['https://t.me/s/login/12345', 'locator.login-code'],
    ['https://t.me/Login/12345', 'locator.login-code'],
    ['tg://login?code=12345', 'locator.login-code'],
    ['https://t.me/maple_room/90~94', 'locator.ambiguous'],
    ['https://t.me/maple_room/90-94', 'locator.ambiguous'],
    ['https://t.me/maple_room/94-90', 'locator.ambiguous'],
    ['https://t.me/maple_room/90..94', 'locator.ambiguous'],
    ['https://t.me/maple_room/90\u201394', 'locator.ambiguous'],
    ['https://t.me/c/990001/90~94?single', 'locator.ambiguous'],
  ])('%s is refused as %s', (text, code) => settles(text, code));

  test.each([
    'https://t.me/',
    'https://t.me',
    'https://t.me/abc',
    'https://t.me/1maple/2',
    'https://t.me/maple_room/13o7',
    'https://t.me/maple-room/13',
    'https://t.me/maple_room//13',
    'https://t.me/maple_room/...',
    'https://t.me/maple_ro…',
    'https://t.me/c/990001',
    'https://t.me/c/maple_room/1',
    'https://t.me/joinchat',
    'https://t.me/addlist',
    'https://t.me/maple_room/s/x',
    'https://t.me/maple_room/1/2/3',
    'https://t.me/maple_room/12?comment=x',
    'https://t.me/bg/abcdef',
    'https://t.me/$invoice',
    'https://t.me/contact/abc',
    'https://t.me/share/url?url=',
    'https://t.me/share/url?url=javascript:alert(1)',
    'https://maple@t.me/maple_room/1',
    'tg://resolve?post=1',
    'tg://resolve?domain=maple_room&story=4',
    'tg://settings',
    'tg://privatepost?channel=990001',
    'https://t.me/maple_room/1\u202e2',
    'https://t(dot)me/maple_room/12',
  ])('%j is no known form', (text) => expect(read(text)).toBe('locator.malformed'));
});

describe('a Matrix link', () => {
  const ROOM = 'matrix https://matrix.to/#/!maple:a.example';
  test.each([
    ['https://matrix.to/#/!maple:a.example', ROOM],
    ['http://matrix.to/#/!maple:a.example?via=b.example', ROOM],
    ['https://matrix.to/#/%21maple%3Aa.example/%24ev-1_x', `${ROOM}/$ev-1_x`],
    ['https://matrix.to/#/!maple:a.example/$ev:b.example', `${ROOM}/$ev:b.example`],
    ['https://matrix.to/#/!roomV12', 'matrix https://matrix.to/#/!roomV12'],
    // Events of rooms of version 3 are base64, with slashes.
    ['https://matrix.to/#/!maple:a.example/$a/b', `${ROOM}/$a%2Fb`],
    ['https://matrix.to/#/!maple:a.example/$ab%2F', `${ROOM}/$ab%2F`],
    ['matrix:roomid/maple:a.example/e/ev/1', `${ROOM}/$ev%2F1`],
    ['https://matrix.to/#/%23maple%3Aa.example', 'matrix https://matrix.to/#/#maple:a.example'],
    ['https://matrix.to/#/#maple:a.example:8448/$e', 'matrix https://matrix.to/#/#maple:a.example:8448/$e'],
    ['https://matrix.to/#/@maple:a.example', 'matrix https://matrix.to/#/@maple:a.example'],
    ['matrix:roomid/maple:a.example/e/ev1?via=b.example', `${ROOM}/$ev1`],
    ['matrix:roomid/maple:a.example', ROOM],
    ['matrix:r/maple:a.example', 'matrix https://matrix.to/#/#maple:a.example'],
    ['matrix:u/maple:a.example?action=chat', 'matrix https://matrix.to/#/@maple:a.example'],
    ['https://element.example/#/room/!maple:a.example/$e', `${ROOM}/$e`],
    ['https://b.example/app/#/room/%23maple:a.example?via=x', 'matrix https://matrix.to/#/#maple:a.example'],
    ['mxc://a.example/Media01', 'matrix mxc://a.example/Media01'],
    [
      'https://b.example/_matrix/client/v1/media/download/a.example/Media01',
      'matrix mxc://a.example/Media01',
    ],
    [
      'https://b.example/_matrix/media/v3/thumbnail/a.example/Media01?width=96',
      'matrix mxc://a.example/Media01',
    ],
    [
      'http://b.example/_matrix/media/r0/download/a.example%3A8448/Media01/x.png',
      'matrix mxc://a.example:8448/Media01',
    ],
    ['https://b.example/_matrix/media/v1/download/a.example/Media01', 'matrix mxc://a.example/Media01'],
    [
      'https://b.example/_matrix/media/v2/download/a.example/M',
      'other https://b.example/_matrix/media/v2/download/a.example/M',
    ],
    ['https://b.example/#/room/7', 'other https://b.example/#/room/7'],
  ])('%s is %s', (text, expected) => settles(text, expected));

  test.each([
    'https://matrix.to/',
    'https://matrix.to/#/',
    'https://matrix.to/!maple:a.example',
    'https://matrix.to/#/maple:a.example',
    'https://matrix.to/#/!maple:a.example/ev1',
    'https://matrix.to/#/#maple',
    'https://matrix.to/#/@maple:a.example/$e',
    'https://matrix.to/#/!maple:a.example/%ZZ',
    'https://matrix.to/#/!maple:a.example/$ev%00',
    'https://matrix.to/#/!maple%00',
    'matrix:maple',
    'matrix:r/maple',
    'matrix:roomid/maple:a.example/ev1',
    'mxc://a.example',
    'mxc://a.example/a/b',
  ])('%s is no known form', (text) => expect(read(text)).toBe('locator.malformed'));
});

describe('a link to the messenger', () => {
  test('is known by the public origin that the desk was told', () => {
    const other = readLocator('http://talk.example/r/maple/m/1?x#y', 'https://talk.example');
    expect(other).toEqual({
      ok: true,
      value: { platform: 'messenger', link: 'https://talk.example/r/maple/m/1' },
    });
  });
});
