// What whoever posted something was told of an item, when, and whether that is held: lines for people. Which account it was is the
// platform's to know; here it is counted.
import type { Case } from '../../domain/case/case.ts';
import type { Item } from '../../domain/case/item.ts';
import { tellingsOwed } from '../../domain/case/telling.ts';
import type { DoneWith, ToldOutcome } from '../../domain/case/told.ts';
import { utc } from '../../domain/kernel/instant.ts';

interface Words {
  readonly en: string;
  readonly ko: string;
}

const DONE: Readonly<Record<DoneWith, Words>> = {
  hidden: { en: 'it was hidden', ko: '가렸다는 것' },
  deleted: { en: 'it was deleted', ko: '지웠다는 것' },
  kept: { en: 'it stays hidden after an appeal', ko: '이의를 살핀 뒤 그대로 둔다는 것' },
  restored: { en: 'it is shown again', ko: '되돌렸다는 것' },
};
const OUTCOME: Readonly<Record<ToldOutcome, Words>> = {
  told: { en: 'told', ko: '알림' },
  refused: {
    en: 'the platform refused to tell; tell it in another way',
    ko: '플랫폼이 알리기를 거절함. 다른 길로 알리세요',
  },
  'no-account': { en: 'nobody to tell: the account is gone', ko: '알릴 사람 없음. 계정이 없어짐' },
};

const both = ({ en, ko }: Words): string => `${en} / ${ko}`;

/** Of the whole case: that a letter asks for secrecy, and what lets it be told. */
export const heldText = ({ reasonsHeld, number }: Pick<Case, 'reasonsHeld' | 'number'>): string[] =>
  reasonsHeld
    ? [
        `  uploader  ${both({ en: 'not told yet: the letter asks for secrecy', ko: '아직 알리지 않음. 비밀 유지 요청' })}: redress release-reasons ${number}`,
      ]
    : [];

/** Of one item. */
export function reasonsText(item: Item): string[] {
  const owed = tellingsOwed(item).length;
  return [
    ...item.told.map(
      ({ done, outcome, at }) => `     uploader ${utc(at)}  ${both(OUTCOME[outcome])} (${both(DONE[done])})`,
    ),
    ...(owed === 0
      ? []
      : [`     uploader ${both({ en: `${owed} still to be told`, ko: `${owed}명에게 아직 알리지 않음` })}`]),
  ];
}
