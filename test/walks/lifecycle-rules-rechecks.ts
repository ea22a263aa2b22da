// The rules of rechecks (L74 to L78 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Of } from './lifecycle-history.ts';
import { known, type Rule } from './lifecycle-rules-items.ts';

type Story = readonly Recorded[];
type Recheck = Of<'copy-rechecked'> | Of<'item-searched'>;

const isRecheck = (event: Recorded | undefined): event is Recheck =>
  event?.kind === 'copy-rechecked' || event?.kind === 'item-searched';

/** What a recheck found is back. */
const findsBack = (event: Recheck): boolean =>
  event.kind === 'copy-rechecked' ? event.judgement !== 'gone' : event.added.length > 0;

const inStories =
  (isBroken: (story: Story, at: number, event: Recorded) => boolean): Rule =>
  ({ items }) => {
    for (const [index, story] of items) {
      const broken = index > 0 ? story.find((event, at) => isBroken(story, at, event)) : undefined;
      if (broken !== undefined) return broken;
    }
    return undefined;
  };

/** The result that is looked at again, or undefined: there is none any more. */
function removal(story: Story, at: number): Of<'item-settled'> | undefined {
  const last = story
    .slice(0, at)
    .findLast(
      (event) =>
        event.kind === 'item-settled' ||
        event.kind === 'item-reopened' ||
        (event.kind === 'item-decided' && event.decision.act !== 'refuse'),
    );
  return last?.kind === 'item-settled' && last.result.word === 'removed' ? last : undefined;
}

function isWithdrawn(story: Story, at: number): boolean {
  const last = story
    .slice(0, at)
    .findLast(({ kind }) => kind === 'item-withdrawn' || kind === 'withdrawal-undone');
  return last?.kind === 'item-withdrawn';
}

/** Rounds that were good since a place in the record. */
const goodSince = (story: Story, at: number, seq: number): number =>
  story
    .slice(0, at)
    .filter((event) => event.kind === 'item-searched' && event.seq > seq && event.added.length === 0).length;

function isOutOfTurn(story: Story, at: number, event: Recorded): boolean {
  if (!isRecheck(event)) return false;
  const result = removal(story, at);
  if (result === undefined || isWithdrawn(story, at)) return true;
  const due = result.looks?.[event.check - 1];
  return due === undefined || event.at < due || event.check !== goodSince(story, at, result.seq) + 1;
}

/** Looks at a copy in one round, since the item was settled. */
const looks = (story: Story, at: number, check: number, copy: string): number => {
  const from = removal(story, at)?.seq ?? Number.POSITIVE_INFINITY;
  return story
    .slice(0, at)
    .filter(
      (event) =>
        event.kind === 'copy-rechecked' && event.seq > from && event.copy === copy && event.check === check,
    ).length;
};

export const RECHECK_RULES = {
  L74: inStories(isOutOfTurn),
  L75: inStories((story, at, event) => {
    if (event.kind === 'copy-rechecked') return looks(story, at, event.check, event.copy) > 0;
    return (
      event.kind === 'item-searched' &&
      known(story, at).some((copy) => looks(story, at, event.check, copy) === 0)
    );
  }),
  L76: inStories((story, at, event) => {
    if (isRecheck(event) && findsBack(event)) return story[at + 1]?.kind !== 'item-reopened';
    const before = story[at - 1];
    return event.kind === 'item-reopened' && !(isRecheck(before) && findsBack(before));
  }),
  /** Until it has its result again, and with it an answer that says so. */
  L77: ({ steps, standings }) =>
    steps.find(({ events }, at) => {
      const reopened = events.find((event) => event.kind === 'item-reopened');
      const so = standings[at];
      return reopened !== undefined && (so?.closed !== false || so.settled.has(reopened.item));
    })?.events[0],
  L78: inStories((story, at, event) => {
    if (event.kind !== 'referral-done') return false;
    const last = story
      .slice(0, at)
      .findLast(({ kind }) => kind === 'item-settled' || kind === 'item-decided' || kind === 'referral-done');
    return last?.kind !== 'item-settled' || last.result.word !== 'unremovable';
  }),
} satisfies Record<string, Rule>;
