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
 * @param most entries that may come together
 * @returns positions in `segments` of those that the merge rewrites together with the heads
 */
export function planMerge(segments: readonly Size[], incoming: number, most: number): readonly number[] {
  const positions: number[] = [];
  let total = incoming;
  for (const { at, entries, alive } of smallestFirst(segments)) {
    if (total + alive > most) continue;
    if (alive > total * RATIO && alive >= entries * (1 - DEAD_SHARE)) continue;
    positions.push(at);
    total += alive;
  }
  return positions;
}

/**
 * Groups that, each rewritten into one, leave few segments and nothing that was deleted. A segment that is alone in its
 * group and holds nothing deleted is in none: rewriting would change nothing.
 * @param most entries that may come together; a segment with more is rewritten by itself
 * @returns positions in `segments`
 */
export function planRewrite(segments: readonly Size[], most: number): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let total = Infinity;
  for (const { at, alive } of smallestFirst(segments)) {
    if (total + alive > most) {
      groups.push([]);
      total = 0;
    }
    groups.at(-1)?.push(at);
    total += alive;
  }
  return groups.filter((group) => group.length > 1 || group.some((at) => (segments[at]?.dead ?? 0) > 0));
}

const smallestFirst = (segments: readonly Size[]) =>
  segments
    .map(({ entries, dead }, at) => ({ at, entries, alive: entries - dead }))
    .toSorted((a, b) => a.alive - b.alive);
