// Clocks and time of a desk that lives in memory only, for tests: the clocks are folded from the cases each time.
import type { Case } from '../../../domain/case/case.ts';
import { alarmsOwed, type ClockState, isOpen } from '../../../domain/case/clock-state.ts';
import { alarmMoments } from '../../../domain/clock/clock.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Cases } from '../../../ports/cases.ts';
import type { ClockFilter, ClockPlace, Clocks, OwingClock } from '../../../ports/clocks.ts';
import type { DeskTime, WallTrust } from '../../../ports/desk-time.ts';

/** More cases than any test opens. */
const EVERY_CASE = 100_000;

interface Held {
  readonly case: CaseId;
  readonly clock: ClockState;
}

export function memoryClocks(cases: Cases): Clocks {
  return {
    async owing(now, limit, after) {
      const owed = (await allOf(cases)).flatMap(owedOf).filter(({ owedAt }) => owedAt <= now);
      return owed
        .sort(inOrder)
        .filter((one) => after === undefined || inOrder(one, after) > 0)
        .slice(0, limit);
    },
    // Rows that are folded anew each time are never behind.
    mend: async () => undefined,
    list: async (filter) =>
      (await allOf(cases))
        .filter((held) => filter.stopped || isOpen(held.clock))
        .filter((held) => filter.case === undefined || held.case === filter.case)
        .map((held) => placeOf(held, filter))
        .sort(byRisk)
        .filter((one) => filter.after === undefined || byRisk(one, filter.after) > 0)
        .slice(0, filter.limit),
  };
}

async function allOf(cases: Cases): Promise<Held[]> {
  const rows = await cases.list({ limit: EVERY_CASE });
  const states = await Promise.all(rows.map(async ({ id }) => ({ id, state: await cases.load(id) })));
  return states.flatMap(({ id, state }) => clocksOf(state).map((clock) => ({ case: id, clock })));
}

const clocksOf = (state: Case | undefined): readonly ClockState[] => state?.clocks ?? [];

function owedOf({ case: id, clock }: Held): OwingClock[] {
  const [next] = alarmsOwed(clock);
  return next === undefined ? [] : [{ case: id, key: clock.clock.key, owedAt: next.at }];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const inOrder = (a: OwingClock, b: OwingClock): number =>
  a.owedAt - b.owedAt || compare(a.case, b.case) || compare(a.key, b.key);

const placeOf = ({ case: id, clock: held }: Held, { now }: ClockFilter): ClockPlace => ({
  ...{ case: id, key: held.clock.key, rank: rankOf(held, now) },
  at: held.clock.due ?? held.clock.target ?? held.clock.startedAt,
});

const byRisk = (a: ClockPlace, b: ClockPlace): number =>
  a.rank - b.rank || a.at - b.at || compare(a.case, b.case) || compare(a.key, b.key);

function rankOf({ clock, status }: ClockState, now: Instant): number {
  if (status === 'stopped') return 4;
  if (clock.due === null) return 3;
  if (status === 'paused') return 2;
  if (clock.due < now) return 0;
  const near = alarmMoments(clock).find(({ alarm }) => alarm === 'near-breach')?.at ?? clock.due;
  return near <= now ? 1 : 2;
}

export function memoryDeskTime(): DeskTime & { readonly trusts: readonly WallTrust[] } {
  const trusts: WallTrust[] = [];
  let held: Instant | null = null;
  return {
    trusts,
    latest: async () => held,
    async keep(seen, latest) {
      if (held !== seen || (held !== null && latest < held)) return false;
      held = latest;
      return true;
    },
    async trust(trust) {
      trusts.push(trust);
      held = trust.at;
    },
  };
}
