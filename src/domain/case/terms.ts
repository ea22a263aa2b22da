// Days that the desk itself set, apart from the clocks of the law: until when somebody looks again at a hold, decides on what is hidden for now,
// waits for a notifier's answer, or keeps something. People hear of each once before it comes and once when it passes, while it stands.
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { askingEnded } from './asking.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import type { HeardTerm, TermAlarm, TermName } from './desk-events.ts';
import type { CaseEvent } from './event.ts';
import { isForNow } from './item.ts';

/** A day that stands. */
export interface Term extends Pick<HeardTerm, 'term' | 'of' | 'until'> {
  readonly since: Instant;
}

/** Every day that stands in a case. */
export function termsOf({ hold, items, asking }: Pick<Case, 'hold' | 'items' | 'asking'>): readonly Term[] {
  const held: Term[] =
    hold === null || hold.until === null
      ? []
      : [{ term: 'hold', of: 0, since: hold.since, until: hold.until }];
  const forNow = items.flatMap(({ decision, index }): Term[] =>
    decision?.provisional === undefined
      ? []
      : [{ term: 'provisional', of: index, since: decision.at, until: decision.provisional.until }],
  );
  const asked: Term[] =
    asking === null ? [] : [{ term: 'asked', of: 0, since: asking.since, until: asking.until }];
  const kept = items.flatMap(({ preserved, index }): Term[] =>
    preserved === null || preserved.releasedAt !== null
      ? []
      : [{ term: 'preserved', of: index, since: preserved.since, until: preserved.until }],
  );
  return [...held, ...forNow, ...asked, ...kept];
}

/** How long before it people hear of a day; never earlier than half of the time there was. She who is asked is reminded instead. */
const NEAR: Record<Exclude<TermName, 'asked'>, number> = {
  hold: 7 * DAY,
  provisional: DAY,
  preserved: 7 * DAY,
};

export function termMoments({ term, since, until }: Term): readonly { alarm: TermAlarm; at: Instant }[] {
  const passed = { alarm: 'passed', at: until } as const;
  if (term === 'asked') return [passed];
  const before = Math.min(NEAR[term], Math.floor((until - since) / 2));
  return [{ alarm: 'near', at: after(until, -before) }, passed];
}

const isSame = (a: Pick<HeardTerm, 'term' | 'of' | 'until'>, b: typeof a): boolean =>
  a.term === b.term && a.of === b.of && a.until === b.until;

/** People are told: the day stands, its moment has come, and they were not told before. */
export function hearTerm(
  state: Case,
  { term, of, until, alarm }: Extract<CaseCommand, { kind: 'hear-term' }>,
  now: Instant,
): Result<readonly CaseEvent[]> {
  const heard: HeardTerm = { term, of, until, alarm };
  const standing = termsOf(state).find((one) => isSame(one, heard));
  const moment = standing && termMoments(standing).find((one) => one.alarm === alarm);
  const before = state.heard.some((one) => isSame(one, heard) && one.alarm === alarm);
  return moment === undefined || moment.at > now || before
    ? refuse('term.not-owed', 'this day does not stand, has not come, or was heard of')
    : ok([{ kind: 'term-heard', ...heard }, ...(term === 'asked' ? askingEnded(state, 'lapsed', now) : [])]);
}

/**
 * Days that people were told of and that still stand: somebody has to look. What is hidden for now waits for its decision anyway, and what
 * is kept ends by itself.
 */
export const isTermDue = (state: Case): boolean =>
  termsOf(state).some(
    ({ term, of, until }) =>
      term !== 'preserved' && state.heard.some((one) => isSame(one, { term, of, until })),
  ) || state.items.some((item) => item.status === 'settled' && isForNow(item));
