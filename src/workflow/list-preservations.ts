// What is kept for whoever asked, over all cases: on which ground, until when, extended or let go of. The first to end stands first.
import type { Case } from '../domain/case/case.ts';
import type { Ground, ItemIndex } from '../domain/case/event.ts';
import type { PreservedState } from '../domain/case/item.ts';
import type { AuthorityId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Cases } from '../ports/cases.ts';
import type { Preservations } from '../ports/preservations.ts';

/** `ended`: the day has come. `released`: a person let it go before. */
export type KeptNow = 'running' | 'ended' | 'released';

export interface Preservation extends Pick<PreservedState, 'since' | 'until' | 'extended' | 'releasedAt'> {
  readonly number: CaseNumber;
  readonly item: ItemIndex;
  readonly ground: Ground;
  /** The body that asked for it; null where nobody is proven. */
  readonly body: AuthorityId | null;
  /** Copies of which a record is kept. */
  readonly copies: number;
  readonly is: KeptNow;
}

export async function listPreservations(
  now: Instant,
  { cases, preservations }: { readonly cases: Pick<Cases, 'load'>; readonly preservations: Preservations },
): Promise<readonly Preservation[]> {
  const rows: Preservation[] = [];
  for (const id of await preservations.cases()) {
    const state = await cases.load(id);
    if (state !== undefined) rows.push(...keptIn(state, now));
  }
  return rows.toSorted((a, b) => ORDER[a.is] - ORDER[b.is] || a.until - b.until);
}

const ORDER: Record<KeptNow, number> = { running: 0, ended: 1, released: 2 };

/** One row an item. */
const keptIn = ({ number, items, notice }: Case, now: Instant): readonly Preservation[] =>
  number === null
    ? []
    : items.flatMap(({ index: item, preserved, copies }) => {
        if (preserved === null) return [];
        const { by: _, ...kept } = preserved;
        const body = notice?.sender.authority ?? null;
        return [{ number, item, body, ...kept, copies: copies.length, is: isNow(preserved, now) }];
      });

function isNow({ until, releasedAt }: PreservedState, now: Instant): KeptNow {
  if (releasedAt !== null) return 'released';
  return until > now ? 'running' : 'ended';
}
