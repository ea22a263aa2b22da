// Letters that say in everyday words what offices say in fixed ones, and links that stand in a letter for another reason than its list.
import { BERLIN, type HandWritten, mailOf, textPart } from './letter-data.ts';

const T = 'https://t.me';

const KINDS: readonly HandWritten[] = [
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

export const PLAIN_SPOKEN_LETTERS: readonly HandWritten[] = [...KINDS];
