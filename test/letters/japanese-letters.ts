// Japanese letters, and letters in two languages or in uncommon layouts.
import { type HandWritten, filePart, htmlLine, htmlPart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';

export const JAPANESE_LETTERS: readonly HandWritten[] = [
  {
    name: 'Japanese: a voluntary request, full-width numbers, a date of the era, a signature after 以上',
    letter: mailOf(
      textPart(`
文書番号：若葉第12号（令和8年11月19日）

若葉ネット相談センターでございます。下記の投稿の削除をお願いいたします。
令和8年11月24日午後5時までに結果をご回答ください。

１．${T}/wakaba_room/1
２．${T}/wakaba_room/2（画像）
第3号　${T}/wakaba_room/3

以上
ホームページ https://wakaba.example/
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '若葉第12号',
      replyBy: '2026-11-24T17:00:00+09:00',
      measures: ['delete'],
      languages: ['ja'],
      items: [1, 2, 3].map((at) => `${at} ${T}/wakaba_room/${at}`),
    },
  },
  {
    name: 'Japanese: an order to delete and to stop the account, with the appeal behind it',
    letter: mailOf(
      textPart(`
発番 総通-2026-45
下記の投稿の削除及びアカウントの停止を命じます。3営業日以内に結果を報告してください。

一、${T}/wakaba_room/11
二、${T}/wakaba_room/12

不服がある場合は https://soumu.example/appeal から申し立てることができます。
`),
    ),
    expected: {
      kind: 'order',
      documentNumber: '総通-2026-45',
      replyBy: '2026-11-25T23:59:59+09:00',
      measures: ['delete', 'suspend-user'],
      languages: ['ja'],
      items: [`1 ${T}/wakaba_room/11`, `2 ${T}/wakaba_room/12`],
    },
  },
  {
    name: 'Japanese: somebody whose own pictures are used, links inside sentences',
    letter: mailOf(
      textPart(`
私の写真を使った偽の動画が${T}/wakaba_room/21に投稿されています。
同じものが「https://video.example/watch?v=ab1」にもあります。削除してください。
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['ja'],
      items: [`null ${T}/wakaba_room/21`, 'null https://video.example/watch?v=ab1'],
    },
  },
  {
    name: 'Japanese: a reminder of an earlier request, with nothing new',
    letter: mailOf(
      textPart(`
文書番号: 若葉第15号
先日お送りした文書(若葉第12号)の対応状況についてお伺いします。11月25日までにご回答ください。
`),
    ),
    expected: {
      kind: 'follow-up',
      documentNumber: '若葉第15号',
      replyBy: '2026-11-25T23:59:59+09:00',
      languages: ['ja'],
    },
  },
  {
    name: 'Japanese: police ask to keep and not to tell the user',
    letter: mailOf(
      textPart(`
若葉県警察サイバー犯罪対策課
文書番号 若サ発第77号
下記の記録の保全をお願いします。削除は不要です。利用者には通知しないでください。
保全の結果を受領後48時間以内にご報告ください。

番号：1
URL：mxc://hs.example/MediaA1
番号：2
URL：https://hs.example/_matrix/client/v1/media/download/hs.example/MediaA2
`),
    ),
    expected: {
      kind: 'preservation',
      documentNumber: '若サ発第77号',
      replyBy: '2026-11-22T09:00:00+09:00',
      measures: ['preserve'],
      confidential: true,
      languages: ['ja'],
      items: ['1 mxc://hs.example/MediaA1', '2 mxc://hs.example/MediaA2'],
    },
  },
];

export const MIXED_LETTERS: readonly HandWritten[] = [
  {
    name: 'two languages in one letter, each with its list of the same numbers and places',
    letter: mailOf(
      textPart(`
문서번호 / Document No.: 가람-2026-3

아래 정보를 삭제하여 주시기 바랍니다.
Please delete the items below and inform us of the result by 26 November 2026, 24:00 KST.

목록 / List
1. ${T}/garam_room/1
2. ${T}/garam_room/2

1. ${T}/Garam_room/1
2. ${T}/garam_room/2
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '가람-2026-3',
      replyBy: '2026-11-27T00:00:00+09:00',
      measures: ['delete'],
      languages: ['en', 'ko'],
      items: [`1 ${T}/garam_room/1`, `2 ${T}/garam_room/2`],
    },
  },
  {
    name: 'a cover in English, the letter in a forwarded Japanese mail, the list in its attachment of two sheets',
    letter: mailOf(
      textPart('We forward the attached letter for your attention.'),
      textPart(
        `
文書番号: 桜第3号
別紙の投稿の削除を要請します。11月30日までに回答してください。
`,
        { from: 'forwarded' },
      ),
      filePart('xlsx', [rowOf('番号', '所在'), rowOf('1', `${T}/sakura_room/1`)], 'list.xlsx / A'),
      filePart('xlsx', [rowOf('番号', '所在'), rowOf('1', `${T}/sakura_room/9`)], 'list.xlsx / B'),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '桜第3号',
      replyBy: '2026-11-30T23:59:59+09:00',
      measures: ['delete'],
      languages: ['en', 'ja'],
      items: [`1 ${T}/sakura_room/1`, `1 ${T}/sakura_room/9`],
    },
  },
  {
    name: 'a PDF in columns: the number on its own line, the link broken by the column',
    letter: mailOf(
      textPart('요청서를 붙임과 같이 송부합니다. 삭제하여 주시기 바랍니다.'),
      filePart(
        'pdf',
        textPart(`
번호  게시 위치
1
https://matrix.to/#/!garamroom:hs.exam
ple/$evC1
2
${T}/garam_room/
12
3
${T}/garam_room/13
2026-11-16
`).rows,
      ),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: [
        '1 https://matrix.to/#/!garamroom:hs.example/$evC1',
        `2 ${T}/garam_room/12`,
        `3 ${T}/garam_room/13`,
      ],
    },
  },
  {
    name: 'a table drawn with bars, and who can be asked below it without any mark',
    letter: mailOf(
      textPart(`
We request that you remove the posts below. Reply by 1 December 2026.

| No | Link | Note |
| 1 | ${T}/birch_room/81 | seen |
| 2 | ${T}/birch_room/82 | seen |

J. Birch
Birch Review Board
https://birch.example
Tel. +49 30 1234
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-12-01T23:59:59+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/81`, `2 ${T}/birch_room/82`],
    },
  },
  {
    name: 'a list in one sentence, and a telephone number under links that are none of a signature',
    letter: mailOf(
      textPart(`
Please delete these pictures of me: 1) ${T}/birch_room/91, 2) ${T}/birch_room/92 and
${T}/birch_room/93
${T}/birch_room/94
Phone: 010 0000 0000
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en'],
      items: [
        `1 ${T}/birch_room/91`,
        `2 ${T}/birch_room/92`,
        `null ${T}/birch_room/93`,
        `null ${T}/birch_room/94`,
      ],
    },
  },
  {
    name: 'a column of rooms beside the column of posts',
    letter: mailOf(
      textPart('Please delete the posts in the list. We received this request from the victim.'),
      filePart('xlsx', [
        rowOf('List of posts', '', ''),
        rowOf('No', 'Channel URL', 'Post URL'),
        rowOf('1', `${T}/birch_room`, `${T}/birch_room/95`),
        rowOf('2', `${T}/birch_room`, { text: 'open', target: `${T}/birch_room/96` }),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/95`, `2 ${T}/birch_room/96`],
    },
  },
  {
    name: 'an automatic answer in Korean, and a letter that came through a mailing list but is one',
    letter: {
      ...mailOf(textPart('담당자가 부재 중입니다. 문의는 https://garam.example 로 주시기 바랍니다.')),
      isAutomatic: true,
    },
    expected: { kind: 'not-a-notice', languages: ['ko'] },
  },
  {
    name: 'a letter that came through a mailing list and has its number',
    letter: {
      ...mailOf(
        htmlPart([
          htmlLine('Document no.: GL-7'),
          htmlLine(''),
          htmlLine('We request that you delete this post: see here.', {
            text: 'here',
            target: `${T}/garam_room/70`,
          }),
          htmlLine('Unsubscribe', { text: 'Unsubscribe', target: 'https://lists.example/u' }),
        ]),
      ),
      isAutomatic: true,
    },
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'GL-7',
      measures: ['delete'],
      languages: ['en'],
      items: [`null ${T}/garam_room/70`],
    },
  },
];
