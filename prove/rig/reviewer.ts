// The scripted reviewer: looks for cases that need a decision and decides as planned, through the command line, as a person
// would. Slow on purpose; a decision that a crash interrupted is taken again.
import { setTimeout as delay } from 'node:timers/promises';
import { type CaseRow, readCases } from './cases.ts';
import type { Desk } from './desk.ts';
import { type PlannedLetter, positions } from './plan.ts';

export const REVIEWER = 'Scripted Reviewer';
const PAUSE_MS = 200;
/** Between two looks when there was nothing to do. */
const REST_MS = 1_500;
/** Cases decided between two looks at the list. */
const BATCH = 8;
/** A case is left alone after so many fruitless decisions (many, since a database that comes back slowly costs several); the final comparison then names it. */
const MAX_TRIES = 100;

export interface Reviewer {
  decisions(): number;
  stop(): Promise<void>;
}

export function startReviewer(desk: Desk, plan: ReadonlyMap<string, PlannedLetter>): Reviewer {
  const tries = new Map<string, number>();
  /** Decisions that were answered: nobody takes them twice. */
  const taken = new Set<string>();
  // Nobody looks where nothing is to be decided.
  let stopped = ![...plan.values()].some(({ reviewed }) => reviewed);
  let decisions = 0;
  const decide = async (row: CaseRow, letter: PlannedLetter): Promise<void> => {
    tries.set(row.number, (tries.get(row.number) ?? 0) + 1);
    for (const wish of ['hide', 'refuse'] as const) {
      const items = positions(letter, wish).join(',');
      const decision = `${row.number} ${wish}`;
      if (items === '' || stopped || taken.has(decision)) continue;
      const how = ['--items', items, `--${wish}`, '--as', REVIEWER, '--yes'];
      if ((await desk.command('decide', row.number, ...how)) === undefined) continue;
      decisions += 1;
      taken.add(decision);
    }
  };
  const isTaken = ({ number }: CaseRow, letter: PlannedLetter): boolean =>
    (['hide', 'refuse'] as const).every(
      (wish) => positions(letter, wish).length === 0 || taken.has(`${number} ${wish}`),
    );
  const round = async (): Promise<number> => {
    const open = ((await readCases(desk)) ?? []).flatMap((row) => {
      const letter = plan.get(row.documentNumber ?? '');
      const tried = tries.get(row.number) ?? 0;
      const waits = row.needs === 'decision' && tried < MAX_TRIES && letter?.reviewed === true;
      return waits && !isTaken(row, letter) ? [{ row, letter, tried }] : [];
    });
    const fresh = open.sort((a, b) => a.tried - b.tried).slice(0, BATCH);
    for (const { row, letter } of fresh) if (!stopped) await decide(row, letter);
    return fresh.length;
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      await delay((await round()) > 0 ? PAUSE_MS : REST_MS);
    }
  };
  const running = run();
  return {
    decisions: () => decisions,
    async stop() {
      stopped = true;
      await running;
    },
  };
}
