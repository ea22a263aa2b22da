// The rules of reports (L79 to L81 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, lastBefore, NOTHING, type Of, type Standing } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

type Told = Of<'report-told'>;

/** What a platform tells and that ends the report is an edition of the answer. */
export const toldAnswers = (history: History): readonly (Told & { readonly edition: number })[] =>
  history
    .of('report-told')
    .flatMap((event) => (event.edition === undefined ? [] : [{ ...event, edition: event.edition }]));

export const isAnswer = (event: Recorded): boolean =>
  event.kind === 'reply-sent' ||
  event.kind === 'answered-by-hand' ||
  (event.kind === 'report-told' && event.edition !== undefined);

/** What each item has as its result before an event; null: none, since something is done about it or nothing was yet. */
function resultsBefore({ items }: History, seq: number, so: Standing): readonly (string | null)[] {
  return Array.from({ length: so.items }, (_, at) => {
    const story = (items.get(at + 1) ?? []).filter((event) => event.seq < seq);
    if (!so.settled.has(at + 1)) return isDestroyed(story) ? 'removed' : null;
    const undone = story.findLast(({ kind }) => kind === 'withdrawal-undone')?.seq ?? 0;
    const counts = ({ result, seq: settledAt }: Of<'item-settled'>): boolean =>
      result.word !== 'withdrawn' || settledAt > undone;
    return wordOf(lastBefore(story, story.length, 'item-settled', counts)?.result);
  });
}

/** But for what its decision leaves alone it is removed. */
function wordOf(result: Of<'item-settled'>['result'] | undefined): string | null {
  const isSpared = result?.word === 'unremovable' && result.reason === 'kept-by-decision';
  return isSpared ? 'removed' : (result?.word ?? null);
}

/** What is being destroyed was hidden and seen gone before. */
function isDestroyed(story: readonly Recorded[]): boolean {
  const last = story.findLast(({ kind }) => kind === 'item-decided' || kind === 'item-reopened');
  return last?.kind === 'item-decided' && last.decision.act === 'destroy';
}

const inTellings =
  (isBroken: (told: Told, before: Standing, history: History) => boolean): Rule =>
  (history) => {
    for (const [at, { events }] of history.steps.entries())
      for (const event of events)
        if (event.kind === 'report-told' && isBroken(event, history.standings[at - 1] ?? NOTHING, history))
          return event;
    return undefined;
  };

/** A person closed the case or told the result in another way, and nothing is owed since. */
const isEnded = ({ closed, replies, due }: Standing): boolean => closed || (replies > 0 && !due);

export const REPORT_RULES = {
  L79: ({ of }) => {
    const [first] = of('notice-received');
    return of('report-told').find(
      ({ state }, at, all) => first?.notice.report === undefined || all[at - 1]?.state === state,
    );
  },
  L80: inTellings(({ state, seq }, so, history) => {
    if (state !== 'acted') return false;
    const results = resultsBefore(history, seq, so);
    return !results.includes('removed') || results.includes(null);
  }),
  L81: inTellings(({ state, seq }, so, history) => {
    if (state !== 'declined') return false;
    const results = resultsBefore(history, seq, so);
    if (results.some((word) => word === null || word === 'removed' || word === 'unremovable')) return true;
    return !isEnded(so) && (results.length === 0 || results.some((word) => word !== 'refused'));
  }),
} satisfies Record<string, Rule>;
