// The rules of clocks with nothing left to wait for (L105 to L108 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, isIncomplete, standing } from './lifecycle-history.ts';
import {
  isAnsweredFor,
  isDoneWith,
  isFoundIn,
  isMootIn,
  isTouched,
  lastEnd,
  runsAgainFrom,
} from './lifecycle-moot.ts';
import { inMoments, type Moment, noneOpen } from './lifecycle-rules-clocks.ts';
import type { Rule } from './lifecycle-rules-items.ts';

const wronglyMoot: Rule = inMoments((moment) =>
  moment.events.find((event) => {
    if (event.kind !== 'clock-stopped' || event.why !== 'moot') return false;
    const [start] = moment.history.clocks.get(event.clock) ?? [];
    return start?.kind !== 'clock-started' || !isMootIn(start.clock, moment);
  }),
);

/** Also where it was done meanwhile, and ends in the step that it starts in. */
const isStarted = (events: readonly Recorded[], { regime, duty }: Clock, at: number): boolean =>
  events.some(
    (event) =>
      event.kind === 'clock-started' &&
      event.clock.regime === regime &&
      event.clock.duty === duty &&
      event.clock.startedAt === at,
  );

/** What ended as moot and is not any more. */
function forgotten(moment: Moment): Recorded | undefined {
  const { history, events, after } = moment;
  const first = events[0];
  if (first === undefined) return undefined;
  const owed = [...after.laws.values()].flatMap((law) =>
    law.duties.flatMap(({ key, from }) => {
      if (from === 'valid-request-received' && isIncomplete(after, law)) return [];
      const end = lastEnd(history, `${law.regime}/${key}`, first.seq);
      const at = end === null ? null : runsAgainFrom(end, moment);
      return end === null || at === null ? [] : [{ clock: end.clock, at }];
    }),
  );
  return owed.every(({ clock, at }) => isStarted(events, clock, at)) ? undefined : first;
}

/** What people have still to do in a case of which nothing else is left. */
const isLeftToPeople = ({ ends }: Clock, moment: Moment): boolean =>
  ends === 'reported' || ends === 'preserved' || (ends === 'uploader-told' && isTouched(moment));

/** An account whose copy a look found as the present decision says, and that was told nothing of it. */
function isSomebodyLeft({ items }: History, until: number): boolean {
  return [...items].some(([item, all]) => {
    const story = all.filter(({ seq }) => seq < until);
    const so = item === 0 ? undefined : standing(story, story.length);
    if (so === undefined || so.decision.act === 'refuse') return false;
    const told = story.flatMap((event) =>
      event.kind === 'reasons-sent' && event.decision === so.decision.id ? [event.account] : [],
    );
    return seenSince(story, so.seq, so.decision.act === 'restore' ? 'still-there' : 'gone').some(
      (copy) => !told.includes(uploaderOf(story, copy)),
    );
  });
}

const seenSince = (story: readonly Recorded[], seq: number, judgement: string): readonly string[] =>
  story.flatMap((event) =>
    event.kind === 'copy-verified' && event.seq > seq && event.judgement === judgement ? [event.copy] : [],
  );

function uploaderOf(story: readonly Recorded[], id: string): string {
  const found = story.flatMap((event) => {
    if (event.kind === 'item-located') return event.copies;
    return event.kind === 'item-swept' || event.kind === 'item-searched' ? event.added : [];
  });
  return found.find((copy) => copy.id === id)?.uploader ?? '';
}

/** Found by a person, in time, of a clock that waits for it. */
const wronglyFound: Rule = inMoments(({ history, events, before, after }) => {
  const found = events.find(
    (event) => event.kind === 'milestone-reached' && event.milestone === 'nobody-to-tell',
  );
  if (found?.kind !== 'milestone-reached') return undefined;
  const waits = before.open.some(({ ends }) => ends === 'uploader-told');
  const isIts = found.act !== null && isDoneWith(after) && waits && !isSomebodyLeft(history, found.seq);
  return isIts ? undefined : found;
});

/** It ended what did not run then, or was begun later. */
const wronglyEnded: Rule = inMoments((moment) =>
  moment.events.find((event) => {
    if (event.kind !== 'clock-stopped' || event.why !== 'nobody-to-tell') return false;
    const [start] = moment.history.clocks.get(event.clock) ?? [];
    return start?.kind !== 'clock-started' || !isFoundIn(moment, start.clock);
  }),
);

/** It ended less than what ran then. */
const unended: Rule = noneOpen((clock, moment) => clock.ends === 'uploader-told' && isFoundIn(moment, clock));

export const MOOT_RULES = {
  L105: (history) => wronglyMoot(history) ?? noneOpen(isMootIn)(history),
  L106: inMoments(forgotten),
  L107: noneOpen(
    (clock, moment) =>
      isAnsweredFor(moment.after) && moment.after.unfinished.size === 0 && !isLeftToPeople(clock, moment),
  ),
  L108: (history) => wronglyFound(history) ?? wronglyEnded(history) ?? unended(history),
} satisfies Record<string, Rule>;
