// The words of a statement of reasons, Korean and English. Reviewed text: change it only together with docs/glossary.md. The same words
// whoever is shown: that somebody may be under age, or who asked, is not to be read out of them.
import { type Instant, utc } from '../kernel/instant.ts';
import type { Language } from '../notice/letter.ts';
import { articleText, type NamedGround, type StatementOfReasons } from './statement.ts';

type Both = Readonly<Record<Language, string>>;

/** @param what `메시지 하나`, `one message posted on 2026-11-20` */
const DONE: Record<StatementOfReasons['done'], (what: Both) => Both> = {
  hidden: ({ ko, en }) => ({ ko: `${ko}를 가렸습니다.`, en: `We hid ${en}.` }),
  deleted: ({ ko, en }) => ({
    ko: `${ko}를 지웠습니다. 되살릴 수 없습니다.`,
    en: `We deleted ${en}. It cannot be brought back.`,
  }),
  kept: ({ ko, en }) => ({
    ko: `${ko}를 그대로 둡니다. 처음 판단하지 않은 사람이 다시 보았습니다.`,
    en: `It stays hidden: ${en}. Someone who did not decide first has read your appeal.`,
  }),
  restored: ({ ko, en }) => ({
    ko: `${ko}를 되돌립니다: 잘못 가렸습니다. 미안합니다.`,
    en: `Restored: ${en}. We were wrong, and we are sorry.`,
  }),
};

const POSTED: Record<StatementOfReasons['posted'], Both> = {
  message: { ko: '메시지 하나', en: 'one message' },
  picture: { ko: '프로필 사진 하나', en: 'one picture of a profile' },
};

const whatOf = ({ posted, postedOn }: Pick<StatementOfReasons, 'posted' | 'postedOn'>): Both => ({
  ko: `${postedOn === null ? '올리신' : `${postedOn}에 올린`} ${POSTED[posted].ko}`,
  en: `${POSTED[posted].en}${postedOn === null ? ' of yours' : ` posted on ${postedOn}`}`,
});

function reason(ground: NamedGround): Both {
  if (ground.kind === 'terms')
    return {
      ko: `이유: 약관${ground.clause === null ? '' : ` ${ground.clause}`}에 어긋납니다.`,
      en: `Reason: it is against our terms${ground.clause === null ? '' : `, clause ${ground.clause}`}.`,
    };
  if (ground.kind === 'other-law') return byOtherLaw(ground.law);
  const named = ground.kind === 'law' ? ground : null;
  return {
    ko: `이유: 나온 사람의 동의가 없는 사적인 영상${named === null ? '' : `(${named.name.ko}, ${articleText(named)})`}.`,
    en: `Reason: private imagery without the consent of the person shown${named === null ? '' : ` (${named.name.en}, ${articleText(named)})`}.`,
  };
}

/** Said as what it is: no law of ours, but one that a person cited. */
const byOtherLaw = (law: string | null): Both => ({
  ko: `이유: 법에 어긋납니다${law === null ? '' : `(${law})`}. 판단한 사람이 든 법입니다.`,
  en: `Reason: it is against the law${law === null ? '' : ` (${law})`}, as the person who decided cites it.`,
});

const SOURCE: Record<StatementOfReasons['source'], Both> = {
  notice: { ko: '신고를 받고 살폈습니다.', en: 'We looked at it after a notice.' },
  'authority-order': {
    ko: '기관의 요구나 명령을 받고 살폈습니다.',
    en: 'We looked at it after a request or an order of an authority.',
  },
};

const FOUND: Record<StatementOfReasons['found'], Both> = {
  named: { ko: '올린 곳을 알려 준 사람이 있었습니다.', en: 'Somebody named the place.' },
  searched: {
    ko: '같은 파일을 기계로 찾았습니다.',
    en: 'A machine searched for the same file and found it.',
  },
};

const BY_PERSON: Both = {
  ko: '사람이 판단했습니다. 기계가 판단하지 않았습니다. 누가 알렸는지는 말하지 않습니다.',
  en: 'A person decided; no machine did. We do not say who told us.',
};
const EVERYWHERE: Both = { ko: '모든 곳에서 보이지 않습니다.', en: 'It is shown nowhere.' };

const forNow = (until: Instant): Both => ({
  ko: `잠시 가린 것입니다. ${utc(until)}까지 사람이 최종 판단합니다.`,
  en: `It is hidden for now: a person decides by ${utc(until)}.`,
});

function appeal({ until }: NonNullable<StatementOfReasons['appeal']>): Both {
  const by = until === null ? null : utc(until);
  return {
    ko: `다르게 볼 이유가 있으면 ${by === null ? '' : `${by}까지 `}적어 주세요. 처음 판단하지 않은 사람이 봅니다. 사진은 보내지 마세요.`,
    en: `If there is a reason to see it differently, write${by === null ? '' : ` by ${by}`}. Someone who did not decide first will read it. Do not send the picture.`,
  };
}

/** The statement as lines of text. Names nobody: see `statementOf`. */
export function statementText(statement: StatementOfReasons, language: Language): string {
  const { done, ground, source, found } = statement;
  const why = [reason(ground), SOURCE[source], FOUND[found], BY_PERSON, EVERYWHERE];
  const lines = [
    DONE[done](whatOf(statement)),
    ...(statement.forNowUntil === null ? [] : [forNow(statement.forNowUntil)]),
    ...(done === 'restored' ? [] : why),
    ...(statement.appeal === null ? [] : [appeal(statement.appeal)]),
  ];
  return lines.map((line) => line[language]).join('\n');
}
