// `redress clocks`: every legal clock that runs, those at risk first, each with its law, its start and the reason it runs.
import { clockViewJson } from '../../domain/view/clock-view.ts';
import { readClocks } from '../../workflow/read-clocks.ts';
import { caseByNumber } from './cases.ts';
import { clockLines } from './clock-views.ts';
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
  const views = await readClocks(
    { now, stopped: options.all === true, limit: options.limit, case: id },
    desk,
  );
  const lang = options.lang ?? language();
  const none = lang === 'ko' ? '진행 중인 시계가 없습니다.' : 'No clock runs.';
  output.result(
    { now: new Date(now).toISOString(), clocks: views.map(clockViewJson) },
    views.length === 0 ? [none] : views.flatMap((view) => [...clockLines(view, lang), '']).slice(0, -1),
  );
}
