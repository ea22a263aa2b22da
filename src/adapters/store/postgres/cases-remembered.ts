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

/** Reads the events of a case from one number on, in order, as they are recorded. */
export type ReadFrom = (seq: number) => Promise<readonly Recorded[]>;

export interface CaseMemory {
  /**
   * The case as it is now, or undefined where there is none.
   * @param read inside the transaction that holds the case, where there is one
   */
  now(id: CaseId, read: ReadFrom): Promise<Case | undefined>;
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
    now: async (id, read) => {
      const found = await folded(held.get(id), read);
      if (found === undefined) forget(id);
      else keep(id, found);
      return found?.state;
    },
  };
}

/** Beginning with the last event that is known: if that is not what is recorded now, all is read anew. */
async function folded(known: Remembered | undefined, read: ReadFrom): Promise<Remembered | undefined> {
  const [first, ...tail] = await read(known?.last.seq ?? 1);
  if (first === undefined) return known === undefined ? undefined : folded(undefined, read);
  if (known === undefined) return after(apply(NO_CASE, first), first, tail);
  return isSame(first, known.last) ? after(known.state, first, tail) : folded(undefined, read);
}

const after = (state: Case, first: Recorded, tail: readonly Recorded[]): Remembered => ({
  state: tail.reduce(apply, state),
  last: tail.at(-1) ?? first,
});

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.seq === other.seq && one.at === other.at && one.kind === other.kind;
