// What happened in a case, in the plain words of the oracle: a list of happenings, and questions answered by reading the list.
import type { Alarm } from '../../../src/domain/clock/clock.ts';
import type { Milestone, Occasion } from '../../../src/domain/clock/occasion.ts';
import type { Statement } from '../../../src/domain/clock/regime.ts';
import type { Speaker, Told } from './which-laws.ts';

export type Happened =
  /** The desk made a case of the notice. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'completed'; readonly stated: readonly Statement[] }
  | { readonly kind: 'judged-missing'; readonly missing: readonly Statement[] }
  | { readonly kind: 'item-decided'; readonly item: number }
  /** `touched`: something was done to what was posted. `there`: there was something that could be kept. */
  | {
      readonly kind: 'item-settled';
      readonly item: number;
      readonly touched: boolean;
      readonly there: boolean;
    }
  | { readonly kind: 'answered' }
  | { readonly kind: 'proven'; readonly speaker: Speaker }
  | { readonly kind: 'law-withdrawn'; readonly regime: string }
  | { readonly kind: 'paused'; readonly clock: string }
  | { readonly kind: 'resumed'; readonly clock: string }
  | { readonly kind: 'extended'; readonly clock: string; readonly due: number }
  /** The watch raised an alarm of a running clock. */
  | { readonly kind: 'heard'; readonly clock: string; readonly alarm: Alarm }
  | { readonly kind: 'closed' };

/** `at`: the moment on record. */
export type Happening = Happened & { readonly at: number };

/** A whole case as it was lived through; the first happening is that it was opened. */
export interface Lived {
  readonly told: Told;
  readonly speaker: Speaker;
  readonly items: number;
  readonly happenings: readonly Happening[];
}

/** The first place in a list, from `from` on, for which something is true; null when there is none. */
export function firstFrom(from: number, until: number, isSo: (index: number) => boolean): number | null {
  for (let index = from; index < until; index += 1) if (isSo(index)) return index;
  return null;
}

/** Earlier of two places, either of which may not exist. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** What the notice is known to lack after the happening at `index`. */
export function missingAt({ told, happenings }: Lived, index: number): readonly Statement[] {
  let missing = [...told.missing];
  for (const happening of happenings.slice(0, index + 1)) {
    if (happening.kind === 'judged-missing') missing = [...missing, ...happening.missing];
    if (happening.kind === 'completed') missing = missing.filter((one) => !happening.stated.includes(one));
  }
  return missing;
}

/** Is every item decided, settled, or the answer sent, after the happening at `index`? A notice without items is neither. */
export function isTrueAt({ items, happenings }: Lived, outcome: Occasion, index: number): boolean {
  const past = happenings.slice(0, index + 1);
  if (outcome === 'answered') return past.some(({ kind }) => kind === 'answered');
  const counts = outcome === 'decided' ? ['item-decided', 'item-settled'] : ['item-settled'];
  const done = new Set(past.flatMap((one) => ('item' in one && counts.includes(one.kind) ? [one.item] : [])));
  return items > 0 && done.size === items;
}

/** Is every item settled after the happening at `index`, without anything having been done to what was posted? */
export function isUntouchedAt(lived: Lived, index: number): boolean {
  const touched = lived.happenings
    .slice(0, index + 1)
    .some((one) => one.kind === 'item-settled' && one.touched);
  return isTrueAt(lived, 'settled', index) && !touched;
}

/** Is every item settled after the happening at `index`, and was there nothing of any, or is keeping all that was asked for and refused? */
export function isNothingToKeepAt(lived: Lived, index: number): boolean {
  if (lived.told.letter === 'preservation') return isUntouchedAt(lived, index);
  const there = lived.happenings.slice(0, index + 1).some((one) => one.kind === 'item-settled' && one.there);
  return isTrueAt(lived, 'settled', index) && !there;
}
