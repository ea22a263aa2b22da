// A page of the feed as a careless platform gives it: events twice, and in another order. Nothing is lost by it: the cursor
// beside each event is always one before which everything has been given.
import type { FeedEvent } from '../feed/feed.ts';
import type { Faults } from './faults.ts';

/** Where a reader may go on, and an event. `cursor` of an undisturbed page is the event's own number. */
export interface GivenEvent extends FeedEvent {
  /** Which event it is. */
  readonly id: string;
}

export interface FeedPage {
  readonly events: readonly GivenEvent[];
  /** Where to go on after the whole page. */
  readonly next: string;
}

/** The page for events that were read after `from`, at most `limit` of them with the repeats. */
export function feedPage(
  faults: Faults,
  events: readonly FeedEvent[],
  from: string,
  limit: number,
): FeedPage {
  const repeated = withRepeats(events, limit, () => faults.hits('feedDuplicate', 'page'));
  const shuffles = faults.hits('feedReorder', 'page');
  const order = shuffles ? shuffled(repeated, () => faults.draw('feedReorder', 'page')) : repeated;
  return { events: withSafeCursors(order, from), next: lastCursor(order, from) };
}

/** Some events twice. What no longer fits is left for the next page. */
function withRepeats(
  events: readonly FeedEvent[],
  limit: number,
  again: () => boolean,
): readonly FeedEvent[] {
  const given: FeedEvent[] = [];
  for (const event of events) {
    const times = again() ? 2 : 1;
    if (given.length + 1 > limit) break;
    given.push(event);
    if (times === 2 && given.length < limit) given.push(event);
  }
  return given;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** Beside each event, the greatest cursor before which nothing is still to come in this page. */
function withSafeCursors(order: readonly FeedEvent[], from: string): readonly GivenEvent[] {
  const end = Number(lastCursor(order, from));
  const given: GivenEvent[] = [];
  const seen = new Set<number>();
  const numbers = [...new Set(order.map(({ cursor }) => Number(cursor)))].sort((a, b) => a - b);
  for (const event of order) {
    seen.add(Number(event.cursor));
    const missing = numbers.find((number) => !seen.has(number));
    given.push({ ...event, id: event.cursor, cursor: String(missing === undefined ? end : missing - 1) });
  }
  return given;
}

function lastCursor(order: readonly FeedEvent[], from: string): string {
  return String(Math.max(Number(from), ...order.map(({ cursor }) => Number(cursor))));
}
