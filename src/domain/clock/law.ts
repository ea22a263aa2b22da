// A law as it applies to one notice: the snapshot a case keeps, so that it keeps the law of its day whatever changes later.
import type { Calendar } from './calendar.ts';
import { type Arrival, isArrival, type Occasion } from './occasion.ts';
import { type Duty, type Element, isVerified, type Regime, type Statement, type Words } from './regime.ts';

export interface AppliedLaw {
  readonly regime: string;
  /** First day in force of this version, or `always`. */
  readonly edition: string;
  readonly name: Words;
  readonly instrument: string;
  readonly binding: boolean;
  readonly zone: string;
  /** Kept only where a duty is counted in working days. */
  readonly calendar: Calendar | null;
  /** Only what this kind of notice can bring about. */
  readonly duties: readonly Duty[];
  /** Only what may be held against a notice: required, and verified with its article. */
  readonly elements: readonly Pick<Element, 'key' | 'needs' | 'text'>[];
  /** True where the law itself lets the time stand still while the notifier is asked. */
  readonly pausable: boolean;
  /**
   * Where the law itself lets one hide at once and decide after, for at most so many days; null: until its deadline for deciding.
   * Left out: it does not, or nobody has verified that.
   */
  readonly block?: { readonly days: number | null };
  /** True while it is not proven who sent the notice, or in which capacity. */
  readonly provisional: boolean;
}

/** The snapshot of a regime for a notice that arrived in these ways; null when nothing in it can ever start. */
export function snapshot(
  regime: Regime,
  edition: string,
  arrivals: readonly Arrival[],
  calendar: Calendar | undefined,
  provisional: boolean,
): AppliedLaw | null {
  const begins = ({ from }: Duty): boolean => arrives(from, arrivals);
  if (!regime.duties.some(begins)) return null;
  const duties = regime.duties.filter((duty) => begins(duty) || !isArrival(duty.from));
  const counted = duties.some(({ pace }) => pace.kind === 'within' && pace.period.unit === 'working-days');
  return {
    regime: regime.id,
    edition,
    name: regime.name,
    instrument: regime.instrument,
    binding: regime.binding,
    zone: regime.zone,
    calendar: counted ? (calendar ?? null) : null,
    duties,
    elements: regime.elements
      .filter((element) => element.required && isVerified(element))
      .map(({ key, needs, text }) => ({ key, needs, text })),
    pausable: regime.pause !== null && isVerified(regime.pause),
    ...(regime.block !== undefined && isVerified(regime.block) ? { block: { days: regime.block.days } } : {}),
    provisional,
  };
}

/** The elements a notice is known to lack, by name: what the notifier is asked for. */
export function lacking(
  { elements }: Pick<AppliedLaw, 'elements'>,
  missing: readonly Statement[],
): readonly AppliedLaw['elements'][number][] {
  return elements.filter(({ needs }) => needs.some((statement) => missing.includes(statement)));
}

const arrives = (from: Occasion, arrivals: readonly Arrival[]): boolean =>
  isArrival(from) && arrivals.includes(from);
