// What the narrator says, in Korean and English.
import type { Language } from './options.ts';

/** What a clock shows: a moment in law if there is one, and a target, which is no law. */
interface ClockWords {
  readonly due: string | null;
  readonly target: string | null;
  readonly targetOf: 'authority' | 'desk' | null;
}

export interface Words {
  readonly title: string;
  readonly preparing: string;
  readonly ready: (pages: string, smtp: number) => string;
  readonly seeded: (rooms: number, messages: number, items: number, copies: number) => string;
  readonly sending: (items: number) => string;
  readonly sendingFile: (file: string) => string;
  readonly accepted: string;
  readonly proven: (authority: string) => string;
  readonly notProven: (reasons: string) => string;
  readonly read: (items: number, document: string, number: string) => string;
  readonly clock: (law: string, clock: ClockWords) => string;
  readonly located: (copies: number) => string;
  readonly decided: (items: number, copies: number) => string;
  readonly hidden: (copies: number) => string;
  readonly verified: (copies: number) => string;
  readonly receipt: string;
  readonly replied: (rows: number, signed: boolean) => string;
  readonly looked: (gone: number, copies: number, kept: number, others: number) => string;
  readonly times: (system: string, decision: string) => string;
  readonly waits: (need: string) => string;
  readonly row: string;
  readonly lookHere: string;
  readonly running: string;
  readonly stopping: string;
}

const en: Words = {
  title:
    'Redress demo: one letter, from SMTP to reply, on this machine alone. Every name, room and picture is invented.',
  preparing: 'Starting PostgreSQL, the messenger Yeoul and the desk (the first start takes longest).',
  ready: (pages, smtp) => `Messenger pages on ${pages}, the desk takes mail on port ${smtp}.`,
  seeded: (rooms, messages, items, copies) =>
    `${rooms} rooms named after invented schools, ${messages} messages; ${items} pictures and clips stand in ${copies} places.`,
  sending: (items) =>
    `The regulator (invented) sends a letter with ${items} links, signed with its DKIM key.`,
  sendingFile: (file) => `Sending your letter ${file}.`,
  accepted: 'The desk answers 250: the letter is on disk and cannot be lost.',
  proven: (authority) => `Sender proven: ${authority} (DKIM, DMARC, all rules of the mail guard).`,
  notProven: (reasons) =>
    `Sender not proven (${reasons}): the letter is read and its clock runs, but the reply waits for a person.`,
  read: (items, document, number) => `Read ${items} items from document ${document}; our case is ${number}.`,
  clock: (law, { due, target, targetOf }) =>
    `Clock started: ${law}; ${due === null ? 'the law names no hour' : `due ${due}`}${target === null ? '' : `; ${targetOf === 'authority' ? "the authority's own target" : 'our own goal'} is ${target} (not law)`}.`,
  located: (copies) => `Found ${copies} copies of the listed files: originals, forwards, re-uploads.`,
  decided: (items, copies) =>
    `The scripted reviewer (a program here, a person in real life) decides: hide ${items} items, ${copies} copies. Signed.`,
  hidden: (copies) => `${copies} copies hidden. The platform says yes; nobody says "removed" yet.`,
  verified: (copies) => `${copies} copies verified gone, looked at as a stranger and as a member.`,
  receipt: 'The authority was told that its letter came: our number, when, how many items, no result.',
  replied: (rows, signed) =>
    `Reply delivered to the authority: ${rows} rows, one an item${signed ? ', DKIM signature valid' : ', NOT SIGNED'}.`,
  looked: (gone, copies, kept, others) =>
    `The demo looked for itself: ${gone} of ${copies} copies gone, ${kept} of ${others} other pictures untouched.`,
  times: (system, decision) => `System time ${system}; decision time (scripted reviewer) ${decision}.`,
  waits: (need) => `The case now waits for: ${need}.`,
  row: 'One row of the reply:',
  lookHere: 'Look and try:',
  running: 'Everything is still running. Ctrl-C stops it all; only the folder .redress/demo stays.',
  stopping: 'Stopping.',
};

const ko: Words = {
  title:
    'Redress 시연: 편지 한 통이 SMTP로 와서 회신되기까지, 이 컴퓨터 안에서만. 이름, 방, 사진은 모두 지어낸 것입니다.',
  preparing: 'PostgreSQL, 메신저 여울, 접수 창구를 시작합니다 (처음이 가장 오래 걸립니다).',
  ready: (pages, smtp) => `메신저 화면은 ${pages}, 창구의 메일 포트는 ${smtp}입니다.`,
  seeded: (rooms, messages, items, copies) =>
    `지어낸 학교 이름의 방 ${rooms}개, 메시지 ${messages}개. 사진과 영상 ${items}건이 ${copies}곳에 있습니다.`,
  sending: (items) => `(지어낸) 심의기관이 링크 ${items}건이 든 편지를 DKIM으로 서명해 보냅니다.`,
  sendingFile: (file) => `편지 ${file}을(를) 보냅니다.`,
  accepted: '창구가 250으로 답했습니다. 편지는 디스크에 있고 잃어버릴 수 없습니다.',
  proven: (authority) => `보낸 곳 확인: ${authority} (DKIM, DMARC, 메일 규칙 모두 통과).`,
  notProven: (reasons) =>
    `보낸 곳을 확인하지 못함 (${reasons}). 편지는 읽고 시계도 가지만, 회신은 사람을 기다립니다.`,
  read: (items, document, number) => `문서 ${document}에서 ${items}건을 읽었습니다. 접수번호 ${number}.`,
  clock: (law, { due, target, targetOf }) =>
    `시계 시작: ${law}. ${due === null ? '법에 정한 시각 없음' : `법정 기한 ${due}`}${target === null ? '' : `, ${targetOf === 'authority' ? '기관의 목표' : '우리 목표'} ${target} (법이 아님)`}.`,
  located: (copies) => `같은 파일 ${copies}곳을 찾았습니다: 원본, 전달, 재업로드.`,
  decided: (items, copies) =>
    `각본대로 움직이는 검토자(여기서는 프로그램, 실제로는 사람)의 결정: ${items}건, ${copies}곳 가리기. 서명함.`,
  hidden: (copies) => `${copies}곳을 가렸습니다. 플랫폼의 대답일 뿐, 아직 "삭제됨"이라 하지 않습니다.`,
  verified: (copies) => `${copies}곳이 사라진 것을 확인했습니다. 로그인하지 않은 사람과 방 구성원의 눈으로.`,
  receipt: '기관에 접수를 알렸습니다: 접수번호, 시각, 항목 수만 담고 결과는 없습니다.',
  replied: (rows, signed) =>
    `기관에 회신했습니다: 항목마다 한 줄, ${rows}줄${signed ? ', DKIM 서명 유효' : ', 서명 없음'}.`,
  looked: (gone, copies, kept, others) =>
    `시연이 직접 확인: ${copies}곳 중 ${gone}곳 사라짐, 다른 사진 ${others}개 중 ${kept}개 그대로.`,
  times: (system, decision) => `시스템 시간 ${system}, 결정 시간(각본 검토자) ${decision}.`,
  waits: (need) => `이 사건이 기다리는 것: ${need}.`,
  row: '회신의 한 항목:',
  lookHere: '살펴보고 해 볼 것:',
  running: '모두 켜져 있습니다. Ctrl-C를 누르면 모두 멈추고, .redress/demo 폴더만 남습니다.',
  stopping: '멈추는 중입니다.',
};

export const WORDS: Record<Language, Words> = { ko, en };
