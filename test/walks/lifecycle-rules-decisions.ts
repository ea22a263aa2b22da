// The rules of undoing a hide and of copies that are left alone (L92 and L99 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { lastBefore, type Of, standing } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

type Story = readonly Recorded[];

const inStories =
  (isBroken: (story: Story, at: number, event: Recorded) => boolean): Rule =>
  ({ items }) => {
    for (const [index, story] of items)
      if (index > 0) {
        const broken = story.find((event, at) => isBroken(story, at, event));
        if (broken !== undefined) return broken;
      }
    return undefined;
  };

const count = (story: Story, at: number, kind: Recorded['kind']): number =>
  story.slice(0, at).filter((event) => event.kind === kind).length;

/** Restored without an appeal: the ruling of one stands right before what it brings about. */
export function isRestoreByHand(story: Story, at: number, event: Recorded): event is Of<'item-decided'> {
  if (event.kind !== 'item-decided' || event.decision.act !== 'restore') return false;
  const before = story[at - 1];
  return before?.kind !== 'appeal-decided' || before.ruling.id !== event.decision.id;
}

function isWrongUndoing(story: Story, at: number, event: Recorded): boolean {
  if (!isRestoreByHand(story, at, event)) return false;
  const hiding = standing(story, at, 'hide');
  const result = lastBefore(story, at, 'item-settled');
  const isOpen = count(story, at, 'appeal-received') > count(story, at, 'appeal-decided');
  const isStale = (standing(story, at)?.seq ?? Infinity) > (result?.seq ?? 0);
  const word = result?.result.word;
  const isDestroyed = result?.result.word === 'removed' && result.result.how === 'destroy';
  const isHidden = !isStale && !isDestroyed && (word === 'removed' || word === 'unremovable');
  return isOpen || !isHidden || hiding === undefined || hiding.decision.by === event.decision.by;
}

const copiesOf = (story: Story, at: number) =>
  story.slice(0, at).flatMap((event) => {
    if (event.kind === 'item-located') return event.copies;
    return event.kind === 'item-swept' || event.kind === 'item-searched' ? event.added : [];
  });

/** A copy is left alone by the very step of a decision to hide that names it, and is none that the notice links to. */
function isWrongSparing(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'copy-unremovable' || event.reason !== 'kept-by-decision') return false;
  const decided = lastBefore(story, at, 'item-decided');
  const copy = copiesOf(story, at).find(({ id }) => id === event.copy);
  const isNamed = decided?.decision.spares?.some((spare) => spare.copy === event.copy) === true;
  return !isNamed || decided.decision.act !== 'hide' || decided.at !== event.at || copy?.via === 'link';
}

/** Whoever reads only the record sees which copies a decision left alone: none of them is asked for under it. */
function isActedOnAllTheSame(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'action-recorded') return false;
  const { spares = [] } = standing(story, at)?.decision ?? {};
  return spares.some(({ copy }) => copy === event.copy);
}

export const DECISION_RULES = {
  L92: inStories(isWrongUndoing),
  L99: inStories((...at) => isWrongSparing(...at) || isActedOnAllTheSame(...at)),
} as const satisfies Record<string, Rule>;
