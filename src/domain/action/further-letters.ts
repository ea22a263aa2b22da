// When the notifier may be owed a further letter: events -> moments to look. What is owed then is further.ts of the case.
import { clockOf } from '../case/clock-state.ts';
import type { Case } from '../case/case.ts';
import type { CaseEvent } from '../case/event.ts';
import type { AboutFurther } from '../case/further-letter.ts';
import { furtherOwed, isAwaited, mayHearOfDelay, TOO_LATE } from '../case/further.ts';
import { after, type Instant } from '../kernel/instant.ts';

export interface FurtherMoment {
  readonly about: AboutFurther;
  /** Left out: at once. */
  readonly due?: Instant;
}

/** At most one of a kind a step. @param now with the events applied */
export function furtherMoments(now: Case, events: readonly CaseEvent[]): readonly FurtherMoment[] {
  if (now.notice === null || now.notice.report !== undefined) return [];
  const moments = new Map<AboutFurther, FurtherMoment>();
  for (const moment of events.flatMap((event) => momentsOf(now, event))) {
    const held = moments.get(moment.about);
    if (held === undefined || (moment.due ?? 0) < (held.due ?? 0)) moments.set(moment.about, moment);
  }
  return [...moments.values()];
}

function momentsOf(now: Case, event: CaseEvent): readonly FurtherMoment[] {
  switch (event.kind) {
    case 'clock-alarm':
      return delayAt(now, event);
    case 'clock-started':
      return event.clock.ends === 'delay-told' && mayHearOfDelay(now) ? [{ about: 'delay' }] : [];
    case 'further-letter-sent':
      return event.says.kind === 'delay' ? [{ about: 'delay', due: after(event.says.until, 1) }] : [];
    case 'item-reopened':
      return [{ about: 'back' }];
    case 'appeal-decided':
      return atOnce(now, 'objection-kept');
    case 'item-searched':
    case 'case-closed':
      return atOnce(now, 'end');
    default:
      return [];
  }
}

/** What is owed now and does not hang on the hour. */
const atOnce = (now: Case, about: 'objection-kept' | 'end'): readonly FurtherMoment[] =>
  furtherOwed(now, about, 0 as Instant) === null ? [] : [{ about }];

/** Near a deadline it is looked at again shortly before it: most that is near is done in time. */
function delayAt(
  now: Case,
  { clock: key, alarm }: Extract<CaseEvent, { kind: 'clock-alarm' }>,
): readonly FurtherMoment[] {
  const clock = clockOf(now.clocks, key)?.clock;
  if (clock === undefined || !isAwaited(clock) || !mayHearOfDelay(now)) return [];
  return alarm === 'near-breach' && clock.due !== null
    ? [{ about: 'delay', due: after(clock.due, -TOO_LATE) }]
    : [{ about: 'delay' }];
}
