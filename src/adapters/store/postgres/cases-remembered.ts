// What a desk remembers of its cases between two steps: the fold up to some event, so that the next step reads only what came since. Derived,
// and never the truth: it lies in memory alone, is forgotten at any time, and is not believed where the recorded event is another one.
import { apply, type Case, NO_CASE } from '../../../domain/case/case.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import type { CaseId } from '../../../domain/kernel/ids.ts';

/** A case as its events up to and with `last` make it. */
export interface Remembered {
  readonly state: Case;
  readonly last: Recorded;
}

/** Reads the events of cases, each from one number on, in order, as they are recorded. A case without any is left out. */
export type ReadTails = (
  from: ReadonlyMap<CaseId, number>,
) => Promise<ReadonlyMap<CaseId, readonly Recorded[]>>;

export interface CaseMemory {
  /**
   * Cases as they are now, those left out that do not exist. All are read in one question.
   * @param read inside the transaction that holds the case, where there is one
   */
  now(ids: readonly CaseId[], read: ReadTails): Promise<ReadonlyMap<CaseId, Case>>;
}

/** Together, of all remembered cases. A remembered case weighs about as much as its events. */
const MOST_EVENTS = 50_000;

/** @param most events that may be remembered in all; the case read last is always kept */
export function caseMemory(most = MOST_EVENTS): CaseMemory {
  const held = new Map<CaseId, Remembered>();
  let events = 0;
  const forget = (id: CaseId): void => {
    events -= held.get(id)?.last.seq ?? 0;
    held.delete(id);
  };
  /** The last one of the map was asked for last. */
  const keep = (id: CaseId, one: Remembered): void => {
    forget(id);
    held.set(id, one);
    events += one.last.seq;
    for (const oldest of held.keys()) {
      if (events <= most || oldest === id) return;
      forget(oldest);
    }
  };
  return {
    now: async (ids, read) => {
      const known = new Map(ids.flatMap((id) => pairOf(id, held.get(id))));
      const believed = foldedAll(ids, known, await read(startsOf(ids, known)));
      const doubted = ids.filter((id) => known.has(id) && !believed.has(id));
      const anew = doubted.length === 0 ? [] : foldedAll(doubted, NONE, await read(startsOf(doubted, NONE)));
      for (const id of doubted) forget(id);
      const found = new Map([...believed, ...anew]);
      for (const [id, one] of found) keep(id, one);
      return new Map([...found].map(([id, { state }]) => [id, state]));
    },
  };
}

type Known = ReadonlyMap<CaseId, Remembered>;
const NONE: Known = new Map();
const FIRST = 1;

const pairOf = (id: CaseId, one: Remembered | undefined): [CaseId, Remembered][] =>
  one === undefined ? [] : [[id, one]];

/** Each from the last event that is known on, so that it shows whether that is still what is recorded. */
const startsOf = (ids: readonly CaseId[], known: Known): ReadonlyMap<CaseId, number> =>
  new Map(ids.map((id) => [id, known.get(id)?.last.seq ?? FIRST]));

const foldedAll = (
  ids: readonly CaseId[],
  known: Known,
  tails: ReadonlyMap<CaseId, readonly Recorded[]>,
): Known => new Map(ids.flatMap((id) => pairOf(id, folded(known.get(id), tails.get(id) ?? []))));

/** Undefined: there are no events, or another one is recorded than the one that is known. */
function folded(
  known: Remembered | undefined,
  [first, ...tail]: readonly Recorded[],
): Remembered | undefined {
  if (first === undefined || (known !== undefined && !isSame(first, known.last))) return undefined;
  const state = known === undefined ? apply(NO_CASE, first) : known.state;
  return { state: tail.reduce(apply, state), last: tail.at(-1) ?? first };
}

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.seq === other.seq && one.at === other.at && one.kind === other.kind;
