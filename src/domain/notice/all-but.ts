// `All items except no. 2`: which are taken back where some are named that are not. Where more than one exception is made, or the numbers
// do not fit together, nothing is said: a person reads it.
import { namedNumbers } from './named-numbers.ts';
import { EXCEPT_BEFORE, EXCEPT_BEHIND, OF_NUMBERS, PART_OF, THE_REQUEST } from './saying-words.ts';
import { type Place, placesOf, says } from './wording.ts';

export interface AllBut {
  /** Every item but these; empty where the items themselves are named. */
  readonly except: readonly number[];
  /** `1 to 9 except 4`: what is left of them. */
  readonly numbers: readonly number[];
}

/** @param clause what is taken back, plain; @returns null where it is not said plainly */
export function allBut(clause: string): AllBut | null {
  const behind = placesOf(EXCEPT_BEHIND, clause);
  const before = placesOf(EXCEPT_BEFORE, clause);
  const place = onlyOne([...behind, ...before]);
  if (place === null) return null;
  const { excepted, others } = halves(clause, place, behind.length > 0);
  if (excepted.length === 0) return null;
  if (others.length === 0)
    return says(THE_REQUEST, clause) || behind.length === 0 ? { except: excepted, numbers: [] } : null;
  if (!excepted.every((number) => others.includes(number))) return null;
  const numbers = others.filter((number) => !excepted.includes(number));
  return numbers.length > 0 ? { except: [], numbers } : null;
}

/** The numbers that are excepted, and those beside them. German says it on both sides: `Nr. 2 ausgenommen`, `ausgenommen Nr. 2`. */
function halves(
  clause: string,
  { start, end }: Place,
  mayBeBehind: boolean,
): { excepted: readonly number[]; others: readonly number[] } {
  const [front, rest] = [clause.slice(0, start), clause.slice(end)];
  const named = namedNumbers(rest);
  if (mayBeBehind && named.length > 0) return { excepted: named, others: namedNumbers(front) };
  const cut = listStart(front);
  return {
    excepted: namedNumbers(front.slice(cut)),
    others: [...namedNumbers(front.slice(0, cut)), ...named],
  };
}

/** Where the list of numbers begins with which a text ends: behind `중` (`of these`), else at the first of its last words that are numbers, or stand beside them. */
function listStart(text: string): number {
  const part = placesOf(PART_OF, text).at(-1)?.end ?? 0;
  const words = text.slice(part).trimEnd().split(' ');
  const first = words.findLastIndex((word) => !/\d/.test(word) && !says(OF_NUMBERS, word)) + 1;
  return part + words.slice(0, first).join(' ').length;
}

/** The longest, where all are the same one, longer and shorter: `except`, `except for`. */
function onlyOne(places: readonly Place[]): Place | null {
  const longest = places.reduce<Place | null>(
    (best, one) => (best === null || one.end - one.start > best.end - best.start ? one : best),
    null,
  );
  const isApart = ({ start, end }: Place): boolean =>
    longest === null || end <= longest.start || longest.end <= start;
  return places.some(isApart) ? null : longest;
}
