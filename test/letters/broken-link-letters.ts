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
    name: 'a cell whose edge cuts the id of a room or the name of its server',
    letter: mailOf(
      textPart(ASKS),
      filePart('pdf', [
        rowOf('No.', 'Address'),
        rowOf('1', 'matrix.to/#/!79liX0rFAd\n3rPrdYWm:m.birch.example/\n$bc9TThzgb5t7cs02u8orN'),
        rowOf('2', 'matrix.to/#/!79liX0rFAd\nt.me/elm_room1/2'),
        rowOf('3', 'matrix.to/#/!79liX0rFAd\nURL:t.me/elm_room1/3'),
        rowOf('4', 'matrix.to/#/!SVNTSv:chat.birc\nh.example/$vSFcqx'),
        rowOf('5', 'matrix.to/#/#elm:hs.alder.\nexample'),
        rowOf('6', 'matrix.to/#/#elm:hs.alder.example\nt.me/elm_room1/6'),
        rowOf('7', 'matrix.to/#/!onpcYR:chat.alde\nr.example:8448/\n$eOiRvWxxD'),
        rowOf('8', 'matrix.to/#/#cedar:chat.alder.exampl\ne'),
        rowOf('9', 'matrix.to/#/!zunyCp:m.alder.e\nxample'),
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
        '4 https://matrix.to/#/!SVNTSv:chat.birch.example/$vSFcqx',
        '5 https://matrix.to/#/#elm:hs.alder.example',
        '6 https://matrix.to/#/#elm:hs.alder.example',
        `6 ${T}/elm_room1/6`,
        '7 https://matrix.to/#/!onpcYR:chat.alder.example:8448/$eOiRvWxxD',
        '8 https://matrix.to/#/#cedar:chat.alder.example',
        '9 https://matrix.to/#/!zunyCp:m.alder.example',
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
        rowOf('4', 'matrix:roomid/\nojCgXprVXVEQ:hs.alder.example:8448/\ne/MukVzo4vrUNnY0ych-1'),
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
        '4 https://matrix.to/#/!ojCgXprVXVEQ:hs.alder.example:8448/$MukVzo4vrUNnY0ych-1',
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
  {
    name: 'a cell with a link that its writer cut off, the dots on a line of their own',
    letter: mailOf(
      textPart(ASKS),
      filePart('pdf', [
        rowOf('No.', 'Address'),
        rowOf('1', 'https://matrix.to/#/\n!elm_room1:hs.alder.example/\n...'),
        rowOf('2', `${T}/elm_room1/\n…`),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      rejected: [
        'locator.malformed https://matrix.to/#/!elm_room1:hs.alder.example/...',
        `locator.malformed ${T}/elm_room1/…`,
      ],
    },
  },
  {
    name: 'a name in the query of a link cut by the edge of its cell',
    letter: mailOf(
      textPart(ASKS),
      filePart('pdf', [
        rowOf('No.', 'Address'),
        rowOf('1', 'tg://resolve?domain=Elm_Room1&post=177&s\ningle'),
        rowOf('2', `${T}/elm_room1/178?sing\nle&comment=4`),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/elm_room1/177?single`, `2 ${T}/elm_room1/178?single&comment=4`],
    },
  },
  {
    name: 'Korean: a date that goes over the end of a line, month above and day below',
    letter: mailOf(
      textPart(`
정보통신망법 제44조의7에 따라 아래 정보의 삭제 및 이용정지를 명합니다. 조치 결과는 11.
22.(일) 24:00까지 이 주소로 알려 주시기 바랍니다.

1. ${T}/elm_room1/1
`),
    ),
    expected: {
      kind: 'order',
      measures: ['delete', 'suspend-user'],
      replyBy: '2026-11-23T00:00:00+09:00',
      languages: ['ko'],
      items: [`1 ${T}/elm_room1/1`],
    },
  },
  {
    name: 'a number glued to a scheme, a range, and a word in the next line',
    letter: mailOf(
      textPart(`
${ASKS}

1.ftp://files.elm.example/1
2. ${T}/elm_room1/1~9
   word
3)${T}/elm_room1/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`3 ${T}/elm_room1/3`],
      rejected: ['locator.malformed ftp://files.elm.example/1', `locator.ambiguous ${T}/elm_room1/1~9`],
    },
  },
  {
    name: 'digits under a full line: a rest where the next row has a number, and else the number of the next link',
    letter: mailOf(
      textPart(`
${ASKS}

[1]
https://t.me/share/
url?url=https%3A%2F%2Ftelegram.dog%2Fc%2F1082627005%2F614%3Fembed%3D1%26comment%3D37698
40
[2] ${T}/elm_room1/2

url?url=${T}/c/1082627005/614?single&utm_source=a_long_name_of_where_it_was_found_1
3

${T}/elm_room1/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [
        `1 ${T}/c/1082627005/614?comment=3769840`,
        `2 ${T}/elm_room1/2`,
        `null ${T}/c/1082627005/614?single`,
        `3 ${T}/elm_room1/3`,
      ],
    },
  },
  {
    name: 'a telephone number above the closing words, without a line between them',
    letter: mailOf(
      textPart(`
${ASKS}
${T}/elm_room1/1
${T}/+821042368152
Sincerely
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`null ${T}/elm_room1/1`],
      rejected: [`locator.phone-number ${T}/+821042368152`],
    },
  },
];
