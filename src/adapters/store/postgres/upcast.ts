// Events written before the law came as data, and before cases were joined, read as if written today. What is recorded stays as it is; only the reading changes.
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { Clock } from '../../../domain/clock/clock.ts';

/** Clocks of the first version: one a law, without a duty of its own. */
interface FirstClock {
  readonly regime: string;
  readonly startedAt: Clock['startedAt'];
  readonly due: Clock['due'];
  readonly target: Clock['target'];
  readonly provisional: boolean;
  readonly ends: 'answered' | 'settled';
}

/** @param body of an event row, of any version */
export function upcast(kind: string, body: object): CaseEvent {
  if (kind === 'clock-started' && 'clock' in body && !('key' in (body.clock as object)))
    return { kind, clock: ofToday(body.clock as FirstClock) };
  if (kind === 'clock-stopped' && 'regime' in body)
    return { kind, clock: firstKey(String(body.regime)), why: 'done' };
  if (kind === 'notice-received' && !('missing' in body))
    return { kind, missing: [], ...body } as unknown as CaseEvent;
  if (kind === 'item-decided' && !('from' in body))
    return { kind, from: null, ...body } as unknown as CaseEvent;
  return { kind, ...body } as CaseEvent;
}

/** The same key as in the rows that migration 0002 carries over. */
const firstKey = (regime: string): string => `${regime}/first`;

function ofToday({ regime, startedAt, due, target, provisional, ends }: FirstClock): Clock {
  return {
    key: firstKey(regime),
    regime,
    duty: 'first',
    from: 'notice-given',
    startedAt,
    pace: due === null ? 'without-delay' : 'within',
    due,
    target,
    targetOf: target === null ? null : 'authority',
    ends,
    provisional,
    article: null,
    mark: 'M',
    calendarKnown: true,
  };
}
