// A place in the order of work as programs see it, the same on the command line and over HTTP. Nothing of what is shown or said in the rooms,
// and nobody's name but that of who works on it.
import type { CaseClaim } from '../case/event.ts';
import type { Waiting } from '../case/order-of-work.ts';
import { bandAt } from '../case/triage.ts';
import { type Instant, utc } from '../kernel/instant.ts';
import type { PersonId } from '../kernel/ids.ts';

/** A case that waits, at its place from 1. */
export interface Placed<R extends Waiting = Waiting> {
  readonly row: R;
  readonly place: number;
  /** Who works on it now, by name. */
  readonly holder: { readonly name: string; readonly until: Instant } | null;
}

type Claimed = Waiting & { readonly claim: CaseClaim | null };

/** Rows in their order, each with who works on it at `now`; a claim that has run out is none. @param names of people */
export function placesOf<R extends Claimed>(
  rows: readonly R[],
  names: ReadonlyMap<PersonId, string>,
  now: Instant,
): readonly Placed<R>[] {
  return rows.map((row, at) => {
    const { claim } = row;
    const holds = claim !== null && claim.until > now;
    const holder = holds ? { name: names.get(claim.by) ?? claim.by, until: claim.until } : null;
    return { row, place: at + 1, holder };
  });
}

/** Times in ISO 8601 UTC. */
export function placeJson({ row, place, holder }: Placed, now: Instant): object {
  const {
    number,
    need,
    danger,
    firstOfPlace,
    deadline,
    copies,
    rooms,
    turnOf,
    receivedAt,
    shares,
    earlier,
    newCopies,
  } = row;
  return {
    ...{
      place,
      number,
      needs: need,
      danger: firstOfPlace ? danger : 'none',
      copies,
      rooms,
      newCopies,
      turnOf,
    },
    ...{ earlier, takesTurns: shares === null ? null : { why: shares.why, with: shares.many } },
    left: bandAt(deadline, now),
    deadline: deadline === null ? null : utc(deadline),
    receivedAt: utc(receivedAt),
    heldBy: holder?.name ?? null,
    heldUntil: holder === null ? null : utc(holder.until),
  };
}
