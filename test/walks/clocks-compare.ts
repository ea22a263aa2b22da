// The product's clocks and alarms beside the oracle's, and beside true time.
import type { Walk } from './clocks-walk.ts';
import { alarmFaults, type Stretch } from './oracle/expected-alarms.ts';
import { expectedClocks, type ExpectedClock, isStanding, stoppedLate } from './oracle/expected-clocks.ts';

const PATIENCE = 60_000;

export interface Found {
  readonly clocks: number;
  readonly breaches: number;
  readonly nearBreaches: number;
  readonly silentMisses: number;
  /** The law's time was over by true time, and the desk could not know: time had gone back while it was down. */
  readonly excused: number;
  /** Excused ones of which nothing in the machine could tell: down for longer than its clock was set back, or a wall clock ahead for seconds. */
  readonly withoutSign: number;
  readonly differences: readonly string[];
}

const iso = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString());

function lineOfExpected(clock: ExpectedClock): string {
  const due = clock.dues.at(-1)?.due ?? null;
  return [
    clock.key,
    `started ${iso(clock.startedAt)}`,
    `due ${iso(due)}`,
    `target ${iso(clock.target)} ${clock.targetOf ?? '-'}`,
    `ended ${iso(clock.endedAt)} ${clock.why ?? (isStanding(clock) ? 'stands' : 'runs')}`,
    clock.provisional ? 'provisional' : 'certain',
    clock.calendarKnown ? 'known' : 'unknown years',
  ].join(' | ');
}

function linesOfProduct({ desk }: Walk): readonly string[] {
  return desk
    .state()
    .clocks.map(({ clock, status, since, why }) =>
      [
        clock.key,
        `started ${iso(clock.startedAt)}`,
        `due ${iso(clock.due)}`,
        `target ${iso(clock.target)} ${clock.targetOf ?? '-'}`,
        `ended ${iso(status === 'stopped' ? since : null)} ${why ?? (status === 'paused' ? 'stands' : 'runs')}`,
        clock.provisional ? 'provisional' : 'certain',
        clock.calendarKnown ? 'known' : 'unknown years',
      ].join(' | '),
    );
}

export function compare(walk: Walk): Found {
  const { desk, book, reach, told, speaker, items } = walk;
  const clocks = expectedClocks(book, reach, { told, speaker, items, happenings: desk.story() });
  const expected = clocks.map(lineOfExpected);
  const got = linesOfProduct(walk);
  const ran = { at: desk.ranAt(), stretches: desk.machine.stretches(), end: desk.machine.ran() };
  const faults = clocks.flatMap((clock) =>
    alarmFaults(clock, desk.raised(), ran, { happenings: desk.story() }),
  );
  const truth = clocks.map((clock) => againstTruth(walk, clock));
  const differences = [
    ...walk.verdicts,
    ...expected.filter((line) => !got.includes(line)).map((line) => `only the oracle:  ${line}`),
    ...got.filter((line) => !expected.includes(line)).map((line) => `only the product: ${line}`),
    ...faults,
    ...truth.flatMap(({ fault }) => (fault === null ? [] : [fault])),
  ];
  const raised = (alarm: string) => desk.raised().filter((one) => one.alarm === alarm).length;
  return {
    clocks: clocks.length,
    breaches: raised('breach'),
    nearBreaches: raised('near-breach'),
    silentMisses: differences.filter((line) => line.startsWith('SILENT MISS')).length,
    excused: truth.filter(({ excuse }) => excuse !== null).length,
    withoutSign: truth.filter(({ excuse }) => excuse === 'none can tell').length,
    differences,
  };
}

interface Truth {
  readonly fault: string | null;
  readonly excuse: 'told of a step back' | 'none can tell' | null;
}

const FINE: Truth = { fault: null, excuse: null };

/** What the desk could know at a running time. A step dated by a wall clock that was ahead, and put right before the watch saw it, lies behind that. */
function knownWhen(stretches: readonly Stretch[], ran: number): number {
  const present = stretches.findLast(({ from }) => from <= ran);
  return present === undefined ? -Infinity : present.known + ran - present.from;
}

/** Was the law's time over by true time, although nobody heard of a breach? Clocks whose time moved are left to the alarms' own check. */
function againstTruth({ desk, receivedTrue, told }: Walk, clock: ExpectedClock): Truth {
  const [first, second] = clock.dues;
  if (first === undefined || first.due === null || second !== undefined || clock.stood.length > 0)
    return FINE;
  const startedTrue =
    clock.startedAt === told.receivedAt ? receivedTrue : (desk.trueAt()[clock.startIndex] ?? 0);
  const last = clock.endIndex;
  const endedTrue = last === null ? desk.machine.trueTime() : (desk.trueAt()[last] ?? 0);
  const endedRan = last === null ? desk.machine.ran() : (desk.ranAt()[last] ?? 0);
  const allowed = Math.max(0, first.due - clock.startedAt);
  const openedRan = desk.ranAt()[clock.startIndex] ?? 0;
  const isHeard = desk.raised().some((one) => one.clock === clock.key && one.alarm === 'breach');
  if (isHeard || endedTrue - startedTrue <= allowed + PATIENCE || stoppedLate(clock)) return FINE;
  if (clock.startedAt > knownWhen(desk.machine.stretches(), openedRan)) {
    return { fault: null, excuse: 'none can tell' };
  }
  if (endedRan - openedRan > allowed + PATIENCE) {
    return { fault: `SILENT MISS: ${clock.key} by the time the process ran`, excuse: null };
  }
  const knownAtEnd = last === null ? desk.machine.known() : (desk.story()[last]?.at ?? 0);
  if (knownAtEnd > first.due) return FINE;
  return {
    fault: null,
    excuse: desk.steppedTold().includes('back') ? 'told of a step back' : 'none can tell',
  };
}
