// Who had to hear of which clock, and when: statements C38 and C39, checked by walking along the time during which the desk ran.
// "Heard" here means raised by the product; nothing of the product decides what is owed.
import type { Alarm } from '../../../src/domain/clock/clock.ts';
import type { ExpectedClock } from './expected-clocks.ts';
import { movedLate, stoppedLate } from './expected-clocks.ts';
import type { Lived } from './happening.ts';
import { DAY } from './local-time.ts';

/** A stretch of running time: the desk ran from `from` to `until`, and at its start it could know that it was at least `known`. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly known: number;
}

export interface Raised {
  readonly clock: string;
  readonly alarm: Alarm;
  /** The moment on record. */
  readonly at: number;
  /** The moment it was owed at, as the product says. */
  readonly moment: number;
  /** Place in the story. */
  readonly index: number;
  /** Running time. */
  readonly ran: number;
}

/** The story's places in running time. */
export interface Ran {
  readonly at: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly end: number;
}

/** Running time within which somebody must have heard. */
const PATIENCE = 60_000;

interface Owed {
  readonly alarm: Alarm;
  readonly moment: number;
}

/** C38. */
function owedFor({ startedAt, target }: ExpectedClock, due: number | null): readonly Owed[] {
  const missed: Owed[] = target === null ? [] : [{ alarm: 'target-missed', moment: target }];
  if (due === null) return missed;
  const quarter = Math.max(0, due - startedAt) / 4;
  return [
    ...missed,
    { alarm: 'near-breach', moment: due - Math.min(quarter, DAY) },
    { alarm: 'breach', moment: due + 1 },
  ];
}

/** C39: a due moment that did not move owes nothing twice, nor does a target. */
const isOf = (one: Raised, moment: number): boolean => one.moment === Math.trunc(moment);

/** When the desk, running, could first know that a moment had come; null if it never did. */
function couldKnow({ stretches }: Ran, moment: number, notBefore: number): number | null {
  for (const { from, until, known } of stretches) {
    const start = Math.max(from, notBefore);
    if (start > until) continue;
    const reached = Math.max(start, from + Math.max(0, moment - known));
    if (reached <= until) return reached;
  }
  return null;
}

/** From which place to which a due moment held and its clock ran. */
interface Holding {
  readonly due: number | null;
  readonly from: number;
  readonly until: number | null;
}

function holdingsOf({ dues, stood, endIndex }: ExpectedClock): readonly Holding[] {
  return dues.flatMap(({ due, index }, at) => {
    const isStandingThere = stood.some((one) => one.from < index && (one.until ?? Infinity) > index);
    if (isStandingThere) return [];
    const next = dues[at + 1]?.index ?? endIndex;
    const pause = stood.find((one) => one.from > index && one.from < (next ?? Infinity));
    return [{ due, from: index, until: pause?.from ?? next }];
  });
}

/** Everything wrong with the alarms of one clock. A silent miss is a breach of which nobody heard in time. */
export function alarmFaults(
  clock: ExpectedClock,
  all: readonly Raised[],
  ran: Ran,
  story: Pick<Lived, 'happenings'>,
): readonly string[] {
  const raised = all.filter((one) => one.clock === clock.key);
  const holdings = holdingsOf(clock);
  return [
    ...missing(clock, holdings, raised, ran),
    ...(stoppedLate(clock) ? unheardAtStop(clock, raised) : []),
    ...movedLate(clock, story).flatMap((index) => unheardAt(clock, raised, index)),
    ...raised.flatMap((one) => uncalledFor(clock, holdings, one, story)),
    ...twice(clock, raised),
  ];
}

function missing(
  clock: ExpectedClock,
  holdings: readonly Holding[],
  raised: readonly Raised[],
  ran: Ran,
): readonly string[] {
  return holdings.flatMap(({ due, from, until }) =>
    owedFor(clock, due).flatMap(({ alarm, moment }) => {
      const since = ran.at[from] ?? 0;
      const last = until === null ? ran.end : (ran.at[until] ?? ran.end);
      const known = couldKnow(ran, moment, since);
      if (known === null || known + PATIENCE > last) return [];
      const isHeard = raised.some(
        (one) => one.alarm === alarm && one.index > from && one.ran <= known + PATIENCE,
      );
      const wasHeard = raised.some((one) => one.alarm === alarm && one.index <= from && isOf(one, moment));
      if (isHeard || wasHeard) return [];
      return [`${alarm === 'breach' ? 'SILENT MISS' : 'unheard'}: ${alarm} of ${clock.key}`];
    }),
  );
}

function unheardAtStop({ key, endIndex, dues }: ExpectedClock, raised: readonly Raised[]): readonly string[] {
  const moment = (dues.at(-1)?.due ?? 0) + 1;
  const isHeard = raised.some(
    (one) => one.alarm === 'breach' && isOf(one, moment) && one.index <= (endIndex ?? Infinity),
  );
  return isHeard ? [] : [`SILENT MISS: ${key} was stopped late and nobody heard of it`];
}

const unheardAt = ({ key }: ExpectedClock, raised: readonly Raised[], index: number): readonly string[] =>
  raised.some((one) => one.alarm === 'breach' && one.index === index)
    ? []
    : [`SILENT MISS: the due moment of ${key} was moved late and nobody heard of it`];

function uncalledFor(
  clock: ExpectedClock,
  holdings: readonly Holding[],
  one: Raised,
  story: Pick<Lived, 'happenings'>,
): readonly string[] {
  const name = `${one.alarm} of ${one.clock}`;
  const isAtStop = one.index === clock.endIndex;
  if (isAtStop && one.alarm === 'breach' && stoppedLate(clock)) return [];
  if (one.alarm === 'breach' && movedLate(clock, story).includes(one.index)) return [];
  const holding = holdings.findLast(({ from, until }) => from < one.index && one.index < (until ?? Infinity));
  if (holding === undefined) return [`uncalled for: ${name} while its clock did not run`];
  const owed = owedFor(clock, holding.due).find(({ alarm }) => alarm === one.alarm);
  if (owed === undefined) return [`uncalled for: ${name}`];
  if (Math.trunc(owed.moment) !== one.moment) return [`${name} is owed at another moment than was said`];
  return one.at < one.moment ? [`uncalled for: ${name} before its moment`] : [];
}

/** C39: once for each due moment. */
function twice({ dues }: ExpectedClock, raised: readonly Raised[]): readonly string[] {
  const dueAt = (index: number) => dues.findLast((one) => one.index < index)?.due ?? dues[0]?.due;
  const names = raised.map(({ alarm, index, clock }) => `${alarm} of ${clock} for ${dueAt(index)}`);
  return names.filter((name, at) => names.indexOf(name) < at).map((name) => `raised twice: ${name}`);
}
