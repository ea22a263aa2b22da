// The rules of items, decisions and results (L1 to L21 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { actOf, type History, lastBefore, type Of, standing as decided } from './lifecycle-history.ts';

/** The first event that breaks a rule, or undefined: the rule is kept. */
export type Rule = (history: History) => Recorded | undefined;

type Story = readonly Recorded[];
const MAX_ROUNDS = 8;

/** A rule on every item's own story. */
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

const anyEvent =
  (isBroken: (event: Recorded) => boolean): Rule =>
  ({ events }) =>
    events.find(isBroken);

/** Events of a kind between a number and a place. */
const since = <K extends Recorded['kind']>(story: Story, from: number, at: number, kind: K): Of<K>[] =>
  story.slice(0, at).filter((event): event is Of<K> => event.kind === kind && event.seq > from);

const never = Number.POSITIVE_INFINITY;
const isAct = ({ decision }: Of<'item-decided'>): boolean => decision.act !== 'refuse';

export function known(story: Story, at: number): string[] {
  return story.slice(0, at).flatMap((event) => {
    if (event.kind === 'item-located') return event.copies.map(({ id }) => id);
    return event.kind === 'item-swept' || event.kind === 'item-searched'
      ? event.added.map(({ id }) => id)
      : [];
  });
}

function appealOpen(story: Story, at: number): boolean {
  const count = (kind: Recorded['kind']) => since(story, 0, at, kind).length;
  return count('appeal-received') > count('appeal-decided');
}

/** Every known copy was judged gone after the last decision of an act. */
function allGone(story: Story, at: number, act: string): boolean {
  const from = decided(story, at, act)?.seq ?? never;
  const looks = since(story, from, at, 'copy-verified').filter(({ judgement }) => judgement === 'gone');
  const copies = known(story, at);
  return copies.length > 0 && copies.every((id) => looks.some(({ copy }) => copy === id));
}

const isRemoved = (event: Recorded, how: string): boolean =>
  event.kind === 'item-settled' && event.result.word === 'removed' && event.result.how === how;

/** What was last known of a copy: the last look that could tell, unless a restore was accepted since. */
function mayBeSeen(story: Story, at: number, id: string): boolean {
  const last = story
    .slice(0, at)
    .findLast(
      (event) =>
        (event.kind === 'copy-verified' && event.copy === id && event.judgement !== 'cannot-tell') ||
        (event.kind === 'copy-rechecked' && event.copy === id) ||
        (event.kind === 'action-recorded' && event.copy === id && event.power === 'restore'),
    );
  const isLook = last?.kind === 'copy-verified' || last?.kind === 'copy-rechecked';
  return !isLook || (last.judgement !== 'gone' && last.judgement !== 'hidden');
}

/** Whether a copy needs nothing more under the present decision. */
function isDone(story: Story, at: number, id: string): boolean {
  const decision = decided(story, at);
  const wanted = decision?.decision.act === 'restore' ? 'still-there' : 'gone';
  return story.slice(0, at).some((event) => {
    if (event.seq < (decision?.seq ?? never) || !('copy' in event) || event.copy !== id) return false;
    if (event.kind === 'copy-unremovable' || event.kind === 'copy-left-hidden') return true;
    return event.kind === 'copy-verified' && event.judgement === wanted;
  });
}

function isWrongRound(story: Story, at: number, { copy, round }: Of<'action-recorded'>): boolean {
  const from = decided(story, at)?.seq ?? never;
  const before = since(story, from, at, 'action-recorded').filter((event) => event.copy === copy);
  const told = since(story, before.at(-1)?.seq ?? 0, at, 'copy-verified').some(
    (event) => event.copy === copy && SAYS_MORE_IS_NEEDED.includes(event.judgement),
  );
  return round !== before.length + 1 || round > MAX_ROUNDS || (before.length > 0 && !told);
}

function isLookAtNothing(story: Story, at: number, { copy, round }: Of<'copy-verified'>): boolean {
  const last = lastBefore(story, at, 'action-recorded', (event) => event.copy === copy);
  return last?.round !== round || last.seq < (decided(story, at)?.seq ?? never);
}

function isUnfoundedRefusal(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-settled' || event.result.word !== 'refused') return false;
  const decision = decided(story, at)?.decision;
  const stays = decision?.act === 'refuse' || decision?.act === 'restore';
  return !stays || JSON.stringify(decision.ground) !== JSON.stringify(event.result.ground);
}

function isUnfoundedFailure(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-settled' || event.result.word !== 'unremovable') return false;
  const { reason } = event.result;
  const from = decided(story, at)?.seq ?? never;
  if (reason === 'keeps-coming-back') return since(story, from, at, 'item-swept').length < 10;
  return !since(story, from, at, 'copy-unremovable').some((given) => given.reason === reason);
}

/** A look that could tell whether the action had worked at the source. */
const SAYS_MORE_IS_NEEDED: readonly string[] = ['gone', 'hidden', 'still-there'];

