// The order of work over everything that waits. Danger first, then how much time is left, then how far it has spread and still does, then whether
// whoever posted it did so before; within that channels take turns, and in each channel its notifiers. A flood stands beside that order
// and not in it: whoever is no part of it keeps her place before and behind everybody else. Doubt favours people: a flood is only slowed.
import type { Instant } from '../kernel/instant.ts';
import { countBy, floodOf } from './flood.ts';
import { BANDS, bandAt, DANGERS, isProven, type Sharing, type Standing } from './triage.ts';

/** A case that waits, with what its place depends on. */
export interface Waiting extends Standing {
  /** False where one before it says as much of the same place: then its danger is seen to there. */
  readonly firstOfPlace: boolean;
  /** Null where it stands in line by itself. */
  readonly shares: Sharing | null;
}

/** Of a flood there are so many others between two. */
export const OTHERS_BETWEEN = 4;
/** So many of one channel who speak of danger go before everybody else; those beyond take every second place. */
export const MOST_DANGER = 20;

/**
 * The order of work at a moment; the same for every store, and nobody is left out. Those who are no part of a flood stand to each other
 * exactly as they would without it.
 */
export function inOrder<S extends Standing>(all: readonly S[], now: Instant): (S & Waiting)[] {
  const flood = floodOf(all);
  const seenTo = new Set<string>();
  const line = inTurns(
    firsts(
      all.filter((one) => !flood.has(one)),
      seenTo,
    ),
    now,
  );
  const crowd = crowdOf(line);
  const slowed = inTurns(firsts([...flood.keys()], seenTo), now);
  const named = merged(
    line.filter(({ one }) => !crowd.has(one)),
    line.filter(({ one }) => crowd.has(one)),
    1,
  );
  return merged(named, slowed, OTHERS_BETWEEN).map(({ one, firstOfPlace }) => ({
    ...one,
    firstOfPlace,
    shares: flood.get(one) ?? crowd.get(one) ?? null,
  }));
}

interface Ranked<S> {
  readonly one: S;
  readonly firstOfPlace: boolean;
  /** Danger and time left: nobody of a lower rank goes before. */
  readonly rank: readonly number[];
}

/** Of many that say so of one place the first received stands for all. @param seenTo places of those before, which it adds to */
function firsts<S extends Standing>(all: readonly S[], seenTo: Set<string>): [S, boolean][] {
  const byAge = all.toSorted((a, b) => compareEach([a.receivedAt, a.number], [b.receivedAt, b.number]));
  return byAge.map((one) => {
    const { danger, number, place } = one;
    const key = place ?? number;
    if (danger === 'none' || seenTo.has(key)) return [one, false];
    seenTo.add(key);
    return [one, true];
  });
}

/** Within the same rank channels take turns, and in each those who can be told apart. */
function inTurns<S extends Standing>(all: readonly [S, boolean][], now: Instant): Ranked<S>[] {
  const ranked = all.map(([one, firstOfPlace]) => ({
    one,
    firstOfPlace,
    rank: rankOf(one, firstOfPlace, now),
  }));
  const within = sorted(ranked, ({ one }) => withinTurn(one));
  const [ofNotifier, ofWords, ofChannel] = [turns(), turns(), turns()];
  const taking = within.map((held) => {
    const { one, rank } = held;
    const turn = Math.max(
      ofNotifier(`${rank} ${one.turnOf} ${one.notifier}`),
      one.words === null ? 0 : ofWords(`${rank} ${one.words}`),
    );
    return { ...held, turn };
  });
  const byChannel = sorted(taking, ({ one, turn }) => [turn, ...withinTurn(one)]).map((held) => ({
    ...held,
    turn: ofChannel(`${held.rank} ${held.one.turnOf}`),
  }));
  return sorted(byChannel, ({ rank, turn, one }) => [...rank, turn, ...withinTurn(one)]);
}

/** Counts from 0 how often each key was asked for. */
function turns(): (key: string) => number {
  const taken = new Map<string, number>();
  return (key) => {
    const turn = taken.get(key) ?? 0;
    taken.set(key, turn + 1);
    return turn;
  };
}

/** Of each channel those who speak of danger beyond the first: nobody may keep everybody else from being looked at. */
function crowdOf<S extends Standing>(line: readonly Ranked<S>[]): Map<S, Sharing> {
  const endangered = line.filter(
    ({ one, firstOfPlace }) => firstOfPlace && one.danger !== 'none' && !isProven(one),
  );
  const many = countBy(endangered, ({ one }) => one.turnOf);
  const turn = turns();
  return new Map(
    endangered
      .filter(({ one }) => turn(one.turnOf) >= MOST_DANGER)
      .map(({ one }) => [one, { why: 'danger', many: many.get(one.turnOf) ?? 0 }]),
  );
}

/** Lets those that take turns in where they would stand anyway, and never with fewer than `between` of the others between two. */
function merged<S extends Standing>(
  line: readonly Ranked<S>[],
  turning: readonly Ranked<S>[],
  between: number,
): Ranked<S>[] {
  const all: Ranked<S>[] = [];
  let [next, since] = [0, between];
  for (const held of line) {
    const waits = turning[next];
    if (waits !== undefined && since >= between && compareEach(standsAt(waits), standsAt(held)) < 0) {
      all.push(waits);
      next += 1;
      since = 0;
    }
    all.push(held);
    since += 1;
  }
  return [...all, ...turning.slice(next)];
}

const rankOf = (one: Standing, firstOfPlace: boolean, now: Instant): readonly number[] => [
  -DANGERS.indexOf(firstOfPlace ? one.danger : 'none'),
  BANDS.indexOf(bandAt(one.deadline, now)),
];

const FAR = Number.MAX_SAFE_INTEGER;

const standsAt = ({ rank, one }: Ranked<Standing>): (number | string)[] => [
  ...rank,
  one.deadline ?? FAR,
  one.receivedAt,
  one.number,
];

const withinTurn = (one: Standing): (number | string)[] => [
  -(one.copies + one.newCopies),
  -one.rooms,
  -one.newCopies,
  -one.earlier,
  one.deadline ?? FAR,
  one.receivedAt,
  one.number,
];

function sorted<T>(all: readonly T[], keyOf: (one: T) => readonly (number | string)[]): T[] {
  return all
    .map((one) => ({ one, key: keyOf(one) }))
    .toSorted((a, b) => compareEach(a.key, b.key))
    .map(({ one }) => one);
}

function compareEach(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
