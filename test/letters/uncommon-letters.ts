// Letters in forms that offices, lawyers and parents use now and then: a number lines above its link, accounts before links, tables
// pasted as text, deadlines in tables, zones of other countries.
import { type HandWritten, htmlLine, htmlPart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';
const of = (room: string, ...numbers: readonly (number | null)[]): string[] =>
  numbers.map((number, at) => `${number} ${T}/${room}/${at + 1}`);

const KOREAN: readonly HandWritten[] = [
  {
    name: 'a table under a merged title, and the deadline in a table of two columns',
    letter: mailOf(
      htmlPart([
        htmlLine('푸른마루상담소입니다. 아래 게시물의 삭제를 요청드립니다.'),
        rowOf('문서번호', '푸른마루-2026-118'),
        rowOf('회신기한', '2026. 11. 24.(화) 오후 3시'),
        rowOf('삭제 요청 목록', ''),
        rowOf('연번', '게시물 주소'),
        rowOf('1', `${T}/maru_room/1`),
        rowOf('2', `${T}/maru_room/2`),
        rowOf('합계', '2건'),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '푸른마루-2026-118',
      replyBy: '2026-11-24T15:00:00+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: of('maru_room', 1, 2),
    },
  },
  {
    name: 'numbers whose link stands two lines below, behind who posted it',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물의 삭제를 요청드립니다.

1. 게시물
  게시자: 가나다
  주소: ${T}/galaxy_room/1

2. 게시물
  게시자: 라마바
  작성일: 2026. 11. 2.
  주소: ${T}/galaxy_room/2
3)
  작성일: 2026. 11. 3.
  ${T}/galaxy_room/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', 1, 2, 3),
    },
  },
  {
    name: 'the account before the link on the same line, and more than is listed',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물의 삭제를 요청드립니다.

1. @user_gana : ${T}/galaxy_room/1 외 3건
2. 라마바(@user_rama) / ${T}/galaxy_room/2 등 2건
3. [@user_saa] ${T}/galaxy_room/3(외 1건)
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', 1, 2, 3),
    },
  },
  {
    name: 'a table pasted as text, its cells apart by tabs',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물의 삭제를 요청드립니다.

연번\t플랫폼\t주소\t비고
1\t텔레그램\t${T}/galaxy_room/1\t사진 3장
2\t텔레그램\t${T}/galaxy_room/2\t
3\t텔레그램\t${T}/galaxy_room/3\t11월 3일 확인
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', 1, 2, 3),
    },
  },
  {
    name: 'links behind the word for here',
    letter: mailOf(
      htmlPart([
        htmlLine('제 딸의 사진이 올라가 있는 글은 여기 입니다.', {
          text: '여기',
          target: `${T}/galaxy_room/1`,
        }),
        htmlLine('또 다른 글은 여기를 눌러 보세요.', { text: '여기', target: `${T}/galaxy_room/2` }),
        htmlLine('꼭 좀 지워 주세요.'),
      ]),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', null, null),
    },
  },
  {
    name: 'two deadlines: one for what is done, one for the answer',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물을 2026. 11. 21.까지 삭제하여 주시고, 그 결과는 2026. 11. 25. 18:00까지 회신하여 주시기 바랍니다.

1. ${T}/galaxy_room/1
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-25T18:00:00+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', 1),
    },
  },
  {
    name: 'a column of deadlines in Korean',
    letter: mailOf(
      htmlPart([
        htmlLine('푸른마루상담소입니다. 아래 게시물의 삭제를 요청드립니다.'),
        rowOf('연번', '게시물 주소', '조치', '회신기한'),
        rowOf('1', `${T}/maru_room/1`, '삭제', '2026. 11. 24.'),
        rowOf('2', `${T}/maru_room/2`, '삭제', '2026. 11. 24.'),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-24T23:59:59+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: of('maru_room', 1, 2),
    },
  },
  {
    name: 'a table pasted as text, with the links of those who posted beside the posts',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물의 삭제를 요청드립니다.

연번\t게시자\t게시물 주소\t비고
1\t${T}/user_gana\t${T}/galaxy_room/1\t
2\t${T}/user_rama\t${T}/galaxy_room/2\t캡처 있음
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', 1, 2),
    },
  },
  {
    name: 'two deadlines, a line each',
    letter: mailOf(
      textPart(`
은하수피해지원센터입니다. 아래 게시물의 삭제를 요청드립니다.

○ 삭제 기한: 2026. 11. 21.(토)
○ 회신 기한: 2026. 11. 25.(수) 12시

– ${T}/galaxy_room/1
– ${T}/galaxy_room/2
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-25T12:00:00+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: of('galaxy_room', null, null),
    },
  },
];

const ENGLISH: readonly HandWritten[] = [
  {
    name: 'bullets with en dashes, by noon GMT',
    letter: mailOf(
      textPart(`
The Willow Helpline asks you to remove the posts below. Please reply by noon GMT on 24 November 2026.

– ${T}/willow_room/1 – photo
– ${T}/willow_room/2 – video
– Posted by @user_one – ${T}/willow_room/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-24T12:00:00Z',
      measures: ['delete'],
      languages: ['en'],
      items: of('willow_room', null, null, null),
    },
  },
  {
    name: 'by 5pm PST on Nov 24, and the number lines above its link',
    letter: mailOf(
      textPart(`
Our client's intimate pictures were published without consent. On behalf of our client we request that you remove the posts below.
Please confirm removal by 5pm PST on Nov 24.

Item 1
Posted by: user_one
Location: ${T}/willow_room/1

Item 2
Posted by: user_two
Location: ${T}/willow_room/2
`),
    ),
    expected: {
      kind: 'victim-notice',
      replyBy: '2026-11-24T17:00:00-08:00',
      measures: ['delete'],
      languages: ['en'],
      items: of('willow_room', 1, 2),
    },
  },
  {
    name: 'a reply with answers between the lines of ours',
    letter: mailOf({
      ...textPart(`
> The Willow Helpline asked you to remove posts in WH-2026-7.
>> Which posts do you mean? Is it ${T}/willow_room/90?
It is the two below, please remove them.
1. ${T}/willow_room/1
2. ${T}/willow_room/2
>> By when do you need an answer? Before 1 December?
Please reply by 24 November 2026.
`),
    }),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-24T23:59:59+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: of('willow_room', 1, 2),
    },
  },
  {
    name: 'a link that ends with a question mark, and the label of the next one; two codes to sign in with, one of them twice',
    letter: mailOf(
      textPart(`
The Willow Helpline asks you to remove the posts below.

https://chat.example/r/willow/m/1?
Link:t.me/willow_room/1
${T}/login/11111
${T}/login/22222
${T}/login/11111
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: ['null https://chat.example/r/willow/m/1', `null ${T}/willow_room/1`],
      rejected: ['locator.login-code ***', 'locator.login-code ***'],
    },
  },
  {
    name: 'the deadline in a column beside the links',
    letter: mailOf(
      htmlPart([
        htmlLine('The Willow Helpline asks you to remove the posts below.'),
        rowOf('No.', 'Link', 'Kept until', 'Reply by'),
        rowOf('1', `${T}/willow_room/1`, '1 March 2027', '24 Nov 2026, 10 a.m.'),
        rowOf('2', `${T}/willow_room/2`, '1 March 2027', '24 Nov 2026, 10 a.m.'),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-24T10:00:00+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: of('willow_room', 1, 2),
    },
  },
  {
    name: 'Eastern time in words, before the day',
    letter: mailOf(
      textPart(`
The Willow Helpline asks you to remove the post below. Kindly respond no later than 9:30 a.m. Eastern Time, Monday, November 23, 2026.

1. ${T}/willow_room/1
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-23T09:30:00-05:00',
      measures: ['delete'],
      languages: ['en'],
      items: of('willow_room', 1),
    },
  },
];

export const UNCOMMON_LETTERS: readonly HandWritten[] = [...KOREAN, ...ENGLISH];
