// Which segments a merge takes in. Few segments make queries fast, few merges make inserts cheap: a segment is
// written again only when what joins it is not small beside it, so an entry is written again log8(N) times.

/** A segment that is this many times larger than all that would join it is left alone. */
const RATIO = 8;
/** A segment is written again when more than this share of it is deleted. */
const DEAD_SHARE = 0.25;
/** One WebAssembly memory ends at 4 GiB; this many entries leave room. */
export const MAX_SEGMENT_ENTRIES = 25_000_000;

export type Size = { readonly entries: number; readonly dead: number };

/**
 * The segments that are not too large beside what joins them, or that are full of what was deleted.
 * @param incoming entries of the full heads
 * @returns positions in `segments` of those that the merge rewrites together with the heads
 */
export function planMerge(segments: readonly Size[], incoming: number): readonly number[] {
  return taken(
    segments,
    incoming,
    (alive, { entries }, total) => alive <= total * RATIO || alive < entries * (1 - DEAD_SHARE),
  );
}

/** As many segments as one can hold, the smallest first. */
export function planRewrite(segments: readonly Size[], incoming: number): readonly number[] {
  return taken(segments, incoming, () => true);
}

function taken(
  segments: readonly Size[],
  incoming: number,
  wanted: (alive: number, size: Size, total: number) => boolean,
): readonly number[] {
  const positions: number[] = [];
  let total = incoming;
  const smallestFirst = [...segments.entries()].toSorted(([, a], [, b]) => living(a) - living(b));
  for (const [at, size] of smallestFirst) {
    const alive = living(size);
    if (total + alive > MAX_SEGMENT_ENTRIES || !wanted(alive, size, total)) continue;
    positions.push(at);
    total += alive;
  }
  return positions;
}

const living = ({ entries, dead }: Size): number => entries - dead;
