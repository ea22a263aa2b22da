// The words of further letters in Korean and English. Reviewed text: change it only together with docs/glossary.md. Every field is a number,
// a time, a reason out of a list or the place of an item: nobody's words but ours.
import type { DelayReason, EndReason } from '../case/further-letter.ts';
import type { Language } from '../notice/letter.ts';

export interface FurtherWords {
  /** @param number of the case: never anything that she wrote */
  readonly subject: (number: string) => string;
  /** Of her letter, of which this is about. */
  readonly about: (number: string, received: string) => string;
  readonly delay: (reason: string, until: string) => readonly string[];
  readonly reasons: Readonly<Record<DelayReason, string>>;
  readonly back: readonly string[];
  readonly backAt: string;
  readonly backNext: string;
  readonly kept: readonly string[];
  readonly keptGround: (ground: string) => string;
  readonly keptNext: string;
  readonly ends: Readonly<Record<EndReason, readonly string[]>>;
  readonly object: string;
  readonly closing: string;
}

export const FURTHER_WORDS: Record<Language, FurtherWords> = {
  ko: {
    subject: (number) => `${number} 안내`,
    about: (number, received) =>
      `${received}에 받은 공문에 관한 안내입니다. 우리 접수번호는 ${number}입니다.`,
    delay: (reason, until) => [`늦어지고 있습니다. 이유: ${reason}.`, `${until}까지 다시 알려 드립니다.`],
    reasons: {
      working: '확인에 시간이 더 걸립니다',
      'looking-up': '적어 주신 위치를 아직 모두 찾지 못했습니다',
      deciding: '사람이 아직 판단하고 있습니다',
      platform: '플랫폼이 요청한 조치를 아직 마치지 않았거나, 결과를 아직 확인하지 못했습니다',
      person: '공문을 담당자가 직접 읽어야 합니다',
      longer: '알려 드린 시각까지 마치지 못했습니다',
    },
    back: [
      '정정: 앞선 회신에서 처리되었다고 알려 드린 항목의 복사본을 다시 찾았습니다. 이미 다시 시작했습니다.',
    ],
    backAt: '다시 발견',
    backNext: '다시 가리고 확인하면 결과를 보내 드립니다.',
    kept: ['이의를 다시 살펴보았습니다. 처음에 판단하지 않은 사람이 보았고, 결정을 그대로 둡니다.'],
    keptGround: (ground) => `근거: ${ground}`,
    keptNext:
      '이 결정은 여기에서 다시 살펴보지 않습니다. 법이 정한 다른 구제 절차는 그대로 이용하실 수 있습니다.',
    ends: {
      'seen-gone': [
        '알려 드린 대로 다시 확인했고, 찾은 복사본은 마지막 확인 때에도 모두 보이지 않았습니다.',
        '이 사건을 마칩니다. 다시 올라온 것을 보시면 접수번호를 적어 알려 주십시오.',
      ],
      'nothing-to-answer': [
        '보내 주신 공문에서 처리할 수 있는 항목을 찾지 못해 이 사건을 마칩니다.',
        '메시지 링크를 적어 다시 보내 주시면 새로 접수합니다.',
      ],
    },
    object: '다르게 볼 이유가 있으면 이 메일에 회신해 이의를 적어 주십시오. 사진은 보내지 마십시오.',
    closing: '이 메일에는 사진과 피해자 이름이 없습니다.',
  },
  en: {
    subject: (number) => `Information ${number}`,
    about: (number, received) =>
      `This is about the letter that we received at ${received}. Our number is ${number}.`,
    delay: (reason, until) => [`This is taking longer. Reason: ${reason}.`, `We write again by ${until}.`],
    reasons: {
      working: 'looking into it takes more time',
      'looking-up': 'we have not found every place that you named',
      deciding: 'a person is still deciding',
      platform: 'the platform has not done what it was asked to, or nobody has seen that it did',
      person: 'a person has to read the letter itself',
      longer: 'we have not finished by the time that we named',
    },
    back: [
      'Correction: we found again a copy of what our last answer called removed. We have already started again.',
    ],
    backAt: 'seen again',
    backNext: 'You get the result once it is hidden and checked again.',
    kept: ['We looked at your objection. Somebody who did not decide first read it, and the decision stays.'],
    keptGround: (ground) => `Ground: ${ground}`,
    keptNext:
      'We do not look at this decision once more. Every other way that the law opens is still open to you.',
    ends: {
      'seen-gone': [
        'We looked again as announced, and nobody could see any of the copies found when we last looked.',
        'We end this case. If you see it posted again, write to us with our number.',
      ],
      'nothing-to-answer': [
        'We found no item in your letter that we could act on, and end this case.',
        'Send us the links of the messages, and we begin anew.',
      ],
    },
    object:
      'If there is a reason to see it differently, answer this mail and say that you object. Do not send the picture.',
    closing: "This mail holds no picture and no victim's name.",
  },
};
