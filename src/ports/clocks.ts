// The clock rows: written with the events of their cases, read to find what is owed and what is at risk. The events are the truth.
import type { ClockState } from '../domain/case/clock-state.ts';
import type { ClockKey } from '../domain/clock/clock.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface OwingClock {
  readonly case: CaseId;
  readonly key: ClockKey;
  /** When people should have heard of it. */
  readonly owedAt: Instant;
}

/** Where a clock stands in a list by risk: handed back, it gets what is behind it. */
export interface ClockPlace extends Pick<OwingClock, 'case' | 'key'> {
  readonly rank: number;
  /** Its deadline, else its target, else its start. */
  readonly at: Instant;
}

export interface ClockFilter {
  readonly now: Instant;
  /** One case alone. */
  readonly case?: CaseId;
  /** Also clocks that have stopped, behind all others. */
  readonly stopped: boolean;
  readonly limit: number;
  /** The last of the page before, which was asked for with the same `now`; left out for the first page. */
  readonly after?: ClockPlace;
}

export interface Clocks {
  /** Running clocks that owe an alarm at `now`, the longest owed first, at most `limit`, behind `after`. */
  owing(now: Instant, limit: number, after?: OwingClock): Promise<readonly OwingClock[]>;
  /** Writes the row of a clock anew as its events say, unless it changed since it was read. The events are the truth. */
  mend(owing: OwingClock, held: ClockState): Promise<void>;
  /** At risk first: breached, then near breach, then by deadline; then those without an hour in law, by target. */
  list(filter: ClockFilter): Promise<readonly ClockPlace[]>;
}
