// The rules of undoing a hide, of hiding for now, of holds, of days that the desk set, of handing on and of copies that are left alone (L90 to
// L97 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, lastBefore, type Of, standing } from './lifecycle-history.ts';
import { ASKING_RULES, askedBefore } from './lifecycle-rules-asking.ts';
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
export function isRestoreByHand(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-decided' || event.decision.act !== 'restore') return false;
  const before = story[at - 1];
  return before?.kind !== 'appeal-decided' || before.ruling.id !== event.decision.id;
}

function isWrongUndoing(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-decided' || !isRestoreByHand(story, at, event)) return false;
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

const A_DAY = 86_400_000;

/** The laws of a case before an event, as its record has them. */
function lawBefore({ events }: History, seq: number, regime: string) {
  const last = events.findLast(
    (event) =>
      event.seq < seq &&
      ((event.kind === 'law-applied' && event.law.regime === regime) ||
        (event.kind === 'law-withdrawn' && event.regime === regime)),
  );
  return last?.kind === 'law-applied' ? last.law : undefined;
}

const wrongForNow: Rule = (history) =>
  history.of('item-decided').find(({ decision, item, seq, at, from }) => {
    const { provisional, ground, act } = decision;
    if (provisional === undefined) return false;
    const law = ground.kind === 'law' ? lawBefore(history, seq, ground.regime) : undefined;
    const isSecond = history.of('item-decided').some((other) => other.item === item && other.seq < seq);
    const days = law?.block?.days ?? null;
    const isLong = days !== null && provisional.until > at + days * A_DAY;
    return (
      act !== 'hide' ||
      from !== null ||
      isSecond ||
      law?.block === undefined ||
      isLong ||
      provisional.until <= at
    );
  });

/** A case ends with nothing that is hidden for now only. */
const endsForNow: Rule = (history) =>
  history.of('case-closed').find(({ seq }) =>
    [...history.items].some(([index, story]) => {
      const before = story.filter((event) => event.seq < seq);
      return index > 0 && standing(before, before.length)?.decision.provisional !== undefined;
    }),
  );

const holdBefore = ({ events }: History, seq: number) => {
  const last = events.findLast(
    (event) => event.seq < seq && (event.kind === 'reasons-held' || event.kind === 'reasons-released'),
  );
  return last?.kind === 'reasons-held' ? last : undefined;
};

const wrongHold: Rule = (history) =>
  history
    .of('reasons-held')
    .find(
      ({ until, at, act }) =>
        until === undefined || (act !== undefined && (until <= at || until > at + 366 * A_DAY)),
    ) ?? history.of('reasons-released').find(({ act, seq }) => holdBefore(history, seq)?.act?.by === act.by);

/** The day that stood when people were told of it, and since when; undefined where none did. */
function dayBefore(history: History, { term, of, seq }: Of<'term-heard'>) {
  if (term === 'hold') {
    const held = holdBefore(history, seq);
    return held && { since: held.at, until: held.until };
  }
  if (term === 'asked') {
    const asked = askedBefore(history, seq);
    return asked && { since: asked.at, until: asked.until };
  }
  const story = (history.items.get(of) ?? []).filter((event) => event.seq < seq);
  if (term === 'preserved') {
    const began = story.find((event) => event.kind === 'item-preserved');
    const longer = story.find((event) => event.kind === 'preservation-extended');
    const isOver = story.some((event) => event.kind === 'preservation-released');
    return isOver || began === undefined
      ? undefined
      : { since: began.at, until: longer?.until ?? began.until };
  }
  const decision = standing(story, story.length)?.decision;
  return decision?.provisional && { since: decision.at, until: decision.provisional.until };
}

const wronglyHeard: Rule = (history) =>
  history.of('term-heard').find((heard, place, all) => {
    const day = dayBefore(history, heard);
    const { until, alarm, at, term, of } = heard;
    const isAgain = all
      .slice(0, place)
      .some((one) => one.until === until && one.alarm === alarm && one.term === term && one.of === of);
    const half = day === undefined ? 0 : (until - day.since) / 2;
    const isEarly = alarm === 'passed' ? at < until : at < until - Math.min(half + 1, 7 * A_DAY);
    return isAgain || isEarly || day?.until !== until;
  });

/** What somebody handed on, and nobody has decided since. */
function handedOn({ events }: History, seq: number, item: number): Of<'case-escalated'> | undefined {
  const last = events.findLast((event) => event.seq < seq && event.kind === 'case-escalated');
  if (last?.kind !== 'case-escalated') return undefined;
  const since = events.filter((event) => event.seq > last.seq && event.seq < seq);
  const isTakenUp = since.some((event) => {
    if (last.items.length > 0)
      return (event.kind === 'item-decided' || event.kind === 'item-settled') && event.item === item;
    if (event.kind === 'item-decided') return event.decision.by !== last.act.by;
    return (
      (event.kind === 'answered-by-hand' || event.kind === 'case-closed') && event.act.by !== last.act.by
    );
  });
  const isAbout = last.items.length === 0 || last.items.includes(item);
  return isAbout && !isTakenUp ? last : undefined;
}

const decidedAllTheSame: Rule = (history) =>
  history.of('item-decided').find(({ decision, item, seq, from }) => {
    const last = handedOn(history, seq, item);
    const isRuling = history.of('appeal-decided').some(({ ruling }) => ruling.id === decision.id);
    return from === null && !isRuling && last?.act.by === decision.by && last.to.kind !== 'body';
  });

export const DECISION_RULES = {
  L90: inStories(isWrongUndoing),
  L91: (history) => wrongForNow(history) ?? endsForNow(history),
  L92: wrongHold,
  L93: wronglyHeard,
  L94: (history) =>
    decidedAllTheSame(history) ??
    history.of('case-escalated').find(({ to, act }) => to.kind === 'person' && to.id === act.by),
  ...ASKING_RULES,
  L97: inStories((...at) => isWrongSparing(...at) || isActedOnAllTheSame(...at)),
} as const satisfies Record<string, Rule>;
