// The rules of joined letters, of what is taken back and of what is preserved (L64 to L73 of docs/spec/case-lifecycle.md), read from the
// bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { Clock } from '../../src/domain/clock/clock.ts';
import { type History, lastBefore, type Standing } from './lifecycle-history.ts';
import { inMoments } from './lifecycle-rules-clocks.ts';
import type { Rule } from './lifecycle-rules-items.ts';
import { isAnswer } from './lifecycle-rules-reports.ts';

type Story = readonly Recorded[];

const inStories =
  (isBroken: (story: Story, at: number, event: Recorded, history: History) => boolean): Rule =>
  (history) => {
    for (const [index, story] of history.items) {
      if (index === 0) continue;
      const broken = story.find((event, at) => isBroken(story, at, event, history));
      if (broken !== undefined) return broken;
    }
    return undefined;
  };

const DAY_MS = 86_400_000;

const onlyToKeep = ({ events: [first] }: History): boolean =>
  first?.kind === 'notice-received' &&
  first.notice.reading.measures.length > 0 &&
  first.notice.reading.measures.every((measure) => measure === 'preserve');

const isActing = (story: Story, at: number): boolean => {
  const last = story
    .slice(0, at)
    .findLast(
      (event) =>
        event.kind === 'item-settled' || (event.kind === 'item-decided' && event.decision.act !== 'refuse'),
    );
  return last?.kind === 'item-decided';
};

const isWithdrawn = (story: Story, at: number): boolean =>
  story.slice(0, at).findLast(({ kind }) => kind === 'item-withdrawn' || kind === 'withdrawal-undone')
    ?.kind === 'item-withdrawn';

const appealOpen = (story: Story, at: number): boolean => {
  const count = (kind: Recorded['kind']): number =>
    story.slice(0, at).filter((one) => one.kind === kind).length;
  return count('appeal-received') > count('appeal-decided');
};

/** The result that stands before a place: a withdrawal that was undone left the one before it. */
const needsMore = (story: Story, at: number): boolean => {
  const last = lastBefore(story, at, 'item-settled', ({ result }) => result.word !== 'withdrawn');
  return last?.result.word === 'need_more';
};

function isWrongWithdrawal(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-withdrawn') return false;
  return isWithdrawn(story, at) || isActing(story, at) || appealOpen(story, at);
}

function isUnfoundedWithdrawn(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-settled' || event.result.word !== 'withdrawn') return false;
  const before = story[at - 1];
  const isDecided = lastBefore(story, at, 'item-decided') !== undefined;
  return before?.kind !== 'item-withdrawn' || before.seq !== event.seq - 1 || isDecided;
}

/** What waits is settled by it, and by nothing else than it. */
function isLeftWaiting(story: Story, at: number, event: Recorded): boolean {
  if (event.kind !== 'item-withdrawn') return false;
  const kept = lastBefore(story, at, 'item-settled', ({ result }) => result.word !== 'withdrawn');
  const waits = kept === undefined || needsMore(story, at);
  const next = story[at + 1];
  const settles =
    next?.kind === 'item-settled' && next.result.word === 'withdrawn' && next.seq === event.seq + 1;
  return waits !== settles;
}

function isWrongUndo(story: Story, at: number, event: Recorded, history: History): boolean {
  if (event.kind !== 'withdrawal-undone') return false;
  const withdrawn = lastBefore(story, at, 'item-withdrawn');
  if (withdrawn === undefined || !isWithdrawn(story, at) || isActing(story, at)) return true;
  const answered = history.events.some(
    (one) => isAnswer(one) && one.seq > withdrawn.seq && one.seq < event.seq,
  );
  return answered || event.at - withdrawn.at > DAY_MS;
}

/** The clocks that were done because of it run again, from where they began. */
const notRunAgain: Rule = inMoments(({ history, events, before, after }) => {
  const undone = events.find((event) => event.kind === 'withdrawal-undone');
  if (undone === undefined || !('item' in undone)) return undefined;
  const was = before.withdrawn.get(undone.item);
  if (was === undefined || (was.settled && !(was.unfinished && !was.decided))) return undefined;
  const withdrawnAt = history.events[was.seq - 1]?.at ?? 0;
  const owed = history.of('clock-stopped').flatMap(({ clock: key, seq, at, why }) => {
    const start = history.clocks.get(key)?.[0];
    if (seq > undone.seq || at < withdrawnAt || why !== 'done' || start?.kind !== 'clock-started') return [];
    return isOwed(start.clock, after) ? [start.clock] : [];
  });
  const runs = (clock: Clock): boolean =>
    after.open.some(
      ({ regime, duty, startedAt }) =>
        regime === clock.regime && duty === clock.duty && startedAt === clock.startedAt,
    );
  return owed.every(runs) ? undefined : undone;
});

