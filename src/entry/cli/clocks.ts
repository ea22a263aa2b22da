// `redress clocks`: every legal clock that runs, those at risk first, each with its law, its start and the reason it runs.
import type { CaseId } from '../../domain/kernel/ids.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import { caseByNumber } from './cases.ts';
import { type ClockView, clockJson, clockLines, viewOf } from './clock-views.ts';
import { deskNow } from './desk-now.ts';
import { language } from './language.ts';
import type { Output } from './output.ts';
import type { Desk } from './wiring.ts';

export interface ClocksOptions {
  readonly all?: boolean;
  readonly case?: string;
  readonly limit: number;
  readonly lang?: 'ko' | 'en';
}

export async function showClocks(desk: Desk, options: ClocksOptions, output: Output): Promise<void> {
  const id = options.case === undefined ? undefined : await caseByNumber(desk, options.case);
  const now = await deskNow(desk);
  const views = await viewsOf(desk, options, id, now);
  const lang = options.lang ?? language();
  const none = lang === 'ko' ? '진행 중인 시계가 없습니다.' : 'No clock runs.';
  output.result(
    { now: new Date(now).toISOString(), clocks: views.map(clockJson) },
    views.length === 0 ? [none] : views.flatMap((view) => [...clockLines(view, lang), '']).slice(0, -1),
  );
}

async function viewsOf(
  desk: Desk,
  options: ClocksOptions,
  id: CaseId | undefined,
  now: Instant,
): Promise<readonly ClockView[]> {
  const filter = { now, stopped: options.all === true, limit: options.limit };
  const listed = await desk.clocks.list(id === undefined ? filter : { ...filter, case: id });
  const cases = [...new Set(listed.map((one) => one.case))];
  const states = new Map(
    await Promise.all(cases.map(async (one) => [one, await desk.cases.load(one)] as const)),
  );
  return listed.flatMap(({ case: one, key }) => viewOf(states.get(one), key, now) ?? []);
}
