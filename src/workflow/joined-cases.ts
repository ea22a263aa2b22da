// What one person decided counts in every joined case. The case in which she signed tells the others; a case whose item was found
// later asks them. Both may run twice, and both are needed: whichever comes second sees the other's record.
import { type Case, itemAt } from '../domain/case/case.ts';
import { type Adoptable, adoptable } from '../domain/case/joined.ts';
import type { Item } from '../domain/case/item.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse } from '../domain/kernel/result.ts';
import type { Cases, Listing } from '../ports/cases.ts';
import type { Outcome } from './outcome.ts';
import { DESK, step } from './step.ts';

/** An item of a case, with the case it belongs to. */
interface Here {
  readonly id: CaseId;
  readonly state: Case;
  readonly item: Item;
}

/** Records the decision in each joined case where it may count, one after another; what a case refuses it goes on without. */
export async function shareDecision(here: Here, now: Instant, cases: Cases): Promise<Outcome> {
  for (const { case: id, item } of await joinedTo(here, cases))
    await cases.update(id, (state) => {
      const target = itemAt(state, item);
      const found = target === undefined ? null : adoptable(here, { state, item: target });
      return found === null
        ? refuse('action.not-asked', 'nothing decided elsewhere counts here')
        : step(state, [command(item, found)], DESK, now);
    });
  return { kind: 'nothing-to-do' };
}

/** The first decision of a joined case that may count here, if the item still waits for one. */
export async function adoptDecision(here: Here, cases: Cases): Promise<Outcome> {
  if (here.item.status !== 'awaiting-decision') return { kind: 'nothing-to-do' };
  for (const { case: id, item } of await joinedTo(here, cases)) {
    const state = await cases.load(id);
    const source = state === undefined ? undefined : itemAt(state, item);
    const found =
      state === undefined || source === undefined ? null : adoptable({ state, item: source }, here);
    if (found !== null) return { kind: 'record', command: command(here.item.index, found) };
  }
  return { kind: 'nothing-to-do' };
}

const joinedTo = ({ id, item }: Here, cases: Cases): Promise<readonly Listing[]> =>
  cases.listing([item.listed.locator], id);

const command = (item: number, found: Adoptable) => ({ kind: 'adopt-decision', item, ...found }) as const;