/** Of a law that still applies, and not waiting for what the notice is known to lack. */
const isOwed = ({ ends, regime, duty, from }: Clock, { laws, missing }: Standing): boolean => {
  const law = laws.get(regime);
  const lacks = law?.elements.some(({ needs }) => needs.some((one) => missing.has(one))) ?? false;
  return (
    (ends === 'decided' || ends === 'settled') &&
    law !== undefined &&
    law.duties.some(({ key }) => key === duty) &&
    !(from === 'valid-request-received' && lacks)
  );
};

const decidedWhileWithdrawn = (story: Story, at: number, event: Recorded): boolean =>
  (event.kind === 'item-decided' && isWithdrawn(story, at) && event.decision.act !== 'restore') ||
  (event.kind === 'item-preserved' && isWithdrawn(story, at));

/** An appeal against a restore brings back what a person had hidden knowingly. */
function isHiddenByHabit(story: Story, at: number, event: Recorded, history: History): boolean {
  if (event.kind !== 'item-decided' || !onlyToKeep(history)) return false;
  const appealed = story[at - 1]?.kind === 'appeal-decided';
  if (appealed && lastBefore(story, at, 'item-decided')?.decision.act === 'restore') return false;
  const { act, although } = event.decision;
  return (act === 'hide' || act === 'destroy') && although !== 'only-to-keep';
}

function isWronglyPreserved(story: Story, at: number, event: Recorded, history: History): boolean {
  if (event.kind === 'item-preserved') {
    const known = story.slice(0, at).flatMap((one) => {
      if (one.kind === 'item-located') return one.copies.map(({ id }) => id);
      return one.kind === 'item-swept' || one.kind === 'item-searched' ? one.added.map(({ id }) => id) : [];
    });
    const all = known.every((id) => event.records.some(({ copy }) => copy === id));
    const again = lastBefore(story, at, 'item-preserved') !== undefined;
    return again || known.length === 0 || !all || event.until <= event.at;
  }
  if (event.kind !== 'item-settled' || event.result.word !== 'preserved') return false;
  const before = story[at - 1];
  const follows = before?.kind === 'item-preserved' && before.seq === event.seq - 1;
  return !follows || !onlyToKeep(history) || before.until !== event.result.until;
}

const wronglyJoined: Rule = ({ of }) => {
  const seen = new Set<string>();
  const [received] = of('notice-received');
  return of('letter-joined').find(({ joined, seq }) => {
    const again = seen.has(joined.letter);
    seen.add(joined.letter);
    const proven =
      received?.notice.sender.level !== 'L0' || of('sender-proven').some((event) => event.seq < seq);
    return again || joined.sender.level === 'L0' || !proven;
  });
};

/** Which letter says so is one that joined. */
const unknownLetter: Rule = ({ of }) =>
  of('item-withdrawn').find(
    ({ letter, seq }) =>
      letter !== null &&
      !of('letter-joined').some((event) => event.seq < seq && event.joined.letter === letter),
  );

/** Nobody was to be told, or it counted as a step on the way. */
const wronglyTold: Rule = ({ of, steps }) =>
  of('receipt-acknowledged').find(({ letter, seq }) => {
    if (letter === undefined) return false;
    const joined = of('letter-joined').find((event) => event.joined.letter === letter && event.seq < seq);
    const step = steps.find(({ events }) => events.some((event) => event.seq === seq));
    const counted = step?.events.some(
      (event) => event.kind === 'milestone-reached' && event.milestone === 'receipt-confirmed',
    );
    return joined?.joined.acknowledge?.kind !== 'yes' || counted === true;
  });

const MOST_WAITING = 5;

const toldOfTooMany: Rule = ({ of, events }) =>
  of('letter-joined').find(({ joined, seq }) => {
    const looked =
      events.slice(0, seq).findLast(({ actor, kind }) => actor.kind === 'person' && !/claim/.test(kind))
        ?.seq ?? 0;
    const waiting = of('letter-joined').filter((event) => event.seq > looked && event.seq < seq);
    return joined.acknowledge?.kind === 'yes' && waiting.length >= MOST_WAITING;
  });

export const THREAD_RULES = {
  L64: wronglyJoined,
  L65: (history) => unknownLetter(history) ?? inStories(isWrongWithdrawal)(history),
  L66: inStories(
    (story, at, event) => isUnfoundedWithdrawn(story, at, event) || isLeftWaiting(story, at, event),
  ),
  L67: inStories(isWrongUndo),
  L68: notRunAgain,
  L69: inStories(decidedWhileWithdrawn),
  L70: inStories(isHiddenByHabit),
  L71: inStories(isWronglyPreserved),
  L72: wronglyTold,
  L73: toldOfTooMany,
} satisfies Record<string, Rule>;
