// A logarithmic scale from values to pixels. Pure.

export type Scale = { at(value: number): number; readonly ticks: readonly number[] };

/** Ticks at the powers of ten inside. @throws RangeError unless 0 < low < high */
export function logScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale {
  if (!(low > 0 && high > low)) throw new RangeError(`no logarithmic scale from ${low} to ${high}`);
  const span = Math.log(high / low);
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  return {
    at: (value) => from + ((to - from) * Math.log(value / low)) / span,
    ticks: Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => 10 ** (first + step)),
  };
}

/** The powers of ten around all values. */
export function decadesAround(values: readonly number[]): readonly [number, number] {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  return [low, high > low ? high : low * 10];
}
