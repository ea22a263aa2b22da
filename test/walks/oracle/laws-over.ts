// Which laws held over which stretch of a story, and what the notice was to each: statements C20, C21 and C35 of
// docs/spec/legal-clocks.md. A proof may bring a law and take one back, a person may take one back.
import type { Reach } from '../../../src/domain/clock/apply.ts';
import type { LawBook } from '../../../src/domain/clock/book.ts';
import type { Occasion } from '../../../src/domain/clock/occasion.ts';
import type { Regime } from '../../../src/domain/clock/regime.ts';
import { firstFrom, type Lived } from './happening.ts';
import { arrivalsFired, lawsApplying } from './which-laws.ts';

/** From where to where in the story a law held; it may come back with the proof of the sender. */
export interface Span {
  readonly from: number;
  /** Taken back here; Infinity if never. */
  readonly until: number;
  /** What the notice is to this law, and the place from which it is known to be that. */
  readonly arrivals: readonly Arrived[];
  /** False where the proof rules the law out, which goes on only because the proof brought no other. */
  readonly isProvable: boolean;
}

interface Arrived {
  readonly occasion: Occasion;
  readonly index: number;
}

export interface Applied {
  readonly law: Regime;
  readonly spans: readonly Span[];
}

/** Every law that applied at any time, in the order of the book. */
export function lawsOver(book: LawBook, reach: Reach, lived: Lived): readonly Applied[] {
  const { told, speaker, happenings } = lived;
  const proof = firstFrom(1, happenings.length, (index) => happenings[index]?.kind === 'proven');
  const happening = proof === null ? undefined : happenings[proof];
  const known = happening?.kind === 'proven' ? happening.speaker : null;
  const atFirst = lawsApplying(book, reach, told, speaker);
  const later = known === null ? atFirst : lawsApplying(book, reach, told, known);
  const takenBack = (law: Regime, from: number): number =>
    firstFrom(from, happenings.length, (index) => {
      const one = happenings[index];
      return one?.kind === 'law-withdrawn' && one.regime === law.id;
    }) ?? Infinity;
  const first = arrivalsFired(speaker, told.letter).map((occasion) => ({ occasion, index: 0 }));
  const proven = (known === null ? [] : arrivalsFired(known, told.letter)).map((occasion) => ({
    occasion,
    index: proof ?? 0,
  }));
  const both = [
    ...first,
    ...proven.filter((one) => !first.some(({ occasion }) => occasion === one.occasion)),
  ];
  return [...new Set([...atFirst, ...later])].map((law) => {
    const arrivals = later.includes(law) ? both : first;
    const isProvable = later.includes(law);
    const before = atFirst.includes(law) ? [{ from: 0, until: takenBack(law, 1), arrivals, isProvable }] : [];
    if (proof === null) return { law, spans: before };
    const brought = { from: proof, until: takenBack(law, proof), arrivals: proven, isProvable };
    return { law, spans: withProof(before, brought, later.includes(law), later.length === 0) };
  });
}

/** C21: the proof takes a law back, brings it (but none that a person had taken back), or leaves it as it is. */
function withProof(
  before: readonly Span[],
  brought: Span,
  applies: boolean,
  isLast: boolean,
): readonly Span[] {
  const proof = brought.from;
  if (isLast) return before;
  if (!applies) return before.map((span) => ({ ...span, until: Math.min(span.until, proof) }));
  return before.length > 0 ? before : [brought];
}
