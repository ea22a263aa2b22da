// What a run of walks adds up to.

export interface Sums {
  readonly histories: number;
  readonly clocks: number;
  readonly breaches: number;
  readonly nearBreaches: number;
  /** Steps of the machine's wall clock. */
  readonly steps: number;
  readonly restarts: number;
  readonly silentMisses: number;
  /** Histories in which product and oracle differ. */
  readonly differences: number;
  readonly excused: number;
  readonly withoutSign: number;
}

export const NOTHING: Sums = {
  histories: 0,
  clocks: 0,
  breaches: 0,
  nearBreaches: 0,
  steps: 0,
  restarts: 0,
  silentMisses: 0,
  differences: 0,
  excused: 0,
  withoutSign: 0,
};

export function addUp(one: Sums, other: Sums): Sums {
  const sum = (name: keyof Sums): number => one[name] + other[name];
  return {
    histories: sum('histories'),
    clocks: sum('clocks'),
    breaches: sum('breaches'),
    nearBreaches: sum('nearBreaches'),
    steps: sum('steps'),
    restarts: sum('restarts'),
    silentMisses: sum('silentMisses'),
    differences: sum('differences'),
    excused: sum('excused'),
    withoutSign: sum('withoutSign'),
  };
}
