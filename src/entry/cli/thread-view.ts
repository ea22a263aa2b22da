// What the letters of a thread say of a case: which case it follows and which follow it, which letters joined it, what was taken back and what
// is kept. Lines for people are in English and Korean.
import type { Case } from '../../domain/case/case.ts';
import type { LetterAsk } from '../../domain/case/joined-letter.ts';
import type { LetterState } from '../../domain/case/joined-letters.ts';
import type { PreservedState } from '../../domain/case/item.ts';
import { unseenLetters } from '../../domain/case/thread.ts';
import type { CaseNumber } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { receiptText } from './mail-views.ts';

interface Words {
  readonly en: string;
  readonly ko: string;
}

const ASKS: Readonly<Record<LetterAsk, Words>> = {
  inquiry: { en: 'asks where it stands', ko: '진행 상황을 물음' },
  withdrawal: { en: 'takes items back', ko: '항목을 철회함' },
  objection: { en: 'objects', ko: '이의를 제기함' },
  'keep-longer': { en: 'wants it kept longer', ko: '보전 기간 연장을 요청함' },
  'keep-no-longer': { en: 'wants it kept no longer', ko: '보전 해제를 요청함' },
  deadline: { en: 'moves the deadline', ko: '기한을 옮김' },
  other: { en: 'says something else', ko: '그 밖의 내용' },
};
const UNCLEAR: Words = { en: 'a person must read which', ko: '어느 항목인지 담당자가 읽어야 함' };
const SEEN = { new: { en: 'new', ko: '새 공문' }, seen: { en: 'seen', ko: '확인함' } } as const;

const both = ({ en, ko }: Words): string => `${en} / ${ko}`;

/** Lines for people; none where there is nothing to say. */
export function threadText(state: Case): string[] {
  const unseen = unseenLetters(state);
  return [
    ...(state.follows === null ? [] : [`  follows   ${state.follows} / 앞선 사건`]),
    ...state.letters.flatMap((one) => letterText(one, unseen.includes(one), state)),
    ...state.items.flatMap(({ index, withdrawn }) =>
      withdrawn === null ? [] : [`  withdrawn item ${index} / 항목 ${index} 철회, ${utc(withdrawn.at)}`],
    ),
    ...state.items.flatMap(({ index, preserved }) =>
      preserved === null
        ? []
        : [`  preserved item ${index} / 항목 ${index} 보전, ${preservedText(preserved)}`],
    ),
  ];
}

function letterText(letter: LetterState, isNew: boolean, { number }: Case): string[] {
  const asks = letter.asks.map((ask) => both(ASKS[ask]) + whichOf(letter, ask));
  const told = receiptText(letter.acknowledged).map((says) => `  receipt   of that letter: ${says}`);
  const seen = both(isNew ? SEEN.new : SEEN.seen);
  return [
    `  letter    ${utc(letter.receivedAt)}  ${asks.join('; ')}  ${seen}  ${letter.letter}`,
    ...told,
    ...toTake(letter, number),
  ];
}

const preservedText = ({ until, releasedAt, extended }: PreservedState): string =>
  releasedAt === null
    ? `until ${utc(until)}${extended ? ' (extended / 연장됨)' : ''}`
    : `released ${utc(releasedAt)} / 해제됨`;

/** What a person signs who reads that it objects, or that something is kept longer or no longer. */
function toTake({ letter, asks, objectsUnclear }: LetterState, number: Case['number']): string[] {
  return [
    ...(objectsUnclear === true ? [`            redress appeal ${number} --item N --from notifier`] : []),
    ...(asks.includes('keep-longer')
      ? [`            redress extend-preservation ${number} --items N --until MOMENT --letter ${letter}`]
      : []),
    ...(asks.includes('keep-no-longer')
      ? [`            redress release-preservation ${number} --items N --letter ${letter}`]
      : []),
  ];
}

/** Which items are meant, and whether a person has to read it. */
function whichOf({ withdraws, unclear, objects, objectsUnclear }: LetterState, ask: LetterAsk): string {
  if (ask === 'withdrawal') return itemsText(withdraws, unclear);
  return ask === 'objection' ? itemsText(objects ?? [], objectsUnclear === true) : '';
}

const itemsText = (items: readonly number[], unclear: boolean): string =>
  `${items.length === 0 ? '' : `: ${items.join(', ')}`}${unclear ? `  (${both(UNCLEAR)})` : ''}`;

export const followersText = (numbers: readonly CaseNumber[]): string[] =>
  numbers.length === 0 ? [] : [`  followed  by ${numbers.join(', ')} / 뒤따르는 사건`];
