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

export interface Arrived {
  readonly occasion: Occasion;
  readonly index: number;
  /** From here on it is known that the notice was none; a request that was still incomplete then is completed by nobody. */
  readonly until: number;
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
  const first = arrivalsFired(speaker, told.letter);
  const proven = known === null ? [] : arrivalsFired(known, told.letter);
  const untilProof = (occasion: Occasion): number =>
    proof === null || proven.includes(occasion) ? Infinity : proof;
  const atReceipt = first.map((occasion) => ({ occasion, index: 0, until: Infinity }));
  const atProof = proven.map((occasion) => ({ occasion, index: proof ?? 0, until: Infinity }));
  const both = [
    ...atReceipt.map((one) => ({ ...one, until: untilProof(one.occasion) })),
    ...atProof.filter(({ occasion }) => !first.includes(occasion)),
  ];
  const isNoneLeft = later.every((law) => takenBack(law, 1) < (proof ?? 0));
  return [...new Set([...atFirst, ...later])].map((law) => {
    const arrivals = later.includes(law) ? both : atReceipt;
    const isProvable = later.includes(law);
    const before = atFirst.includes(law) ? [{ from: 0, until: takenBack(law, 1), arrivals, isProvable }] : [];
    if (proof === null) return { law, spans: before };
    const brought = { from: proof, until: takenBack(law, proof), arrivals: atProof, isProvable };
    return { law, spans: withProof(before, brought, later.includes(law), isNoneLeft) };
  });
}

/** C21: the proof takes a law back, but not where none would be left, brings it, but none that a person had taken back, or leaves it. */
function withProof(
  before: readonly Span[],
  brought: Span,
  applies: boolean,
  isNoneLeft: boolean,
): readonly Span[] {
  const proof = brought.from;
  if (isNoneLeft) return before;
  if (!applies) return before.map((span) => ({ ...span, until: Math.min(span.until, proof) }));
  return before.length > 0 ? before : [brought];
}
