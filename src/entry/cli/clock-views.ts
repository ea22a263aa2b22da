// A clock as people see it: pure functions to text. What is law and what is a wish is said.
import type { ClockFacts } from '../../domain/clock/alarm-message.ts';
import {
  momentText,
  mootText,
  noHourText,
  NOT_BINDING,
  OCCASION_WORDS,
  spanText,
  UNVERIFIED,
  type WordLanguage,
} from '../../domain/clock/clock-words.ts';
import type { Words } from '../../domain/clock/regime.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { ClockView } from '../../domain/view/clock-view.ts';

const TEXT = {
  due: { en: 'due', ko: '기한' },
  duty: { en: 'duty', ko: '의무' },
  start: { en: 'start', ko: '시작' },
  target: { en: 'target', ko: '목표' },
  notLaw: { en: 'not law', ko: '법정 기한 아님' },
  authority: { en: 'of the authority', ko: '기관의 목표' },
  desk: { en: 'of this desk', ko: '이 데스크의 목표' },
  provisional: { en: 'provisional: the sender is not proven', ko: '잠정: 발신자 미확인' },
  unreachable: {
    en: 'a person found that nobody can be told',
    ko: '알릴 수 있는 사람이 없다고 사람이 확인함',
  },
  unknownDays: { en: 'holidays of that year are not known', ko: '그 해의 공휴일을 모름' },
} as const satisfies Record<string, Words>;

/** Some short lines, the same order for every clock; none longer than it needs to be. */
export function clockLines(view: ClockView, language: WordLanguage): readonly string[] {
  const { facts, held } = view;
  const say = (label: keyof typeof TEXT): string => TEXT[label][language];
  const row = (label: 'due' | 'duty' | 'start' | 'target', text: string): string =>
    `  ${padded(say(label), LABEL_WIDTH)}${text}`;
  const remarks = [
    ...(held.why === 'moot' ? [mootText(held.clock.ends, language)] : []),
    ...(held.why === 'nobody-to-tell' ? [say('unreachable')] : []),
    ...(facts.mark === 'M' ? [UNVERIFIED[language]] : []),
    ...(facts.binding ? [] : [NOT_BINDING[language]]),
    ...(facts.provisional ? [say('provisional')] : []),
    ...(held.clock.calendarKnown ? [] : [say('unknownDays')]),
  ];
  return [
    `${facts.number}  ${padded(stateText(view, language), STATE_WIDTH)}${facts.law[language]}${articleOf(facts)}`,
    row('due', dueText(view, language)),
    row('duty', facts.duty[language]),
    row('start', `${momentText(facts.startedAt, facts.zone)}: ${OCCASION_WORDS[facts.from][language]}`),
    ...(facts.target === null ? [] : [row('target', targetText(view, facts.target, language))]),
    ...remarks.map((remark) => `  ${' '.repeat(LABEL_WIDTH)}${remark}`),
  ];
}

const LABEL_WIDTH = 9;
const STATE_WIDTH = 24;

const articleOf = ({ article }: ClockFacts): string => (article === null ? '' : `, ${article}`);

function dueText({ facts }: ClockView, language: WordLanguage): string {
  return facts.due === null ? noHourText(facts.pace, language) : momentText(facts.due, facts.zone);
}

function stateText({ held, risk, left }: ClockView, language: WordLanguage): string {
  const ko = language === 'ko';
  if (risk === 'stopped') return `${ko ? '멈춤' : 'stopped'} (${held.why ?? '-'})`;
  if (risk === 'paused') return ko ? '일시 정지' : 'paused';
  if (left === null) return ko ? '법정 시각 없음' : 'no hour in law';
  const span = spanText(left, language);
  if (left < 0) return ko ? `${span} 지남` : `LATE by ${span}`;
  const near = risk !== 'near-breach' ? '' : ko ? ' (임박)' : ' (near)';
  return ko ? `${span} 남음${near}` : `${span} left${near}`;
}

function targetText({ facts }: ClockView, target: Instant, language: WordLanguage): string {
  const whose = facts.targetOf === 'authority' ? TEXT.authority : TEXT.desk;
  return `${momentText(target, facts.zone)}  (${TEXT.notLaw[language]}; ${whose[language]})`;
}

/** Hangul takes two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, one) => width + (/[\u1100-\u11ff\u3000-\ud7a3\uff00-\uff60]/.test(one) ? 2 : 1),
    0,
  );

const padded = (text: string, width: number): string =>
  `${text}${' '.repeat(Math.max(1, width - widthOf(text)))}`;
