// What the proofs of the live index may not measure: each failure is a sentence, none is a pass.

/** How long queries took, microseconds. */
export type Spread = {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
};

/** Queries may take so many times longer beside a merge, or among attackers, than without. */
const MOST_TIMES = 2;
/** Rows that were added make a search longer by themselves; that is no fault of theirs being alike. */
const MOST_TIMES_GROWN = 3;

type Exactness = {
  readonly differences: number;
  readonly whileMerging: number;
  readonly failedMerges: number;
};

export const failuresOfExact = ({
  differences,
  whileMerging,
  failedMerges,
}: Exactness): readonly string[] => [
  ...unless(differences === 0, `${differences} answers differ from comparing with each entry`),
  ...failuresOfMerging(whileMerging, failedMerges),
];

type Merging = {
  readonly medianRatioOfP99: number;
  readonly whileMerging: number;
  readonly failedMerges: number;
};

export const failuresOfMerge = ({
  medianRatioOfP99,
  whileMerging,
  failedMerges,
}: Merging): readonly string[] => [
  ...slower('queries beside a merge: p99', medianRatioOfP99, MOST_TIMES),
  ...failuresOfMerging(whileMerging, failedMerges),
];

type Skew = {
  readonly before: Spread;
  readonly afterCopies: Spread;
  readonly afterFlood: Spread;
  readonly failedMerges: number;
};

/** Copies share one row, so they add nothing to search; a flood adds its rows. */
export const failuresOfSkew = ({
  before,
  afterCopies,
  afterFlood,
  failedMerges,
}: Skew): readonly string[] => [
  ...slower('strangers after a million copies: p50', afterCopies.p50 / before.p50, MOST_TIMES),
  ...slower('strangers after a million copies: p99', afterCopies.p99 / before.p99, MOST_TIMES),
  ...slower('strangers after the flood: p50', afterFlood.p50 / before.p50, MOST_TIMES_GROWN),
  ...slower('strangers after the flood: p99', afterFlood.p99 / before.p99, MOST_TIMES_GROWN),
  ...unless(failedMerges === 0, `${failedMerges} merges failed`),
];

const failuresOfMerging = (whileMerging: number, failedMerges: number): readonly string[] => [
  ...unless(whileMerging > 0, 'no query was measured while a merge went on'),
  ...unless(failedMerges === 0, `${failedMerges} merges failed`),
];

/** What is not a number was not measured, and that is a failure too. */
const slower = (what: string, times: number, most: number): readonly string[] =>
  unless(times <= most, `${what} is ${times.toFixed(2)} times as long, more than ${most}`);

const unless = (holds: boolean, failure: string): readonly string[] => (holds ? [] : [failure]);
