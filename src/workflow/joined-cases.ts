// What one person decided counts in every joined case. The case in which she signed tells the others; a case whose item was found
// later asks them. Both may run twice, and both are needed: whichever comes second sees the other's record.
import { type Case, hiddenCopies, itemAt } from '../domain/case/case.ts';
import type { Power } from '../domain/case/event.ts';
import { copyOf, type Item } from '../domain/case/item.ts';
import { type Adoptable, adoptable, isContested } from '../domain/case/joined.ts';
import type { Copy } from '../domain/content/copy.ts';
import type { CaseId, PersonId } from '../domain/kernel/ids.ts';
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

/**
 * Why an action that was decided is not taken on a copy, as a code, or null. An appeal gives back its own case's support only: what
 * another item or another case wants hidden is not shown. Nothing is destroyed while a joined case looks at its decision again.
 */
export async function stoppedBy(
  { id, state, item }: Here,
  power: Power,
  copy: Copy,
  cases: Cases,
): Promise<string | null> {
  if (power === 'restore') {
    const here = hiddenCopies({ items: state.items.filter(({ index }) => index !== item.index) });
    const wanted = here.some((other) => other.id === copy.id) || (await cases.isHiddenByAnother(copy, id));
    return wanted ? 'restore.wanted-hidden' : null;
  }
  if (power === 'destroy' && (await isContestedElsewhere({ id, state, item }, copy, cases)))
    return 'destroy.contested';
  return null;
}

async function isContestedElsewhere(here: Here, copy: Copy, cases: Cases): Promise<boolean> {
  for (const { case: id, item: at } of await joinedTo(here, cases)) {
    const state = await cases.load(id);
    const item = state === undefined ? undefined : itemAt(state, at);
    const isHere = item !== undefined && copyOf(item, copy.id) !== undefined;
    if (state !== undefined && isHere && isContested(state, item)) return true;
  }
  return false;
}

/** Everybody who ever decided on the same items in joined cases: none of them decides an appeal on it here. */
export async function decidersElsewhere(here: Here, cases: Cases): Promise<readonly PersonId[]> {
  const found = await Promise.all(
    (await joinedTo(here, cases)).map(async ({ case: id, item }) => {
      const state = await cases.load(id);
      return (state && itemAt(state, item)?.deciders) ?? [];
    }),
  );
  return found.flat();
}

const joinedTo = ({ id, item }: Here, cases: Cases): Promise<readonly Listing[]> =>
  cases.listing([item.listed.locator], id);

const command = (item: number, found: Adoptable) => ({ kind: 'adopt-decision', item, ...found }) as const;
