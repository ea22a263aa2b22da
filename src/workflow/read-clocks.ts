// Reads legal clocks, those at risk first, each with its law and the reason it runs.
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { type ClockView, viewOf } from '../domain/view/clock-view.ts';
import type { Cases } from '../ports/cases.ts';
import type { ClockPlace, Clocks } from '../ports/clocks.ts';

export interface ReadClocks {
  readonly now: Instant;
  /** Also clocks that have stopped, behind all others. */
  readonly stopped: boolean;
  /** At most this many. */
  readonly limit: number;
  /** One case alone; undefined: all. */
  readonly case: CaseId | undefined;
}

export interface ClockPage {
  readonly views: readonly ClockView[];
  /** The last of this page; null where there are no more. */
  readonly next: ClockPlace | null;
}

type Ports = { readonly cases: Cases; readonly clocks: Clocks };

export const readClocks = async (asked: ReadClocks, ports: Ports): Promise<readonly ClockView[]> =>
  (await readClockPage(asked, ports)).views;

/** @param after the end of the page before, with the same `now` */
export async function readClockPage(
  { case: id, ...filter }: ReadClocks,
  { cases, clocks }: Ports,
  after?: ClockPlace,
): Promise<ClockPage> {
  const { limit, now } = filter;
  const rows = await clocks.list({
    ...{ ...filter, limit: limit + 1 },
    ...(id === undefined ? {} : { case: id }),
    ...(after === undefined ? {} : { after }),
  });
  const page = rows.slice(0, limit);
  const ids = [...new Set(page.map((one) => one.case))];
  const states = await cases.loadAll(ids);
  const views = page.flatMap(({ case: one, key }) => viewOf(states.get(one), key, now) ?? []);
  return { views, next: rows.length > limit ? (page.at(-1) ?? null) : null };
}
