// What the letters of a thread say of a case: which case it follows, which letters joined it, what was taken back and what is kept.
import type { Case } from '../../domain/case/case.ts';
import type { LetterAsk } from '../../domain/case/event.ts';
import { unseenLetters } from '../../domain/case/thread.ts';
import { utc } from '../../domain/kernel/instant.ts';

const ASKS: Readonly<Record<LetterAsk, string>> = {
  inquiry: 'asks where it stands',
  withdrawal: 'takes items back',
  deadline: 'moves the deadline',
  other: 'says something else',
};

/** As JSON: times in ISO 8601 UTC. */
export function threadJson(state: Case): object {
  const unseen = unseenLetters(state);
  return {
    follows: state.follows,
    letters: state.letters.map((one) => ({
      letter: one.letter,
      receivedAt: utc(one.receivedAt),
      kind: one.kind,
      documentNumber: one.documentNumber,
      asks: one.asks,
      withdraws: one.withdraws,
      unclear: one.unclear,
      replyBy: one.replyBy === null ? null : utc(one.replyBy),
      seen: !unseen.includes(one),
    })),
    withdrawn: state.items.flatMap(({ index, withdrawn }) => (withdrawn === null ? [] : [index])),
    preserved: state.items.flatMap(({ index, preserved }) =>
      preserved === null ? [] : [{ item: index, until: utc(preserved.until) }],
    ),
  };
}

/** Lines for people; none where there is nothing to say. */
export function threadText(state: Case): string[] {
  const unseen = unseenLetters(state);
  return [
    ...(state.follows === null ? [] : [`  follows   ${state.follows}`]),
    ...state.letters.map((one) => {
      const items = one.withdraws.length === 0 ? '' : `: ${one.withdraws.join(', ')}`;
      const read = one.unclear ? '  (a person must read which)' : '';
      const asks = one.asks.map((ask) => ASKS[ask] + (ask === 'withdrawal' ? items + read : '')).join('; ');
      const state = unseen.includes(one) ? 'new' : 'seen';
      return `  letter    ${utc(one.receivedAt)}  ${asks}  ${state}  ${one.letter}`;
    }),
    ...state.items.flatMap(({ index, withdrawn }) =>
      withdrawn === null ? [] : [`  withdrawn item ${index}, ${utc(withdrawn.at)}`],
    ),
    ...state.items.flatMap(({ index, preserved }) =>
      preserved === null ? [] : [`  preserved item ${index}, until ${utc(preserved.until)}`],
    ),
  ];
}

/** Whether a letter joined that nobody has looked at since. */
export const hasNewLetter = (state: Case): boolean => unseenLetters(state).length > 0;
