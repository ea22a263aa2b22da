// The words by which a notifier is warned, limited, or told that a limit is over, in Korean and English, and those of the reasons. Reviewed text:
// change it only together with docs/glossary.md.
import type { LimitReason } from '../case/limiting.ts';
import type { Language } from '../notice/letter.ts';

export interface NotifierWords {
  readonly subject: (number: string) => string;
  readonly reasons: Readonly<Record<LimitReason, string>>;
  /** Before the list of her notices. */
  readonly found: (reason: string) => string;
  readonly warned: readonly string[];
  readonly limited: (until: string) => readonly string[];
  readonly lifted: readonly string[];
  readonly always: string;
  readonly object: (number: string) => string;
}

export const NOTIFIER_WORDS: Readonly<Record<Language, NotifierWords>> = {
  ko: {
    subject: (number) => `${number} 안내`,
    reasons: {
      'no-such-content': '신고하신 곳에 신고하신 내용이 없었습니다',
      'same-again': '이미 판단한 것을 새로운 사정 없이 거듭 신고하셨습니다',
      'in-concert': '여럿이 같은 문구로 보낸 신고였습니다',
      'against-somebody': '누군가에게 해를 주려고 보낸 신고였습니다',
    },
    found: (reason) => `보내 주신 다음 신고를 담당자가 하나씩 살펴보고 모두 거부하였습니다. 이유: ${reason}.`,
    warned: ['이런 신고가 이어지면 기간을 정하여 귀하의 신고를 처리하는 순서를 제한할 수 있습니다.'],
    limited: (until) => [
      `앞서 알려 드린 뒤에도 이어졌으므로 ${until}까지 귀하의 신고는 다른 신고와 번갈아 처리합니다.`,
    ],
    lifted: ['귀하의 신고에 대한 순서 제한을 풀었습니다.'],
    always:
      '귀하의 신고는 앞으로도 모두 접수되고 담당자가 읽으며 법정 기한도 그대로 적용됩니다. 협박을 받고 있거나 미성년자가 관련된 신고의 순서는 제한하지 않습니다.',
    object: (number) =>
      `동의하지 않으시면 접수번호(${number})를 적어 이 주소로 메일을 보내 주십시오. 이 결정을 하지 않은 다른 사람이 다시 봅니다.`,
  },
  en: {
    subject: (number) => `Information ${number}`,
    reasons: {
      'no-such-content': 'what was reported was not there',
      'same-again': 'what had been decided was reported again and again, and nothing was new',
      'in-concert': 'they were sent by many in the same words',
      'against-somebody': 'they were sent to harm somebody',
    },
    found: (reason) =>
      `A person looked at each of these notices of yours and refused all of them. The reason: ${reason}.`,
    warned: ['If this goes on, we may limit for a time in which order we take up your notices.'],
    limited: (until) => [
      `It went on after we had warned you. Until ${until} your notices take turns with those of others.`,
    ],
    lifted: ['The limit on the order in which we take up your notices is over.'],
    always:
      'All your notices are kept and read by a person, as before, with all their legal deadlines. Whoever is threatened, and whatever is about somebody under age, is never limited.',
    object: (number) =>
      `If you do not agree, write to this address with the number ${number}. Somebody who did not decide this looks at it again.`,
  },
};
