// Letters whose links a mail program, a page or the edge of a cell has broken over lines.
import { filePart, type HandWritten, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';
const ASKS = 'We request that you delete the posts below.';
const ROOM = '!ukmsfUpNzOgssqJt4fzTZ9hVf8pzgj96f2O3Jmbq6ig';

export const BROKEN_LINK_LETTERS: readonly HandWritten[] = [
  {
    name: 'a bare number and a link in angle brackets under a link that ends in a slash',
    letter: mailOf(
      textPart(`
${ASKS}

1 https://elm_room1.t.me/
2 <https://elm_room1.t.me/>
3 (https://elm_room2.t.me/)
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/elm_room1`, `2 ${T}/elm_room1`, `3 ${T}/elm_room2`],
    },
  },
  {
    name: 'a cell whose edge cuts the id of a room, before the server that follows it',
    letter: mailOf(
      textPart(ASKS),
      filePart('pdf', [
        rowOf('No.', 'Address'),
        rowOf('1', 'matrix.to/#/!79liX0rFAd\n3rPrdYWm:m.birch.example/\n$bc9TThzgb5t7cs02u8orN'),
        rowOf('2', 'matrix.to/#/!79liX0rFAd\nt.me/elm_room1/2'),
        rowOf('3', 'matrix.to/#/!79liX0rFAd\nURL:t.me/elm_room1/3'),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [
        '1 https://matrix.to/#/!79liX0rFAd3rPrdYWm:m.birch.example/$bc9TThzgb5t7cs02u8orN',
        '2 https://matrix.to/#/!79liX0rFAd',
        `2 ${T}/elm_room1/2`,
        '3 https://matrix.to/#/!79liX0rFAd',
        `3 ${T}/elm_room1/3`,
      ],
    },
  },
  {
    name: 'the last signs of a hash in a line of their own: they make it as long as all of them are',
    letter: mailOf(
      textPart(ASKS),
      filePart('pdf', [
        rowOf('No.', 'Address'),
        rowOf('1', `matrix:roomid/\n${ROOM.slice(1, -2)}\nig`),
        rowOf('2', `https://matrix.to/#/${ROOM.slice(0, -2)}\nno`),
        rowOf('3', `https://matrix.to/#/${ROOM.slice(0, -2)}\nnow`),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [
        `1 https://matrix.to/#/${ROOM}`,
        `2 https://matrix.to/#/${ROOM.slice(0, -2)}no`,
        `3 https://matrix.to/#/${ROOM.slice(0, -2)}`,
      ],
    },
  },
  {
    name: 'a year alone on the line above the list: no number of what follows',
    letter: mailOf(
      textPart(`
${ASKS}
Kindly report the measures taken to this address by 24:00 on 8 December
2026.
Items:
${T}/elm_room1/1
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      replyBy: '2026-12-09T00:00:00+09:00',
      languages: ['en'],
      items: [`null ${T}/elm_room1/1`],
    },
  },
];
