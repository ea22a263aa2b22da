// What a row of samples tells: middle, spread, the slow end. Pure.

export type Spread = { readonly median: number; readonly min: number; readonly max: number };

/** The value below which that share of the samples lies (nearest rank). @throws RangeError for no samples */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('no samples, no quantile');
  return value;
}

/** The middle of the samples; of an even number, the mean of the two in the middle. @throws RangeError for no samples */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('no samples, no median');
  return (low + high) / 2;
}

/** Middle and extremes, for instance of the medians of rounds. */
export const spreadOf = (samples: readonly number[]): Spread => ({
  median: median(samples),
  min: Math.min(...samples),
  max: Math.max(...samples),
});

/** How many times slower `theirs` is than `ours`: of the medians, and from the worst pair to the best. */
export const timesFaster = (ours: Spread, theirs: Spread): Spread => ({
  median: theirs.median / ours.median,
  min: theirs.min / ours.max,
  max: theirs.max / ours.min,
});
