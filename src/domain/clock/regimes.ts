// Law as data: the rows under which this desk starts clocks today. All 22 regimes, sub-clocks and holidays come with the law issue.
// Facts for software, not legal advice. A target is a wish of the authority and is never shown as a deadline in law.
import type { LetterKind } from '../notice/letter.ts';
import type { Level } from '../notice/authority.ts';

export interface Regime {
  readonly id: string;
  readonly instrument: string;
  /** The article that sets the time, or the practice where no statute does. */
  readonly article: string;
  readonly deadline:
    | { readonly kind: 'hours'; readonly hours: number }
    | { readonly kind: 'without-delay' }
    | { readonly kind: 'none' };
  /** The authority's own target in hours, or null. Not law. */
  readonly targetHours: number | null;
  readonly starts: 'notice-given' | 'awareness';
  /** What ends it: the report of the result, or the last item settled. */
  readonly ends: 'answered' | 'settled';
  /** A: statute or official page. B: secondary source. M: unverified. */
  readonly confidence: 'A' | 'B' | 'M';
}

const REGIMES: readonly Regime[] = [
  {
    id: 'kr-kmcsc-correction',
    instrument: 'KMCC Establishment Act; correction request (시정요구)',
    article: 'Enforcement Decree Art. 7(3): report the result without delay',
    deadline: { kind: 'without-delay' },
    targetHours: 24,
    starts: 'notice-given',
    ends: 'answered',
    confidence: 'A',
  },
  {
    id: 'kr-voluntary-request',
    instrument: 'KMCSC request for voluntary co-operation to overseas platforms',
    article: 'practice, no statute',
    deadline: { kind: 'none' },
    targetHours: 24,
    starts: 'notice-given',
    ends: 'answered',
    confidence: 'B',
  },
  {
    id: 'kr-tba-22-5',
    instrument: 'Telecommunications Business Act',
    article: 'Art. 22-5(1): delete without delay after becoming aware',
    deadline: { kind: 'without-delay' },
    targetHours: null,
    starts: 'awareness',
    ends: 'settled',
    confidence: 'A',
  },
];

/** The row of a regime; throws on an id no row has (a bug: ids are written by this desk only). */
export function regimeById(id: string): Regime {
  const regime = REGIMES.find((row) => row.id === id);
  if (regime === undefined) throw new Error(`no regime row ${id}`);
  return regime;
}

/**
 * The one regime whose clock a letter starts. A sender nobody could prove still makes the desk aware: the awareness
 * clock runs, so that doubt about a letter never delays the person shown.
 */
export function regimeFor(kind: LetterKind, level: Level): Regime {
  const id =
    level === 'L0'
      ? 'kr-tba-22-5'
      : kind === 'correction-request'
        ? 'kr-kmcsc-correction'
        : 'kr-voluntary-request';
  return regimeById(id);
}
