// Reads legal clocks, those at risk first, each with its law and the reason it runs.
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { type ClockView, viewOf } from '../domain/view/clock-view.ts';
import type { Cases } from '../ports/cases.ts';
import type { Clocks } from '../ports/clocks.ts';

export interface ReadClocks {
  readonly now: Instant;
  /** Also clocks that have stopped, behind all others. */
  readonly stopped: boolean;
  /** At most this many. */
  readonly limit: number;
  /** One case alone; undefined: all. */
  readonly case: CaseId | undefined;
}

export async function readClocks(
  { case: id, ...filter }: ReadClocks,
  { cases, clocks }: { readonly cases: Cases; readonly clocks: Clocks },
): Promise<readonly ClockView[]> {
  const listed = await clocks.list(id === undefined ? filter : { ...filter, case: id });
  const ids = [...new Set(listed.map((one) => one.case))];
  const states = new Map(await Promise.all(ids.map(async (one) => [one, await cases.load(one)] as const)));
  return listed.flatMap(({ case: one, key }) => viewOf(states.get(one), key, filter.now) ?? []);
}
