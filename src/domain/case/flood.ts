// What of all that waits is a flood: one notifier with very many open cases, or very many in the same words. Known by comparing alone:
// nobody is judged by it, and nothing but the turn follows from it. A body that is proven is never part of one.
import { isProven, type Sharing, type Standing } from './triage.ts';

/** From so many open cases of one notifier, or in the same words, they are a flood. */
export const FLOOD = 20;

/** Those that take turns with everybody else, each with why and with how many it does. */
export function floodOf<S extends Standing>(all: readonly S[]): Map<S, Sharing> {
  const unproven = all.filter((one) => !isProven(one));
  const notifiers = countBy(unproven, ({ notifier }) => notifier);
  const words = countBy(unproven, (one) => one.words);
  return new Map(
    unproven.flatMap((one) => {
      const sharing = sharingOf(one, of(notifiers, one.notifier), of(words, one.words));
      return sharing === null ? [] : [[one, sharing] as const];
    }),
  );
}

/** Whoever speaks of a threat or of a child is never limited. */
function sharingOf(
  { danger, limited }: Pick<Standing, 'danger' | 'limited'>,
  byNotifier: number,
  inWords: number,
): Sharing | null {
  if (inWords >= FLOOD) return { why: 'words', many: inWords };
  if (byNotifier >= FLOOD) return { why: 'notifier', many: byNotifier };
  return limited && danger === 'none' ? { why: 'limited', many: byNotifier } : null;
}

const of = (counts: ReadonlyMap<string, number>, key: string | null): number =>
  key === null ? 0 : (counts.get(key) ?? 0);

/** How many have each key; those that have none are not counted. */
export function countBy<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
