// Words for clocks in Korean and English: occasions, paces, moments, how long is left. A target is never called a deadline.
import { DAY, HOUR, type Instant, MINUTE, utc } from '../kernel/instant.ts';
import { isoDate, localOf } from '../kernel/zone.ts';
import type { Clock } from './clock.ts';
import type { Occasion } from './occasion.ts';
import type { Words } from './regime.ts';

export type WordLanguage = keyof Words;

export const OCCASION_WORDS: Readonly<Record<Occasion, Words>> = {
  awareness: { en: 'the platform knew', ko: '플랫폼이 알게 됨' },
  'report-received': { en: 'a report came', ko: '신고 접수' },
  'complaint-received': { en: 'a complaint came', ko: '고충 접수' },
  'notice-given': { en: 'a notice came', ko: '통지 접수' },
  'order-received': { en: 'an order came', ko: '명령 접수' },
  'valid-request-received': { en: 'a valid request came', ko: '유효한 요청 접수' },
  'receipt-confirmed': { en: 'receipt was confirmed', ko: '접수 확인' },
  'status-told': { en: 'the status was told', ko: '처리 상황 알림' },
  'delay-known': { en: 'it was known that it would be late', ko: '지연을 알게 됨' },
  'delay-told': { en: 'the delay was told', ko: '지연 알림' },
  'uploader-told': { en: 'the uploader was told', ko: '게시자에게 알림' },
  'nobody-to-tell': { en: 'nobody can be told', ko: '알릴 수 있는 사람이 없음' },
  preserved: { en: 'the data were kept', ko: '자료 보존' },
  reported: { en: 'it was reported', ko: '신고함' },
  decided: { en: 'every item was decided', ko: '모든 항목 결정' },
  settled: { en: 'every item has its result', ko: '모든 항목 처리' },
  answered: { en: 'the answer went out', ko: '회신함' },
};

/** Where the law names no hour: what it says instead. */
const PACE_WORDS: Readonly<Record<Clock['pace'], Words>> = {
  within: { en: 'within its period', ko: '기간 안에' },
  stated: { en: 'no moment was read from the order', ko: '명령에서 시각을 읽지 못함' },
  immediately: { en: 'immediately', ko: '즉시' },
  'without-delay': { en: 'without delay', ko: '지체 없이' },
  timely: { en: 'in good time', ko: '적시에' },
  'not-stated': { en: 'no time is stated', ko: '기한의 정함 없음' },
  none: { en: 'no time at all', ko: '기한 없음' },
};

/** Why nothing was left to wait for, by what the clock waited for (C41). */
export function mootText(ends: Occasion, language: WordLanguage): string {
  if (ends === 'uploader-told') return NOBODY_TO_TELL[language];
  return (ends === 'preserved' ? NOTHING_TO_KEEP : SAID_BY_THE_ANSWER)[language];
}

const NOBODY_TO_TELL: Words = {
  en: 'nothing was done, so nobody is to be told',
  ko: '조치한 것이 없어 알릴 사람이 없음',
};
const NOTHING_TO_KEEP: Words = { en: 'nothing is to be kept', ko: '보전할 것이 없음' };
const SAID_BY_THE_ANSWER: Words = { en: 'the answer that went out says it', ko: '나간 회신에 담겨 있음' };

/** A value marked M. */
export const UNVERIFIED: Words = { en: 'not verified', ko: '미확인' };
export const NOT_BINDING: Words = { en: 'this law does not bind', ko: '구속력 없는 법령' };

/** Where the law says nothing of time at all, Korean says it in one phrase. */
const UNTIMED: readonly Clock['pace'][] = ['none', 'not-stated'];

/** `no hour in law: without delay`. */
export function noHourText(pace: Clock['pace'], language: WordLanguage): string {
  const words = PACE_WORDS[pace][language];
  if (language === 'ko' && UNTIMED.includes(pace)) return '법정 기한의 정함 없음';
  return language === 'ko' ? `법정 시각 없음: ${words}` : `no hour in law: ${words}`;
}

/** `2026-11-20 18:00:05 Asia/Seoul (2026-11-20T09:00:05Z)`. */
export function momentText(at: Instant, zone: string): string {
  return zone === 'UTC' ? utc(at) : `${localText(at, zone)} ${zone} (${utc(at)})`;
}

/** `2026-11-20 18:00:05` as the wall clock of a zone shows it. */
export function localText(at: Instant, zone: string): string {
  const local = localOf(at, zone);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${isoDate(local)} ${two(local.hour)}:${two(local.minute)}:${two(local.second)}`;
}

/** `3 d 4 h`, `2 h 05 min`, `40 s`; the sign is left to the caller. */
export function spanText(milliseconds: number, language: WordLanguage): string {
  const span = Math.abs(milliseconds);
  const ko = language === 'ko';
  const unit = (count: number, en: string, korean: string): string =>
    ko ? `${count}${korean}` : `${count} ${en}`;
  const [days, hours, minutes] = [
    Math.floor(span / DAY),
    Math.floor((span % DAY) / HOUR),
    Math.floor((span % HOUR) / MINUTE),
  ];
  if (days > 0) return `${unit(days, 'd', '일')} ${unit(hours, 'h', '시간')}`;
  if (hours > 0) return `${unit(hours, 'h', '시간')} ${unit(minutes, 'min', '분')}`;
  return minutes > 0 ? unit(minutes, 'min', '분') : unit(Math.floor(span / 1_000), 's', '초');
}
