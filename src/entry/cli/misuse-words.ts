// The words of `redress misuse`: what each pattern says, and that it proves nothing. Korean and English.
import type { NotifierStep } from '../../domain/case/limiting.ts';
import type { Pattern, PatternKind } from '../../domain/case/misuse.ts';
import { utc } from '../../domain/kernel/instant.ts';

type Lang = 'ko' | 'en';
type Words = Readonly<Record<Lang, string>>;

const PATTERN_WORDS: Readonly<Record<PatternKind, Words>> = {
  'same-words': { en: 'the same words', ko: '같은 문구' },
  'one-notifier': {
    en: 'very many of one notifier within a day',
    ko: '하루 동안 한 신고인이 보낸 많은 신고',
  },
  'one-place': { en: 'very many about one place within a day', ko: '하루 동안 한 곳에 대한 많은 신고' },
  'one-account': { en: 'very many about one account within a day', ko: '하루 동안 한 계정에 대한 많은 신고' },
  refused: { en: 'people refused most of what one notifier told', ko: '한 신고인의 신고가 대부분 거부됨' },
  mutual: { en: 'two accounts tell of each other', ko: '두 계정이 서로를 신고함' },
};

export const MISUSE_WORDS = {
  none: { en: 'No pattern in these days.', ko: '이 기간에 눈에 띄는 양상이 없습니다.' },
  proof: {
    en: 'A pattern proves nothing, and nothing follows from it by itself: look at the cases. Among them may be somebody in danger.',
    ko: '양상은 아무것도 증명하지 않으며, 저절로 되는 일도 없습니다. 사건을 직접 살펴보십시오. 위험에 처한 사람이 섞여 있을 수 있습니다.',
  },
  acts: { en: 'Warned and limited:', ko: '경고와 제한:' },
} as const satisfies Readonly<Record<string, Words>>;

/** The figures of a pattern, in words. */
export function patternText(pattern: Pattern, lang: Lang): string {
  const { kind, cases, notifiers, newcomers, outcomes, danger, from, until } = pattern;
  const { waiting, refused, acted } = outcomes;
  const figures = {
    en: [
      `${cases.length} notices, ${utc(from)} to ${utc(until)}`,
      `${notifiers} ${notifiers === 1 ? 'notifier' : 'notifiers'} that can be told apart, ${newcomers} of them new`,
      `${waiting} wait, ${refused} refused, ${acted} acted on`,
      ...(danger === 0 ? [] : [`${danger} speak of danger: look at these first`]),
    ],
    ko: [
      `신고 ${cases.length}건, ${utc(from)}부터 ${utc(until)}까지`,
      `구별되는 신고인 ${notifiers}명, 그중 처음 온 사람 ${newcomers}명`,
      `대기 ${waiting}건, 거부 ${refused}건, 조치 ${acted}건`,
      ...(danger === 0 ? [] : [`위험을 말하는 신고 ${danger}건: 먼저 살펴보십시오`]),
    ],
  }[lang];
  return `${PATTERN_WORDS[kind][lang]}: ${figures.join(' · ')}`;
}

export const STEP_WORDS: Readonly<Record<NotifierStep, Words>> = {
  warn: { en: 'warned', ko: '경고' },
  limit: { en: 'limited', ko: '제한' },
  lift: { en: 'limit lifted', ko: '제한 해제' },
};

export const TOLD_WORDS = {
  mail: { en: 'told by mail', ko: '메일로 알림' },
  person: { en: 'told by a person', ko: '담당자가 알림' },
  not: {
    en: 'not told yet, so it changes nothing: the desk writes to her where it may; else tell her, and say so with `redress told-notifier`',
    ko: '아직 알리지 않아 효력이 없습니다. 메일로 알릴 수 있으면 자동으로 보냅니다. 아니면 직접 알린 뒤 `redress told-notifier`로 기록하십시오',
  },
} as const satisfies Readonly<Record<string, Words>>;
