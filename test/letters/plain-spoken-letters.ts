// Letters that say in everyday words what offices say in fixed ones, and links that stand in a letter for another reason than its list.
import { BERLIN, type HandWritten, mailOf, textPart } from './letter-data.ts';

const T = 'https://t.me';

const KINDS: readonly HandWritten[] = [
  {
    name: 'English: marks of footnotes behind links, and what the footnotes and a press release point at',
    letter: mailOf(
      textPart(`
Please delete the posts below. Our press release at https://news.fern.example/2026/11 says more.

1) ${T}/fern_room/1¹
2) ${T}/fern_room/2²³
- t.me\\fern_room\\3

[1] See also: https://pages.fern.example/a
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/fern_room/1`, `2 ${T}/fern_room/2`],
      rejected: ['locator.malformed t.me\\fern_room\\3'],
      leftOut: [
        { text: 'https://news.fern.example/2026/11', why: 'reference' },
        { text: 'https://pages.fern.example/a', why: 'reference' },
      ],
    },
  },
  {
    name: 'Korean: links in sentences, in brackets and without a scheme',
    letter: mailOf(
      textPart(`
저는 피해자입니다. 제 사진으로 만든 합성물을 삭제해 주세요.
게시물(t.me/narae_room/1)이 지금도 공개되어 있습니다.
게시물(https://narae_room2.t.me/)이 있고, 같은 것이 (www.t.me/narae_room/3)에도 있습니다.
Another copy (forum.elm.example/v/b3) was seen on Monday.
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en', 'ko'],
      items: [
        `null ${T}/narae_room/1`,
        `null ${T}/narae_room2`,
        `null ${T}/narae_room/3`,
        'null https://forum.elm.example/v/b3',
      ],
    },
  },
  {
    name: 'English: links spaced out so that no program sees them are told; what is asked for stands below the contact',
    letter: mailOf(
      textPart(`
I am the person depicted. These were published without my consent:
t . me / narae_room / 1
t (dot) me/narae_room/2
(i) https://t.me/narae_room/3 / https://t.me/narae_room/4
Contact: a.person@mail.example, +1 555 0100
I request that you remove the above and known identical copies.
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en'],
      items: [`null ${T}/narae_room/3`, `null ${T}/narae_room/4`],
      rejected: ['locator.malformed t . me / narae_room / 1', 'locator.malformed t (dot) me/narae_room/2'],
    },
  },
  {
    name: 'German: a file number with spaces in it, inside a sentence and in brackets',
    letter: {
      ...mailOf(
        textPart(`
Die Staatsanwaltschaft Lindental führt ein Verfahren (Az. 7 Js 3310/26) und bittet um Sicherung der Daten.

1. ${T}/linden_raum/1
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'preservation',
      documentNumber: '7 Js 3310/26',
      measures: ['preserve'],
      languages: ['de'],
      items: [`1 ${T}/linden_raum/1`],
    },
  },
  {
    name: 'Japanese: refrain from telling those who posted',
    letter: mailOf(
      textPart(`
若葉警察署です。下記の投稿の記録の保全をお願いします。
投稿者への連絡はお控えいただきますようお願いいたします。

1. ${T}/wakaba_room/51
`),
    ),
    expected: {
      kind: 'preservation',
      measures: ['preserve'],
      confidential: true,
      languages: ['ja'],
      items: [`1 ${T}/wakaba_room/51`],
    },
  },
  {
    name: 'Korean: what is needed is asked for, over a letter passed on with its number',
    letter: {
      ...mailOf(
        textPart(`
아래 게시물은 삭제가 필요합니다.

---------- Forwarded message ----------
From: 나래팀 <help@narae.example>
Date: 2026년 11월 18일 (수) 오후 4:02
Subject: 협조
To: 현장팀

문서번호 : 나래-2026-11-077 (2026.11.18)
- ${T}/narae_room/1
- ${T}/narae_room/2

회신기한: 2026-11-24 18:00 (KST)
`),
      ),
      subject: 'FW: 협조',
    },
    expected: {
      kind: 'voluntary-request',
      documentNumber: '나래-2026-11-077',
      replyBy: '2026-11-24T18:00:00+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: [`null ${T}/narae_room/1`, `null ${T}/narae_room/2`],
    },
  },
  {
    name: 'English: solicitors who act for somebody',
    letter: mailOf(
      textPart(`
We, Marlow & Finch LLP, act for Ms Y, who can be seen in the clip below without her consent.
Please remove it.

1. ${T}/marlow_room/1
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/marlow_room/1`],
    },
  },
  {
    name: 'German: we represent the person shown',
    letter: {
      ...mailOf(
        textPart(`
Wir vertreten die auf den Aufnahmen gezeigte Person und bitten um Löschung.

1. ${T}/linden_raum/2
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['de'],
      items: [`1 ${T}/linden_raum/2`],
    },
  },
  {
    name: 'English: no answer to what was sent, in past tense and with its day',
    letter: mailOf(
      textPart(`
On 9 November our office sent you request 2026-771 with four links.
We have had no reply so far. How far along are you?
`),
    ),
    expected: { kind: 'follow-up', languages: ['en'] },
  },
  {
    name: 'Korean: the state of what was asked for last week',
    letter: mailOf(
      textPart(`
지난 11월 9일 요청드린 삭제 건의 처리 현황을 알려 주시기 바랍니다.
`),
    ),
    expected: { kind: 'follow-up', languages: ['ko'] },
  },
  {
    name: 'German: an inquiry how things stand',
    letter: {
      ...mailOf(
        textPart(`
Sachstandsanfrage
Am 9. November haben wir Ihnen ein Ersuchen mit vier Links geschickt. Wie ist der Stand?
`),
      ),
      date: BERLIN,
    },
    expected: { kind: 'follow-up', languages: ['de'] },
  },
  {
    name: 'Japanese: the state of what was asked for the other day',
    letter: mailOf(
      textPart(`
先般ご依頼した件につきまして、状況をお知らせください。
`),
    ),
    expected: { kind: 'follow-up', languages: ['ja'] },
  },
];

const LINKS: readonly HandWritten[] = [
  {
    name: 'Korean: what can be read elsewhere, inside a numbered sentence; a host with spaces in it; two numbers on one line',
    letter: mailOf(
      textPart(`
나래피해지원센터입니다.

1. 「성폭력방지법」 제7조의3에 따라 아래 게시물의 삭제를 요청드립니다. (출처: https://rules.example/법령)
2. 결과를 회신해 주시기 바랍니다.

  가. 목록
     1) ${T}/narae_room/11
     2) t . me/narae_room/12
     3) ${T}/narae_room/13
     ④ ${T}/narae_room/14 ⑤ ${T}/narae_room/15
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: [11, 13, 14, 15].map((at) => `${at - 10} ${T}/narae_room/${at}`),
      rejected: ['locator.malformed t . me/narae_room/12'],
      leftOut: [{ text: 'https://rules.example/법령', why: 'legal-reference' }],
    },
  },
  {
    name: 'English: a link that is to stay, what somebody read, what a telephone writes under a mail',
    letter: mailOf(
      textPart(`
My son is shown in these posts without his consent. Please delete ${T}/elm_room/1 and ${T}/elm_room/2
His real profile is ${T}/elm_son , please do not delete that one.
The rules I have read: https://rules.example/help

Sent from my tablet
https://tablet.example/app
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en'],
      items: [`null ${T}/elm_room/1`, `null ${T}/elm_room/2`],
      leftOut: [
        { text: `${T}/elm_son`, why: 'not-wanted' },
        { text: 'https://rules.example/help', why: 'reference' },
        { text: 'https://tablet.example/app', why: 'signature' },
      ],
    },
  },
  ...(
    [
      ['ko', '제 사진을 삭제해 주세요.', '제 계정 #은 지우지 말아 주세요.'],
      ['de', 'Bitte löschen Sie mein Foto.', 'Mein eigenes Konto # bitte nicht löschen.'],
      ['ja', '私の写真を削除してください。', '私のアカウント # は削除しないでください。'],
    ] as const
  ).map(
    ([language, asks, keeps]): HandWritten => ({
      name: `${language}: a link that is to stay`,
      letter: mailOf(textPart(`${asks}\n${T}/elm_room/5\n\n${keeps.replace('#', `${T}/elm_own`)}`)),
      expected: {
        kind: 'victim-notice',
        measures: ['delete'],
        languages: [language],
        items: [`null ${T}/elm_room/5`],
        leftOut: [{ text: `${T}/elm_own`, why: 'not-wanted' }],
      },
    }),
  ),
  {
    name: 'a letter that asks to keep and not to remove: its link is an item all the same',
    letter: mailOf(
      textPart(`
Ahorn police ask you to preserve the records. Please do not delete ${T}/elm_room/6 before the court has decided.
`),
    ),
    expected: {
      kind: 'preservation',
      measures: ['preserve'],
      languages: ['en'],
      items: [`null ${T}/elm_room/6`],
    },
  },
  {
    name: 'English: a link that is to stay in a letter that asks for nothing in so many words',
    letter: mailOf(
      textPart(`
Somebody put my pictures here: ${T}/elm_room/8
My own room is ${T}/elm_own , do not remove this one.
`),
    ),
    expected: {
      kind: 'victim-notice',
      languages: ['en'],
      items: [`null ${T}/elm_room/8`],
      leftOut: [{ text: `${T}/elm_own`, why: 'not-wanted' }],
    },
  },
  {
    name: 'English: what happens to who does not comply, and where that is written',
    letter: mailOf(
      textPart(`
The Example Board asks you to remove the following.

[01] ${T}/elm_room/7

Please note: offences are punished with a fine, see https://acts.example/s12.
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/elm_room/7`],
      leftOut: [{ text: 'https://acts.example/s12', why: 'legal-reference' }],
    },
  },
  {
    name: 'Korean: a table of lines with bars, whose accounts are links too',
    letter: mailOf(
      textPart(`
푸른경찰서입니다. 아래 게시물의 삭제를 요청합니다.

번호 | 대상 | 링크
1 | @elm_one | ${T}/elm_room/21
2 | ${T}/elm_two | ${T}/elm_room/22
3 |  | ${T}/elm_room/23
`),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['ko'],
      items: [1, 2, 3].map((at) => `${at} ${T}/elm_room/2${at}`),
      leftOut: [{ text: `${T}/elm_two`, why: 'other-column' }],
    },
  },
];

export const PLAIN_SPOKEN_LETTERS: readonly HandWritten[] = [...KINDS, ...LINKS];
