// Why nobody was told that her letter came, in English and Korean: for the person who has to tell her.
import type { Unacknowledged } from '../../domain/notice/acknowledging.ts';

interface Words {
  readonly en: string;
  readonly ko: string;
}

/** What fits every rule of the guard that has no words of its own here. */
const NOT_PROVEN: Words = {
  en: 'it is not proven who sent the letter',
  ko: '보낸 사람이 확인되지 않음',
};

const WHY: Readonly<Partial<Record<Unacknowledged, Words>>> = {
  'guard.dmarc': { en: 'DMARC did not pass', ko: 'DMARC를 통과하지 못함' },
  'guard.from-form': { en: 'From is not one plain address', ko: '보낸 사람이 하나의 주소가 아님' },
  'guard.wrong-recipient': {
    en: 'the letter is not addressed to this desk',
    ko: '수신인이 이 데스크가 아님',
  },
  'guard.date': { en: 'the letter is old, or dated ahead', ko: '메일 날짜가 오래되었거나 앞서 있음' },
  'guard.replay': { en: 'the same signature came before', ko: '같은 서명이 이미 온 적이 있음' },
  'guard.dns': { en: 'the look-ups failed', ko: '조회에 실패함' },
  'automatic-mail': { en: 'a machine sent the letter, or wants no answer of one', ko: '자동 발송 메일임' },
  'no-reply-address': { en: 'nobody reads at that address', ko: '아무도 읽지 않는 주소임' },
  'own-address': { en: 'it bears the address of this desk', ko: '이 데스크의 주소임' },
  'sender-not-proven': {
    en: 'it bears the mailbox of an enrolled body, and no proof of it',
    ko: '등록된 기관의 주소이나 증명되지 않음',
  },
  'opened-by-person': {
    en: 'a person opened the case of a filed mail',
    ko: '보관된 메일을 담당자가 사건으로 열었음',
  },
  'too-many': {
    en: 'that address was told too often within the hour or the day',
    ko: '그 주소에 이미 여러 번 알림',
  },
  'too-many-unseen': {
    en: 'so many letters of this case wait for a person',
    ko: '이 사건에 담당자가 아직 보지 않은 공문이 많음',
  },
  'answers-receipt': {
    en: 'it answers a mail that only confirmed a receipt',
    ko: '접수 확인 메일에 대한 답장임',
  },
  'mail-refused': { en: 'our mail server refused', ko: '메일 서버가 거절함' },
};

/** Both languages, and the code. */
export function whyNobody(why: Unacknowledged): string {
  const { en, ko } = WHY[why] ?? NOT_PROVEN;
  return `${en} / ${ko} (${why})`;
}
