// Letters in Japanese, in German and in two languages, in forms that are used now and then: eras, deadlines in tables, kinds and numbers.
import { BERLIN, type HandWritten, htmlLine, htmlPart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';
const of = (room: string, ...numbers: readonly (number | null)[]): string[] =>
  numbers.map((number, at) => `${number} ${T}/${room}/${at + 1}`);

export const UNCOMMON_OTHER_LETTERS: readonly HandWritten[] = [
  {
    name: 'a date of the Japanese era in short form',
    letter: mailOf(
      textPart(`
若葉ネット相談センターでございます。下記の投稿の削除をお願いいたします。
回答期限：R8.11.25 正午

・${T}/wakaba_room/1
・${T}/wakaba_room/2
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-25T12:00:00+09:00',
      measures: ['delete'],
      languages: ['ja'],
      items: of('wakaba_room', null, null),
    },
  },
  {
    name: 'a date of the Japanese era in kanji',
    letter: mailOf(
      textPart(`
若葉ネット相談センターでございます。下記の投稿の削除をお願いいたします。
令和八年十一月二十五日までにご回答ください。

一　${T}/wakaba_room/1
二　${T}/wakaba_room/2
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-25T23:59:59+09:00',
      measures: ['delete'],
      languages: ['ja'],
      items: of('wakaba_room', 1, 2),
    },
  },
  {
    name: 'German: within 24 hours of receipt, accounts before links',
    letter: {
      ...mailOf(
        textPart(`
Die Beratungsstelle Ahornweg bittet Sie, die folgenden Beiträge zu löschen und uns binnen 24 Stunden nach Zugang zu antworten.

1) Nutzer „lind“, ${T}/ahorn_raum/1
2) Nutzer „erle“, ${T}/ahorn_raum/2 u. a.
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-21T09:00:00+09:00',
      measures: ['delete'],
      languages: ['de'],
      items: of('ahorn_raum', 1, 2),
    },
  },
  {
    name: 'German: what is listed called by its kind and a number, the link on the next line',
    letter: {
      ...mailOf(
        textPart(`
Die Beratungsstelle Ahornweg bittet Sie, die folgenden Beiträge zu löschen.

Beitrag Nr. 1
${T}/ahorn_raum/1
Eintrag 2
${T}/ahorn_raum/2
Post No. 3
${T}/ahorn_raum/3
投稿4
${T}/ahorn_raum/4
증거 5
${T}/ahorn_raum/5
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['de'],
      items: of('ahorn_raum', 1, 2, 3, 4, 5),
    },
  },
  {
    name: 'German: the deadline in a table, with the hour in words',
    letter: {
      ...mailOf(
        htmlPart([
          htmlLine('Die Beratungsstelle Ahornweg bittet Sie, die folgenden Beiträge zu löschen.'),
          rowOf('Aktenzeichen', 'AW 12/2026'),
          rowOf('Antwort erbeten bis', 'Dienstag, 24.11.2026, 12 Uhr mittags'),
          rowOf('Lfd. Nr.', 'Fundstelle', 'Bemerkung'),
          rowOf('1', `${T}/ahorn_raum/1`, 'Bild'),
          rowOf('2', `${T}/ahorn_raum/2`, ''),
        ]),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'AW 12/2026',
      replyBy: '2026-11-24T12:00:00+01:00',
      measures: ['delete'],
      languages: ['de'],
      items: of('ahorn_raum', 1, 2),
    },
  },
  {
    name: 'two languages, the deadline in one of them only',
    letter: mailOf(
      textPart(`
푸른마루상담소입니다. 아래 게시물의 삭제를 요청드립니다.
We ask you to delete the posts below. Please let us know the result by Tuesday, 24 November, 6 p.m. KST.

(1) ${T}/maru_room/1 (사진 / photo)
(2) ${T}/maru_room/2 (영상 / video)
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-24T18:00:00+09:00',
      measures: ['delete'],
      languages: ['en', 'ko'],
      items: of('maru_room', 1, 2),
    },
  },
];
