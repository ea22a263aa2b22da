// The little counting that all measurements of robustness share.

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export type Bin = { readonly from: number; readonly to: number; readonly count: number };

/** How many values lie in each bin of `width`, from 0 to `most`; both ends of a bin belong to it. */
export function histogram(values: Iterable<number>, width: number, most: number): readonly Bin[] {
  const counts = new Array<number>(Math.floor(most / width) + 1).fill(0);
  for (const value of values) {
    const bin = Math.floor(value / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({
    from: bin * width,
    to: Math.min(most, (bin + 1) * width - 1),
    count,
  }));
}
