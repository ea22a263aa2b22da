// Cases with a clock that has an hour, for tests of everything that watches clocks: one duty, as many hours as wanted.
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import type { Cases } from '../../src/ports/cases.ts';
import { receive, T0 } from './fixtures.ts';
import { duty, hours, lawOf, regime } from './laws.ts';
import { idOf, letter } from './open-case.ts';
import { NO_CASE } from '../../src/domain/case/case.ts';
import { DESK, step } from '../../src/workflow/step.ts';

export const CLOCK = 'kr-hours/remove';

/** A law that gives these hours from the moment the platform knows. */
export const lawWithin = (count: number): Law =>
  lawOf(
    regime({
      id: 'kr-hours',
      name: { ko: '시간 시험법', en: 'Hour Test Act' },
      duties: [duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(count) })],
    }),
  );

/** A law that names no hour; this desk gives itself a day. */
export const lawWithoutHour: Law = lawOf(regime({ id: 'kr-timeless' }));

export async function openClocked(
  cases: Cases,
  key: string,
  law: Law,
  receivedAt: Instant = T0,
): Promise<CaseId> {
  await cases.open(letter(key, { receivedAt }), idOf(key), ({ number }) => {
    const change = step(NO_CASE, [receive({ law, receivedAt }, number)], DESK, receivedAt);
    if (!change.ok) throw new Error(change.error.code);
    return change.value;
  });
  return idOf(key);
}