const FOUND_NOTHING = ['already_gone', 'not_found', 'not_ours', 'need_more'];
/** What is recorded of an item without changing what it is. */
const NO_CHANGE: readonly Recorded['kind'][] = [
  'appeal-received',
  'appeal-decided',
  'item-preserved',
  'preservation-extended',
  'preservation-released',
  'item-withdrawn',
  'copy-rechecked',
  'item-searched',
  'referral-done',
  'reasons-sent',
];
/** What may change it once it has its result. */
const CHANGES: readonly Recorded['kind'][] = ['item-decided', 'item-reopened', 'withdrawal-undone'];

/** The turn that a command answers, counted from the decisions on record before it. */
const lateAnswer: Rule = ({ steps }) => {
  const turns = new Map<number, number>();
  for (const { command, events } of steps) {
    if ('turn' in command && command.turn !== (turns.get(command.item) ?? 0)) return events[0];
    for (const event of events)
      if ((event.kind === 'item-decided' && isAct(event)) || event.kind === 'item-reopened')
        turns.set(event.item, (turns.get(event.item) ?? 0) + 1);
  }
  return undefined;
};

const countsTwice: Rule = ({ steps }) => {
  const used = new Set<string>();
  for (const { events } of steps) {
    const acts = events.filter((event) => actOf(event) !== null);
    const again = acts.find((event) => used.has(actOf(event)?.id ?? ''));
    if (again !== undefined) return again;
    for (const event of acts) used.add(actOf(event)?.id ?? '');
  }
  return undefined;
};

const isUnsigned = (event: Recorded): boolean => {
  const act = actOf(event);
  return act !== null && (act.by === '' || act.signature === '' || act.id === '' || act.at > event.at);
};

export const ITEM_RULES = {
  L1: inStories(
    (story, at, event) =>
      event.kind === 'action-recorded' && decided(story, at)?.decision.act !== event.power,
  ),
  L2: anyEvent(isUnsigned),
  L3: inStories(
    (story, at, event) =>
      event.kind === 'item-decided' &&
      isAct(event) &&
      lastBefore(story, at, 'item-decided', isAct) === undefined &&
      event.decision.act !== 'hide',
  ),
  L4: inStories((story, at, event) => {
    if (event.kind !== 'item-decided' || event.decision.act !== 'destroy') return false;
    const result = lastBefore(story, at, 'item-settled');
    const reopened = lastBefore(story, at, 'item-reopened')?.seq ?? 0;
    return (
      result === undefined ||
      result.seq < reopened ||
      !isRemoved(result, 'hide') ||
      decided(story, at)?.decision.act === 'restore'
    );
  }),
  L5: inStories(
    (story, at, event) =>
      event.kind === 'item-decided' &&
      event.decision.act === 'destroy' &&
      decided(story, at, 'hide')?.decision.by === event.decision.by,
  ),
  L6: inStories(
    (story, at, event) =>
      ((event.kind === 'item-decided' && event.decision.act === 'destroy') ||
        (event.kind === 'action-recorded' && event.power === 'destroy')) &&
      appealOpen(story, at),
  ),
  L7: countsTwice,
  L8: lateAnswer,
  L9: inStories((story, at, event) => event.kind === 'action-recorded' && isWrongRound(story, at, event)),
  L10: inStories((story, at, event) => event.kind === 'copy-verified' && isLookAtNothing(story, at, event)),
  L11: inStories(
    (story, at, event) =>
      (event.kind === 'action-recorded' || event.kind === 'copy-verified') && isDone(story, at, event.copy),
  ),
  L12: inStories((story, at, event) => {
    if (event.kind === 'item-located') return lastBefore(story, at, 'item-located') !== undefined;
    const before = known(story, at);
    if (event.kind === 'item-swept' || event.kind === 'item-searched')
      return event.added.some(({ id }) => before.includes(id));
    return 'copy' in event && !before.includes(event.copy);
  }),
  L13: inStories((story, at, event) => isRemoved(event, 'hide') && !allGone(story, at, 'hide')),
  L14: inStories((story, at, event) => {
    if (!isRemoved(event, 'hide')) return false;
    const search = since(story, decided(story, at, 'hide')?.seq ?? never, at, 'item-swept').at(-1);
    return search === undefined || search.added.length > 0;
  }),
  L15: inStories(
    (story, at, event) => isRemoved(event, 'hide') && known(story, at).some((id) => mayBeSeen(story, at, id)),
  ),
  L16: inStories(
    (story, at, event) =>
      isRemoved(event, 'destroy') &&
      (decided(story, at)?.decision.act !== 'destroy' || !allGone(story, at, 'destroy')),
  ),
  L17: inStories(isUnfoundedRefusal),
  L18: inStories(isUnfoundedFailure),
  L19: inStories(
    (story, at, event) =>
      event.kind === 'item-settled' &&
      FOUND_NOTHING.includes(event.result.word) &&
      (known(story, at).length > 0 || decided(story, at) !== undefined),
  ),
  L20: inStories((story, at, event) => {
    if (NO_CHANGE.includes(event.kind) || CHANGES.includes(event.kind)) return false;
    const before = story[at - 1]?.kind;
    if (event.kind === 'item-settled' && (before === 'item-withdrawn' || before === 'item-preserved'))
      return false;
    const last = story.slice(0, at).findLast(({ kind }) => !NO_CHANGE.includes(kind));
    return last?.kind === 'item-settled';
  }),
} satisfies Record<string, Rule>;
