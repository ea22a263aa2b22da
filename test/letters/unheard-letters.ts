// Letters in forms that neither the generator nor the other hands know: exhibits of a lawyer, a child's chat, pictured numbers, forms of
// three countries, a measure in a column, a range in words, a deadline in the Subject, "all but one" that takes nothing back.
import { BERLIN, type HandWritten, htmlPart, mailOf, rowOf, SEOUL, textPart } from './letter-data.ts';

const T = 'https://t.me';
const MAPLE = `${T}/maple_room`;
const of = (room: string, ...numbers: readonly (number | null)[]): string[] =>
  numbers.map((number, at) => `${number} ${T}/${room}/${at + 1}`);

export const UNHEARD_LETTERS: readonly HandWritten[] = [
  {
    name: 'a certified letter of a lawyer, its list in exhibits, the period from the day it is received',
    letter: mailOf(
      textPart(`
내 용 증 명

발신인: 법무법인 단풍 (담당변호사 김단풍)
수신인: 메신저 운영책임자 귀하
제목: 게시물 삭제 및 접근차단 요청의 건

1. 당 법무법인은 의뢰인을 대리하여 본 서면을 보냅니다.
2. 의뢰인은 동의 없이 합성된 사진이 별지 목록 기재 주소에 게시된 사실을 확인하였습니다.
3. 이에 별지 목록 기재 게시물을 즉시 삭제하고, 본 서면 수령일로부터 3일 이내에 그 결과를 서면으로 통보하여 주시기 바랍니다.
4. 위 기한까지 조치가 없는 경우 민형사상 법적 조치를 취할 수 있음을 알려드립니다.

2026. 11. 19.

법무법인 단풍
담당변호사 김단풍 (인)

[별지 목록]
갑 제1호증  ${MAPLE}/1
갑 제2호증  ${MAPLE}/2
갑 제3호증의 1  ${MAPLE}/3
`),
    ),
    expected: {
      kind: 'victim-notice',
      replyBy: '2026-11-23T23:59:59+09:00',
      measures: ['delete', 'block'],
      languages: ['ko'],
      items: of('maple_room', 1, 2, null),
    },
  },
  {
    name: 'a child who writes as in a chat, with an arrow, a room, and parents who must not know',
    letter: mailOf(
      textPart(`
안녕하세요 저 고2 학생인데요
누가 제 사진을 합성해서 방에 올렸어요ㅠㅠ 제발 내려주세요!!
텔레: t.me/maple_room/41
그 위에 있는 것도요 → t.me/maple_room/40
방 주소는 t.me/maple_room 이고요
오늘 밤 10시까지 답 주시면 안 될까요? 부모님한테는 절대 알리지 말아주세요
`),
    ),
    expected: {
      kind: 'victim-notice',
      replyBy: '2026-11-19T22:00:00+09:00',
      measures: ['delete'],
      confidential: true,
      languages: ['ko'],
      items: [`null ${MAPLE}/41`, `null ${MAPLE}/40`, `null ${MAPLE}`],
    },
  },
  {
    name: 'a grievance with a number of its own kind, a table by spaces, and half past seven in India today',
    letter: mailOf(
      textPart(`
Cyber Crime Cell, Birch District Police
Grievance No. GRV/2026/5512

Sir/Madam,

We request you to remove or disable access to the following content within twenty-four (24) hours of receipt of this
grievance. Kindly confirm compliance by 7.30 pm IST today.

S.No.   Platform   URL
1.      Telegram   ${T}/birch_room/1
2.      Telegram   ${T}/birch_room/2

Regards,
Nodal Officer
`),
    ),
    country: 'IN',
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'GRV/2026/5512',
      replyBy: '2026-11-19T14:00:00Z',
      measures: ['delete', 'block'],
      languages: ['en'],
      items: of('birch_room', 1, 2),
    },
  },
  {
    name: 'a notice with a place a line, each called by its number, and a signature in ASCII',
    letter: mailOf(
      textPart(`
NOTICE AND REMOVAL REQUEST

I am the identifiable individual depicted in the images described below. They were published without my consent.

Location 1: ${T}/birch_room/1
Location 2: <${T}/birch_room/2>
Location 3 (same file, other room): ${T}/elm_room/5?single

Please remove them, and any identical copies that you know of, within 48 hours.
I have a good faith belief that this is true.

/s/ Jane Birch
`),
    ),
    expected: {
      kind: 'victim-notice',
      replyBy: '2026-11-22T09:00:00+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: [...of('birch_room', 1, 2), `3 ${T}/elm_room/5?single`],
    },
  },
  {
    name: 'German: places by number, a link with the end of another, no account to be blocked, noon without a year',
    letter: {
      ...mailOf(
        textPart(`
Meldung nach Art. 16 DSA
Unser Zeichen: BA-2026/88

Sehr geehrte Damen und Herren,

die Beratungsstelle Ahornweg meldet die nachstehend aufgeführten Inhalte und bittet um Entfernung; eine Sperrung des Kontos
wird ausdrücklich nicht begehrt.

Fundstelle 1: ${T}/ahorn_raum/1
Fundstelle 2: ${T}/ahorn_raum/2 sowie /3
Fundstelle 3: ${T}/ahorn_raum/8 u. 9

Frist zur Rückmeldung: Mittwoch, 25.11., 12 Uhr

Mit freundlichen Grüßen
i. A. Linde
`),
      ),
      date: BERLIN,
    },
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'BA-2026/88',
      replyBy: '2026-11-25T12:00:00+01:00',
      measures: ['delete'],
      languages: ['de'],
      items: [`1 ${T}/ahorn_raum/1`, `2 ${T}/ahorn_raum/2`, `2 ${T}/ahorn_raum/3`, `3 ${T}/ahorn_raum/8`],
      rejected: ['locator.ambiguous 9'],
    },
  },
  {
    name: 'Japanese: the form by which transmission is to be prevented, where the name may not be told',
    letter: mailOf(
      textPart(`
侵害情報の通知書 兼 送信防止措置依頼書

管理番号：若葉-26-204

掲載されている場所：${T}/wakaba_room/1
掲載されている情報：私の顔を合成した画像
侵害されたとする権利：肖像権、名誉権

掲載されている場所：${T}/wakaba_room/2
掲載されている情報：同上

上記の情報により権利を侵害されましたので、削除等の送信防止措置を講じるよう依頼いたします。
7日以内にご回答をお願いします。
発信者への氏名の開示には同意しません。
`),
    ),
    expected: {
      kind: 'victim-notice',
      documentNumber: '若葉-26-204',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['delete'],
      languages: ['ja'],
      items: of('wakaba_room', null, null),
    },
  },
  {
    name: 'what is asked for in a column of the list, and ends of links in a cell',
    letter: mailOf(
      textPart('한빛심의센터입니다. 아래 표와 같이 조치하여 주시기 바랍니다.'),
      htmlPart(
        [
          rowOf('연번', '대상 주소', '요청 조치'),
          rowOf('1', `${MAPLE}/1`, '삭제'),
          rowOf('2', `${MAPLE}/2 및 /3`, '접속차단(국내)'),
          rowOf('3', `${MAPLE} 및 /7`, '삭제'),
        ],
        { from: 'attachment', format: 'hwpx', name: '목록.hwpx' },
      ),
    ),
    expected: {
      kind: 'voluntary-request',
      measures: ['delete', 'block'],
      languages: ['ko'],
      items: [`1 ${MAPLE}/1`, `2 ${MAPLE}/2`, `2 ${MAPLE}/3`, `3 ${MAPLE}`],
      rejected: ['locator.ambiguous /7'],
    },
  },
  {
    name: 'two languages and no deadline but in the Subject',
    letter: {
      ...mailOf(
        textPart(`
한빛심의센터에서 아래 게시물의 삭제를 요청드립니다.
We ask you to remove the posts below.

가. ${MAPLE}/1
나. ${MAPLE}/2
`),
      ),
      subject: '[협조요청] 11.25.(수) 15시까지 결과 회신 / Request for removal',
    },
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-25T15:00:00+09:00',
      measures: ['delete'],
      languages: ['en', 'ko'],
      items: of('maple_room', null, null),
    },
  },
  {
    name: 'all but one are gone, and that one is asked for again: a reminder that takes nothing back',
    letter: mailOf(
      textPart(`
문서번호: 한빛-2026-91
한빛-2026-7호로 요청드린 항목 중 2번을 제외하고는 모두 삭제된 것을 확인하였습니다.
2번은 아직 조치되지 않아 처리 경과를 문의드리오니, 조속히 삭제하여 주시고 27일까지 회신 바랍니다.

2. ${MAPLE}/2
`),
    ),
    expected: {
      kind: 'follow-up',
      documentNumber: '한빛-2026-91',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: [`2 ${MAPLE}/2`],
    },
  },
  {
    name: 'numbers in pictures, the end of Friday, and a plea in a picture',
    letter: mailOf(
      textPart(`
Hello, this is the Birch support centre. Please take these down \u{1F64F} and let us know by EOD Friday (20/11)!

1\uFE0F\u20E3 ${T}/birch_room/1
2\uFE0F\u20E3 ${T}/birch_room/2
\u{1F51F} t.me/birch_room/3
`),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-20T23:59:59+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: of('birch_room', 1, 2, 10),
    },
  },
  {
    name: 'a range said in words between two links, and two rooms that are none',
    letter: {
      ...mailOf(
        textPart(`
Please delete the following messages.

(a) ${T}/birch_room/100 to ${T}/birch_room/105
(b) ${MAPLE}/7부터 ${MAPLE}/9까지
(c) from ${T}/elm_room/1 to ${T}/oak_room/2, where it was sent on
`),
      ),
      date: SEOUL,
    },
    expected: {
      kind: 'voluntary-request',
      measures: ['delete'],
      languages: ['en'],
      items: [`null ${T}/elm_room/1`, `null ${T}/oak_room/2`],
      rejected: [
        `locator.ambiguous ${T}/birch_room/100`,
        `locator.ambiguous ${T}/birch_room/105`,
        `locator.ambiguous ${MAPLE}/7`,
        `locator.ambiguous ${MAPLE}/9`,
      ],
    },
  },
];
