// More letters in forms that nobody had: a police form, a school, a hotline's ticket, a Swiss office, a ministry that answers by fax, a
// court's file, a list in one cell, a union of three requests.
import { BERLIN, type HandWritten, htmlLine, htmlPart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';
const of = (room: string, ...numbers: readonly (number | null)[]): string[] =>
  numbers.map((number, at) => `${number} ${T}/${room}/${at + 1}`);

export const UNHEARD_MORE_LETTERS: readonly HandWritten[] = [
  {
    name: 'a police form of labels in brackets, items with 번 behind them, keep and tell nobody, then delete',
    letter: mailOf(
      textPart(`
[문서번호] 사이버수사과-3391
[수    신] 메신저 운영책임자
[제    목] 자료 보전 및 삭제 협조 요청

【요청사항】
가. 아래 게시물의 접속기록을 보전하여 주시고, 보전이 끝난 뒤 게시물을 삭제하여 주시기 바랍니다.
나. 수사 중인 사안이므로 게시자에게 본 요청 사실이 알려지지 않도록 유의하여 주시기 바랍니다.
다. 회신: 2026. 11. 27.(금) 限

【대상】
1번 : ${T}/maple_room/1
2번 : ${T}/maple_room/2
`),
    ),
    country: 'KR',
    expected: {
      kind: 'voluntary-request',
      documentNumber: '사이버수사과-3391',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['delete', 'preserve'],
      confidential: true,
      languages: ['ko'],
      items: of('maple_room', 1, 2),
    },
  },
  {
    name: 'a hotline with a ticket in its own form, links in one sentence by ordinals, and an answer "before the weekend"',
    letter: mailOf(
      textPart(`
Ticket: BIRCH-4471

Our hotline received a report of a non-consensual image. It was first posted at ${T}/birch_room/1, then at
${T}/birch_room/2, and most recently at ${T}/birch_room/3. We would be grateful if you could take all three down and
confirm by Friday the 27th at the latest. Please treat this as confidential.

Thank you!
Birch Hotline
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['delete'],
      confidential: true,
      languages: ['en'],
      items: of('birch_room', null, null, null),
    },
  },
  {
    name: 'German: an office of Switzerland, a table with a number over two rows, within ten working days',
    letter: {
      ...mailOf(
        htmlPart([
          htmlLine('Unser Zeichen: FS-26-0144'),
          htmlLine(
            'Wir ersuchen Sie, die folgenden Inhalte zu entfernen. Bitte antworten Sie innert zehn Arbeitstagen.',
          ),
          rowOf('Nr.', 'Adresse', 'Bemerkung'),
          rowOf('1', `${T}/ahorn_raum/1`, 'Bild'),
          {
            ...rowOf('', `${T}/ahorn_raum/2`, 'dasselbe'),
            cells: [
              { text: '', links: [], isBelow: true },
              { text: `${T}/ahorn_raum/2`, links: [] },
              { text: 'dasselbe', links: [] },
            ],
          },
          rowOf('2', `${T}/ahorn_raum/3`, ''),
        ]),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'FS-26-0144',
      replyBy: '2026-12-04T23:59:59+01:00',
      measures: ['delete'],
      languages: ['de'],
      items: of('ahorn_raum', 1, 1, 2),
    },
  },
  {
    name: 'Japanese: a school for a pupil, which is no lawyer and no relative, numbers with 個目, thanks before the list, noon of the day after tomorrow',
    letter: mailOf(
      textPart(`
若葉中学校の生徒指導担当です。本校の生徒の顔を合成した画像が投稿されています。
本人と保護者に代わり、次の投稿を至急消していただきたく、お願い申し上げます。

1個目 ${T}/wakaba_room/1
2個目 ${T}/wakaba_room/2

明後日の正午までにお返事をください。ご協力に感謝いたします。
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-21T12:00:00+09:00',
      measures: ['delete'],
      languages: ['ja'],
      items: of('wakaba_room', 1, 2),
    },
  },
  {
    name: 'a letter that thanks for what was done, and asks to block in one country what cannot be deleted',
    letter: mailOf(
      textPart(`
Reference no.: OSO-2026-0671

Thank you for removing the first two posts. The one below cannot be deleted, as you told us; please
geo-block it in Korea. There is no need to keep this letter confidential. We would like to hear from you
within one week.

#3 ${T}/birch_room/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'OSO-2026-0671',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['block'],
      languages: ['en'],
      items: [`3 ${T}/birch_room/3`],
    },
  },
  {
    name: 'a list in one cell of a table, each line with its number, beside a cell that says what they are',
    letter: mailOf(
      htmlPart([
        htmlLine(
          '한빛심의센터입니다. 아래 게시물의 삭제를 요청하오니 11월 마지막 날까지 회신하여 주시기 바랍니다.',
        ),
        rowOf('구분', '대상 URL'),
        rowOf('사진', `1) ${T}/maple_room/1\n2) ${T}/maple_room/2`),
        rowOf('영상', `3) ${T}/maple_room/3`),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-30T23:59:59+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: of('maple_room', 1, 2, 3),
    },
  },
];
