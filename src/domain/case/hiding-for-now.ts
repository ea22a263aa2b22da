// Hiding at once and deciding after: only where a law of the case says so, only for the time that it allows, and once. A person signs for it
// like for any other decision.
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { refuse, type Result } from '../kernel/result.ts';
import type { Case } from './case.ts';
import { isOpen } from './clock-state.ts';
import type { Decision } from './event.ts';
import type { Item } from './item.ts';

/** Refuses what no law lets one do, or not for so long. Undefined also where a decision is for good. */
export function refuseForNow(
  state: Pick<Case, 'laws' | 'clocks'>,
  { status, index }: Pick<Item, 'status' | 'index'>,
  { act, ground, provisional }: Pick<Decision, 'act' | 'ground' | 'provisional'>,
  now: Instant,
): Result<never> | undefined {
  if (provisional === undefined) return undefined;
  if (act !== 'hide' || status !== 'awaiting-decision')
    return refuse('decision.not-provisional', `item ${index}: only what nobody decided on is hidden for now`);
  const last = ground.kind === 'law' ? lastMoment(state, ground.regime, now) : null;
  if (last === null)
    return refuse(
      'decision.not-provisional',
      'no article of this ground lets anybody hide first and decide after',
    );
  return provisional.until <= now || provisional.until > last
    ? refuse('term.not-then', `the day is to come, and not after ${new Date(last).toISOString()}`)
    : undefined;
}

/** Until when the law lets something be hidden for now; null: it does not. */
function lastMoment(
  { laws, clocks }: Pick<Case, 'laws' | 'clocks'>,
  regime: string,
  now: Instant,
): Instant | null {
  const block = laws.find((law) => law.regime === regime)?.block;
  if (block === undefined) return null;
  if (block.days !== null) return after(now, block.days * DAY);
  const dues = clocks
    .filter((held) => isOpen(held) && held.clock.regime === regime && held.clock.ends === 'decided')
    .flatMap(({ clock }) => clock.due ?? []);
  return dues.toSorted((a, b) => b - a)[0] ?? null;
}
