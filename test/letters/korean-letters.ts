// Korean letters: official numbering, annexes behind the end mark, forms, preservation, reminders, a person's own words.
import { type HandWritten, filePart, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';

export const KOREAN_LETTERS: readonly HandWritten[] = [
  {
    name: 'numbers of every kind, in one list',
    letter: mailOf(
      textPart(`
해돋이콘텐츠심의위원회
문서번호 : 해심-2026-88호 (2026. 11. 19.)

아래 정보를 삭제하여 주시기 바랍니다. 조치 결과는 2026년 11월 24일(화) 오후 2시 30분까지 회신하여 주시기 바랍니다.

① ${T}/maru_hall/1
② ${T}/maru_hall/2
(3) ${T}/maru_hall/3
[004] ${T}/maru_hall/4
5번 ${T}/maru_hall/5
6호: ${T}/maru_hall/6
제7호 ${T}/maru_hall/7
#8 ${T}/maru_hall/8
９． ${T}/maru_hall/9
No.10 ${T}/maru_hall/10
11 ${T}/maru_hall/11
끝.
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '해심-2026-88호',
      replyBy: '2026-11-24T14:30:00+09:00',
      measures: ['delete'],
      languages: ['ko'],
      items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((at) => `${at} ${T}/maru_hall/${at}`),
    },
  },
  {
    name: 'an annex behind the end mark, numbering that starts again, an appeal note, the site of the sender',
    domain: 'haedoji.example',
    letter: mailOf(
      textPart(`
수신  플랫폼 대표
(경유)
제목  시정요구 통지

1. 관련: 해심-70호(2026. 11. 2.)
2. 위원회는 붙임의 정보에 대하여 시정요구(접속차단)를 의결하였으므로 통지합니다.
3. 처리 결과를 11. 25.(수) 18:00까지 제출하여 주시기 바랍니다.
4. 이의신청은 https://haedoji.example/appeal 에서 하실 수 있습니다.

붙임  대상 정보 목록 1부.  끝.

시행  해심-91 (2026. 11. 19.)
우 00000 가온시 마루로 1 / https://haedoji.example

[붙임] 대상 정보 목록

가. 공개 채널
  1. ${T}/maru_hall/31
  2. ${T}/maru_hall/32
나. 초대 링크
  1. ${T}/+AbCdEfGh1
`),
    ),
    expected: {
      kind: 'correction-request',
      documentNumber: '해심-91',
      replyBy: '2026-11-25T18:00:00+09:00',
      measures: ['block'],
      languages: ['ko'],
      items: [`1 ${T}/maru_hall/31`, `2 ${T}/maru_hall/32`, `1 ${T}/+AbCdEfGh1`],
    },
  },
  {
    name: 'police ask to keep, to say nothing, and by no means to delete',
    letter: mailOf(
      textPart(`
가람지방경찰청 사이버수사2대

문서번호: 사수2-3310
형사소송법 제215조의2에 따라 아래 계정의 접속기록을 60일간 보전하여 주시기 바랍니다.
게시물은 삭제하거나 차단하지 마시고 현 상태로 두시기 바랍니다.
보전 기간은 2027. 1. 18.까지이며, 보전 조치 여부를 접수 후 24시간 이내에 회신 바랍니다.
본 요청 사실은 해당 이용자에게 알리지 말아 주시기 바랍니다.

대상 1: matrix:roomid/garam:hs.example/e/evA1
대상 2: https://matrix.to/#/%23garam%3Ahs.example
`),
    ),
    expected: {
      kind: 'preservation',
      documentNumber: '사수2-3310',
      replyBy: '2026-11-21T09:00:00+09:00',
      measures: ['preserve'],
      confidential: true,
      languages: ['ko'],
      items: ['1 https://matrix.to/#/!garam:hs.example/$evA1', '2 https://matrix.to/#/#garam:hs.example'],
    },
  },
  {
    name: 'a binding order in a table with accounts, notes, an example row and a place without a link',
    letter: mailOf(
      textPart(`
문서번호  방통-2026-501

정보통신망법 제44조의7에 따라 아래 정보의 삭제와 해당 이용자의 이용해지를 명합니다.
이행 결과는 3영업일 이내에 제출하십시오.
`),
      filePart('xlsx', [
        rowOf('순번', 'URL', '게시자', '비고'),
        rowOf('예시', `${T}/channel_name/123`, '@example', '작성 예'),
        rowOf('1', `${T}/maru_hall/41`, `${T}/poster_one`, ''),
        rowOf('2', `${T}/maru_hall/42~44`, '@poster_two', '연속 게시'),
        rowOf('3', '주소 확인 불가', '', ''),
        rowOf('4', '-', '', '추후 통보'),
        rowOf('5', `${T}/maru_hall/\n45`, '', `3번과 동일 ${T}/maru_hall/41`),
      ]),
    ),
    country: 'KR',
    expected: {
      kind: 'order',
      documentNumber: '방통-2026-501',
      replyBy: '2026-11-25T23:59:59+09:00',
      measures: ['delete', 'suspend-user'],
      languages: ['ko'],
      items: [`1 ${T}/maru_hall/41`, `5 ${T}/maru_hall/45`],
      rejected: [`locator.ambiguous ${T}/maru_hall/42~44`, 'locator.malformed 주소 확인 불가'],
    },
  },
  {
    name: 'a reminder that only asks, with our own answer quoted without any marks',
    letter: mailOf(
      textPart(`
해돋이콘텐츠심의위원회입니다.
문서번호: 해심-2026-95

지난 문서(해심-2026-88호)로 삭제를 요청드린 정보의 처리 결과를 아직 받지 못하였습니다. 진행 상황을 내일 정오까지 알려 주시기 바랍니다.

-----원본 메시지-----
보낸 사람: 접수 데스크 <notices@desk.example>
보낸 날짜: 2026년 11월 19일 목요일 오후 3:10
받는 사람: 해심 <takedown@haedoji.example>
제목: 접수 안내

접수번호 R-26-0001, 결과 회신 예정: 2026. 11. 23. 18:00까지 회신
1. ${T}/maru_hall/1
`),
    ),
    expected: {
      kind: 'follow-up',
      documentNumber: '해심-2026-95',
      replyBy: '2026-11-20T12:00:00+09:00',
      languages: ['ko'],
    },
  },
  {
    name: 'a person writes: one link in a sentence with its particle, one defanged, one account she only names',
    letter: mailOf(
      textPart(`
안녕하세요. 제 얼굴을 합성한 사진이 단체방에 올라왔습니다. 저는 동의한 적이 없습니다.
${T}/nuri_room/77을 꼭 삭제해 주세요. 그리고 hxxps://t(.)me/nuri_room/78 도요.
올린 사람은 @nuri_poster 입니다.
들어가는 주소는 「t.me/joinchat/AbC_dE-1」입니다.
친구가 본 것은 ${T}/nuri_ro… 까지만 보였어요.
감사합니다.
`),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['ko'],
      items: [`null ${T}/nuri_room/77`, `null ${T}/nuri_room/78`, `null ${T}/+AbC_dE-1`],
      rejected: [`locator.malformed ${T}/nuri_ro…`],
    },
  },
  {
    name: 'titles on the numbered lines and the links below them',
    letter: mailOf(
      textPart(`
관리번호: 온-2026-7

아래 게시물에 대한 접속차단을 요청드립니다. 이번 달 27일 18시까지 결과를 알려 주세요.

1. 채널 공지글
   주소: ${T}/maru_hall/51
   확인일: 2026. 11. 16.
2. 채널 사진
   주소: ${T}/maru_hall/52?single
   확인일: 2026. 11. 17.
3) 댓글
   ${T}/maru_hall/53?comment=9

문의: 온누리팀 ${T}/onnuri_help
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '온-2026-7',
      replyBy: '2026-11-27T18:00:00+09:00',
      measures: ['block'],
      languages: ['ko'],
      items: [`1 ${T}/maru_hall/51`, `2 ${T}/maru_hall/52?single`, `3 ${T}/maru_hall/53?comment=9`],
    },
  },
  {
    name: 'a form with an example of how to fill it in, a legal reference, and the list in a forwarded mail',
    letter: mailOf(
      textPart(`
아래 공문을 전달드립니다. 확인 부탁드립니다.

---------- 전달된 메시지 ----------
보낸 사람: 누리지원센터 <help@nuri.example>
날짜: 2026년 11월 18일
제목: 삭제 요청
받는 사람: 전달자 <someone@pass.example>

문서번호: 누리-33
피해자를 대신하여 아래 게시물의 삭제를 요청드립니다.
관련 법령: https://law.example/kr/44-7
회신 작성 예) 1 / ${T}/sample_room/1 / 삭제 완료

1. ${T}/nuri_room/91
2. ${T}/login/55555
3. ${T}/+821000000099
`),
    ),
    expected: {
      kind: 'voluntary-request',
      documentNumber: '누리-33',
      measures: ['delete'],
      languages: ['ko'],
      items: [`1 ${T}/nuri_room/91`],
      rejected: ['locator.login-code ***', `locator.phone-number ${T}/+821000000099`],
    },
  },
];
