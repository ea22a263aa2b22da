// What to do now where somebody is threatened or under age, in the words of a person who takes the case: Korean and English.
import type { Emergency, Step } from './emergency.ts';

export type Words = Readonly<Record<'ko' | 'en', string>>;

export const HEAD_WORDS: Readonly<Record<Emergency, Words>> = {
  threat: { en: 'SOMEBODY IS THREATENED. Now:', ko: '협박받는 사람이 있습니다. 지금 할 일:' },
  child: { en: 'SOMEBODY UNDER AGE. Now:', ko: '미성년자가 있습니다. 지금 할 일:' },
};

export const STEP_WORDS: Readonly<Record<Step, Words>> = {
  'hide-first': {
    en: 'Take the case and decide on hiding before anything else: hiding can be undone, waiting cannot.',
    ko: '이 사건을 맡아 숨김부터 판단합니다. 숨김은 되돌릴 수 있지만 기다린 시간은 되돌릴 수 없습니다.',
  },
  'say-to-her': {
    en: 'If you can reach her, say: do not pay, do not send more, keep the messages, you did nothing wrong.',
    ko: '연락이 닿으면 전합니다: 돈을 보내지 말 것, 사진을 더 보내지 말 것, 대화를 지우지 말 것, 잘못한 것이 없다는 것.',
  },
  'call-police': {
    en: 'Name her the police and the helplines below; call the police yourself where a life is in danger.',
    ko: '아래 경찰과 상담전화를 알립니다. 목숨이 위험하면 직접 전화합니다.',
  },
  'no-pictures': {
    en: 'Look at no picture, save none, pass none on. The link is enough to decide and to hide.',
    ko: '그림을 보지도, 저장하지도, 보내지도 않습니다. 링크만으로 판단하고 숨길 수 있습니다.',
  },
  'tell-body': {
    en: 'Tell the body below, by link and without a picture; record it as a milestone where a law waits for it.',
    ko: '아래 기관에 링크로만 알립니다. 법이 기다리는 절차이면 처리 단계로 기록합니다.',
  },
  'keep-record': {
    en: 'Have the record of the account and its posts kept for the police before anything is destroyed.',
    ko: '삭제하기 전에 계정과 게시 기록을 경찰을 위해 보전합니다.',
  },
  'look-further': {
    en: 'Look where else the account posted; suspending it is a decision of its own.',
    ko: '같은 계정이 올린 다른 곳도 확인합니다. 계정 정지는 따로 판단합니다.',
  },
};
