// What a program of the operator's is told of an event of a case: that it happened, by number and position. Whoever wants to know more asks the
// API with a token, where it is recorded who read it. Never a name, a link, a room, anybody's words, or that somebody else reported as well.
import type { Case } from '../case/case.ts';
import { clockOf } from '../case/clock-state.ts';
import type { Recorded } from '../case/event.ts';
import { utc } from '../kernel/instant.ts';

type HookEvent =
  | 'received'
  | 'acknowledged'
  | 'decided'
  | 'settled'
  | 'answered'
  | 'reopened'
  | 'deadline_near'
  | 'deadline_passed';

interface Told {
  readonly event: HookEvent;
  readonly data: object;
}

/** The body of one message as JSON text; null for an event that nobody outside is told of. @param state after the event */
export function hookBody(event: Recorded, state: Case): string | null {
  const told = toldOf(event, state);
  if (told === null) return null;
  return JSON.stringify({
    type: `case.${told.event}`,
    timestamp: utc(event.at),
    data: { case: state.number, version: event.seq, ...told.data },
  });
}

/** What a test message says: the same form, of no case. */
export const testBody = (at: string): string => JSON.stringify({ type: 'test', timestamp: at, data: {} });

function toldOf(event: Recorded, state: Case): Told | null {
  switch (event.kind) {
    case 'notice-received':
      return { event: 'received', data: { items: state.items.length } };
    case 'receipt-acknowledged':
      return { event: 'acknowledged', data: {} };
    case 'item-decided': {
      const { id, act } = event.decision;
      return { event: 'decided', data: { item: event.item, act, decision: id } };
    }
    case 'item-settled':
      return { event: 'settled', data: { item: event.item, result: event.result.word } };
    case 'item-reopened':
      return { event: 'reopened', data: { item: event.item, why: event.why } };
    case 'reply-sent':
    case 'answered-by-hand':
    case 'report-told':
      return event.edition === undefined ? null : { event: 'answered', data: { edition: event.edition } };
    case 'clock-alarm':
      return alarmOf(event, state);
    default:
      return null;
  }
}

/** A target is a goal and no deadline: nobody outside is told of it. */
function alarmOf({ clock, alarm }: Recorded & { readonly kind: 'clock-alarm' }, state: Case): Told | null {
  if (alarm === 'target-missed') return null;
  const due = clockOf(state.clocks, clock)?.clock.due ?? null;
  const event = alarm === 'breach' ? 'deadline_passed' : 'deadline_near';
  return { event, data: { clock, due: due === null ? null : utc(due) } };
}
