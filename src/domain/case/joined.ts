// Joined cases list the same place. A person decides once: what she signed in one of them may count in the others, each of which
// acts, looks and answers for itself. Here it is said what may; docs/adr/0011-joined-cases.md says why.
import type { Reading } from '../notice/letter.ts';
import { type Case, openAppeal } from './case.ts';
import type { AdoptableDecision, Origin } from './event.ts';
import type { Decided, Item } from './item.ts';

/** An item and the case it belongs to. */
export interface CaseItem {
  readonly state: Pick<Case, 'number' | 'notice'>;
  readonly item: Item;
}

/** A decision of another case that may count for an item, as it was signed there. */
export interface Adoptable {
  readonly decision: AdoptableDecision;
  readonly from: Pick<Origin, 'number' | 'item'>;
}

/**
 * The decision of a joined case that may count for an item, or null. Only what was signed there itself is handed on, and only
 * while it stands there: what an appeal found wrong, or what was decided for a notifier who took it back, spreads no further. A refusal is never handed on: a later notifier may say
 * what an earlier one could not. Whether the decision is possible now, the lifecycle says.
 * @param source where somebody decided
 * @param target where her decision may count
 */
export function adoptable(source: CaseItem, target: CaseItem): Adoptable | null {
  const signed = handedOn(source.item, target.item);
  const { number } = source.state;
  if (signed === null || number === null) return null;
  if (!asksForRemoval(target.state.notice?.reading) || !isSamePlace(source.item, target.item)) return null;
  return { decision: signed, from: { number, item: source.item.index } };
}

/** To destroy, for what is removed by hiding; to hide, for everything else. */
function handedOn(source: Item, { result }: Item): AdoptableDecision | null {
  if (source.withdrawn !== null) return null;
  const present = source.decision;
  if (present?.act !== 'hide' && present?.act !== 'destroy') return null;
  const isHidden = result?.word === 'removed' && result.how === 'hide';
  return isHidden
    ? signedHere({ decision: present, from: source.from }, 'destroy')
    : signedHere(source.hiding, 'hide');
}

function signedHere(held: Decided | null, act: AdoptableDecision['act']): AdoptableDecision | null {
  return held?.from === null && held.decision.act === act ? { ...held.decision, act } : null;
}

/** A letter that asks only to keep or to suspend somebody, or for nothing, wants nothing hidden. */
function asksForRemoval(reading: Reading | undefined): boolean {
  if (reading === undefined || reading.kind === 'preservation' || reading.kind === 'not-a-notice')
    return false;
  const { measures } = reading;
  return measures.length === 0 || measures.includes('delete') || measures.includes('block');
}

/**
 * True where the link leads to nothing but what was there when the other case was decided. The name of a room can be given to
 * another room: the same link alone proves nothing.
 */
export function isSamePlace(source: Item, target: Item): boolean {
  const linked = target.copies.filter(({ copy }) => copy.via === 'link');
  const named = linked.length > 0 ? linked : target.copies;
  const isKnown = ({ copy }: Item['copies'][number]): boolean =>
    source.copies.some((held) => held.copy.id === copy.id && held.copy.connector === copy.connector);
  return named.length > 0 && named.every(isKnown);
}

/** True where nothing may be destroyed for any case: an appeal on the item is open in this one, or was upheld. */
export function isContested(state: Case, item: Item): boolean {
  return openAppeal(state, item.index) !== undefined || item.decision?.act === 'restore';
}
