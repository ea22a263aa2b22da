// What whoever posted something was told of an item, when, and whether that is held; and what was handed on: lines for people. Which account it was is the
// platform's to know; here it is counted.
import type { Case } from '../../domain/case/case.ts';
import type { EscalationReason, HoldReason } from '../../domain/case/desk-events.ts';
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

const WHY: Readonly<Record<HoldReason, Words>> = {
  confidential: { en: 'the letter asks for secrecy', ko: '비밀 유지 요청' },
  investigation: { en: 'somebody investigates', ko: '수사·조사 중' },
  danger: { en: 'it would put somebody in danger', ko: '알리면 위험해지는 사람이 있음' },
};

/** Of the whole case: why nobody is told yet, until when, and what lets it be told. */
export function heldText({ hold, number }: Pick<Case, 'hold' | 'number'>): string[] {
  if (hold === null) return [];
  const { why, until } = hold;
  const says = { en: `not told yet: ${WHY[why].en}`, ko: `아직 알리지 않음. ${WHY[why].ko}` };
  const day =
    until === null
      ? []
      : [
          `            ${both({ en: 'to be looked at again by', ko: '다시 살펴볼 날' })} ${utc(until)}: redress hold-reasons ${number}`,
        ];
  return [`  uploader  ${both(says)}: redress release-reasons ${number}`, ...day];
}

const HANDED_ON: Readonly<Record<EscalationReason, Words>> = {
  unsure: { en: 'unsure', ko: '판단이 어려움' },
  'law-question': { en: 'a question of law', ko: '법률 문제' },
  threat: { en: 'a threat', ko: '협박' },
  'under-age': { en: 'somebody may be under age', ko: '미성년자일 수 있음' },
  'own-interest': { en: 'an interest of her own', ko: '이해관계' },
  'not-ours-to-decide': { en: 'not for this desk to decide', ko: '이 데스크의 권한 밖' },
  'too-much': { en: 'too much for one person', ko: '혼자 맡기 어려움' },
};

/** What was handed on, and to whom; people by the id that the record has. */
export function escalatedText({ escalated }: Pick<Case, 'escalated'>): string[] {
  if (escalated === null) return [];
  const { to, why, items, at } = escalated;
  const whom = to.kind === 'lead' ? both({ en: 'whoever leads', ko: '책임자' }) : `${to.kind} ${to.id}`;
  const what = items.length === 0 ? both({ en: 'the case', ko: '사건 전체' }) : `item ${items.join(', ')}`;
  return [`  escalated ${what} -> ${whom}: ${both(HANDED_ON[why])}  ${utc(at)}`];
}

/** What the notifier is asked for, and until when she is waited for. */
export function askingText({ asking, number }: Pick<Case, 'asking' | 'number'>): string[] {
  if (asking === null) return [];
  const { missing, items, until, sent } = asking;
  const links =
    items.length === 0 ? [] : [`${both({ en: 'links of item', ko: '링크, 항목' })} ${items.join(', ')}`];
  const mails = both({ en: `${sent} of 2 mails sent`, ko: `메일 2통 중 ${sent}통 보냄` });
  return [
    `  asked     ${[...missing, ...links].join('; ')}  ${utc(until)}  ${mails}: redress asked ${number}`,
  ];
}

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
