// Letters of several bodies, each item in one letter alone: whom every list of items belongs to, and what is decided on each. By the seed.
import type { Seeded } from '../../messenger/seed.ts';
import type { PlannedLetter } from './plan.ts';
import type { Random } from './random.ts';
import { type Body, TIDEWATCH } from './scene.ts';

export const BODIES: readonly Body[] = [
  TIDEWATCH,
  {
    ...TIDEWATCH,
    ...{ id: 'lanternhill', name: '등불언덕지원센터', nameEn: 'Lantern Hill Support Centre' },
    ...{ domain: 'lanternhill.example', addresses: ['requests@lanternhill.example'] },
  },
  {
    ...TIDEWATCH,
    ...{ id: 'farharbour', name: '먼항구상담소', nameEn: 'Far Harbour Counsel' },
    ...{ domain: 'farharbour.example', addresses: ['office@farharbour.example'] },
  },
];

export interface AskedLetter extends PlannedLetter {
  readonly body: Body;
}

const MOST_ITEMS = 2;
const HIDE_SHARE = 0.5;

/** How many items must be seeded for so many letters. */
export const itemsNeeded = (letters: number): number => letters * MOST_ITEMS;

/** @param left so many letters more, on which nobody ever decides: nobody may be answered */
export function planAnswers(
  { items }: Seeded,
  letters: number,
  left: number,
  random: Random,
): readonly AskedLetter[] {
  const waiting = [...items];
  return Array.from({ length: letters + left }, (_, at) => ({
    documentNumber: `AN-${String(at + 1).padStart(6, '0')}`,
    items: waiting.splice(0, 1 + random.whole(MOST_ITEMS)).map((item) => ({
      item,
      wish: at >= letters ? 'leave' : random.chance(HIDE_SHARE) ? 'hide' : 'refuse',
    })),
    reviewed: at < letters,
    repeated: false,
    body: random.pick(BODIES),
  }));
}
