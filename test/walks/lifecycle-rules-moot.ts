// The rules of clocks with nothing left to wait for (L105 to L107 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { isIncomplete } from './lifecycle-history.ts';
import { isAnsweredFor, isDoneWith, isMootIn, isTouched, lastEnd, runsAgainFrom } from './lifecycle-moot.ts';
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

export const MOOT_RULES = {
  L105: (history) => wronglyMoot(history) ?? noneOpen(isMootIn)(history),
  L106: inMoments(forgotten),
  L107: noneOpen(
    (clock, moment) =>
      isAnsweredFor(moment.after) &&
      isDoneWith(moment.after) &&
      moment.after.unfinished.size === 0 &&
      !isLeftToPeople(clock, moment),
  ),
} satisfies Record<string, Rule>;
