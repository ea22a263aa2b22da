// What follows from what the desk's own people arranged: people hear of each day that they set, and a notifier is asked, and asked once more.
import type { Case } from '../case/case.ts';
import type { HeardTerm } from '../case/desk-events.ts';
import type { CaseEvent } from '../case/event.ts';
import { termMoments, termsOf } from '../case/terms.ts';
import type { Instant } from '../kernel/instant.ts';

const SETS_DAY: readonly CaseEvent['kind'][] = [
  'reasons-held',
  'item-decided',
  'notifier-asked',
  'item-preserved',
  'preservation-extended',
];

/** Every day that stands, once one was set: a task of the same key is written once. @param now with the events applied */
export function daysSet(
  now: Case,
  events: readonly CaseEvent[],
): readonly { readonly work: { readonly kind: 'hear-term' } & HeardTerm; readonly due: Instant }[] {
  if (!events.some(({ kind }) => SETS_DAY.includes(kind))) return [];
  return termsOf(now).flatMap((standing) => {
    const { term, of, until } = standing;
    return termMoments(standing).map(({ alarm, at }) => ({
      work: { kind: 'hear-term' as const, term, of, until, alarm },
      due: at,
    }));
  });
}

interface Asks {
  readonly kind: 'ask-notifier';
  readonly again: boolean;
  readonly at: number;
}

/** The question at once, and once more when half of the time has gone. */
export function askings({
  asking,
}: Pick<Case, 'asking'>): readonly { readonly work: Asks; readonly due: Instant }[] {
  if (asking === null) return [];
  const { seq: at, remind, since } = asking;
  return [
    { work: { kind: 'ask-notifier', again: false, at }, due: since },
    { work: { kind: 'ask-notifier', again: true, at }, due: remind },
  ];
}
