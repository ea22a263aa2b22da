// What every letter asks for and what the scripted reviewer will make of it, decided by the seed before anything is sent.
import type { Seeded, SeededItem } from '../../messenger/seed.ts';
import type { Random } from './random.ts';

/** `leave`: nobody ever decides on it, so nothing may ever happen to it. */
export type Wish = 'hide' | 'refuse' | 'leave';

export interface PlannedLetter {
  readonly documentNumber: string;
  /** Items in the order of the letter. */
  readonly items: readonly { readonly item: SeededItem; readonly wish: Wish }[];
  /** False: the reviewer never opens it. */
  readonly reviewed: boolean;
  /** Handed over once more after its 250, as by a peer that did not hear it. */
  readonly repeated: boolean;
}

const MAX_LINKS = 3;
const REPEATED_SHARE = 0.15;
/** Of ten seeded items two are only ever refused and two are never decided on. */
const WISHES: readonly Wish[] = [
  'hide',
  'hide',
  'hide',
  'refuse',
  'hide',
  'leave',
  'hide',
  'refuse',
  'hide',
  'leave',
];
const LEAVE_SHARE = 0.1;

/** @param reviewedShare of the letters that the reviewer opens; he is slower than the post */
export function planLetters(
  seeded: Seeded,
  count: number,
  reviewedShare: number,
  random: Random,
): PlannedLetter[] {
  const pool = (wishes: readonly Wish[]) =>
    seeded.items.map((item, at) => ({ item, wish: wishOf(at) })).filter(({ wish }) => wishes.includes(wish));
  const [decided, all] = [pool(['hide', 'refuse']), pool(['hide', 'refuse', 'leave'])];
  return Array.from({ length: count }, (_, at) => {
    const choice = random.chance(LEAVE_SHARE) ? all : decided;
    const links = Array.from({ length: 1 + random.whole(MAX_LINKS) }, () => random.pick(choice));
    return {
      documentNumber: `TW-${String(at + 1).padStart(6, '0')}`,
      items: [...new Set(links)],
      reviewed: random.chance(reviewedShare),
      repeated: random.chance(REPEATED_SHARE),
    };
  });
}

/** Every item once, in letters of `size` items, all of which the reviewer opens, or none. */
export function planAllOnce(seeded: Seeded, size: number, reviewed = true): PlannedLetter[] {
  const listed = seeded.items.map((item, at) => ({ item, wish: wishOf(at) }));
  return Array.from({ length: Math.ceil(listed.length / size) }, (_, at) => ({
    documentNumber: `TW-${String(at + 1).padStart(6, '0')}`,
    items: listed.slice(at * size, (at + 1) * size),
    reviewed,
    repeated: false,
  }));
}

/** How many items there must be so that so many of them are to be hidden. */
export const itemsFor = (hidden: number): number =>
  Math.ceil(hidden / (WISHES.filter((wish) => wish === 'hide').length / WISHES.length));

/** The same item has the same wish in every letter: what one letter leaves, another cannot have hidden. */
function wishOf(index: number): Wish {
  return WISHES[index % WISHES.length] ?? 'leave';
}

/** Positions in the letter that the reviewer decides so. */
export function positions(letter: PlannedLetter, wish: Wish): number[] {
  return letter.items.flatMap((listed, at) => (listed.wish === wish ? [at + 1] : []));
}

/** Whether every item of it gets a decision, so that its reply must come. */
export function isAnswerable(letter: PlannedLetter): boolean {
  return letter.reviewed && letter.items.every(({ wish }) => wish !== 'leave');
}
