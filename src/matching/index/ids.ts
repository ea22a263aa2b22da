// A column of ids, of which most callers count up: as stretches of ids that follow one another, where those take less
// memory than a number for each entry. What was deleted, or is a copy, leaves a gap and begins another stretch.

/**
 * Plain data, so that it can be posted. Without `rows`, entry n has `ids[n]`. With them, stretch k begins at entry `rows[k]`
 * with id `ids[k]`, both ascending, and counts up from there.
 */
export type IdColumn = {
  readonly count: number;
  readonly ids: Uint32Array;
  readonly rows: Uint32Array | null;
};

/** One number an entry, in any order. */
export const listedIds = (ids: Uint32Array): IdColumn => ({ count: ids.length, ids, rows: null });

/** Whichever of the two takes less, in shared memory. @param ids ascending; not kept */
export function idColumn(ids: Uint32Array): IdColumn {
  let stretches = 0;
  for (let at = 0; at < ids.length; at++) if (begins(ids, at)) stretches++;
  if (2 * stretches >= ids.length) return listedIds(sharedFrom(ids));
  const firsts = shared(stretches);
  const rows = shared(stretches);
  for (let at = 0, stretch = 0; at < ids.length; at++) {
    if (!begins(ids, at)) continue;
    firsts[stretch] = ids[at] ?? 0;
    rows[stretch++] = at;
  }
  return { count: ids.length, ids: firsts, rows };
}

const begins = (ids: Uint32Array, at: number): boolean => at === 0 || ids[at] !== (ids[at - 1] ?? 0) + 1;

const shared = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));

function sharedFrom(ids: Uint32Array): Uint32Array {
  const to = shared(ids.length);
  to.set(ids);
  return to;
}

/** The id of entry `at`, which is below `count`. */
export function idAt({ ids, rows }: IdColumn, at: number): number {
  if (rows === null) return ids[at] ?? 0;
  const stretch = lowerBound(rows, at + 1) - 1;
  return (ids[stretch] ?? 0) + at - (rows[stretch] ?? 0);
}

/** Where `id` stands among ascending ids, or -1. */
export function indexOfId({ count, ids, rows }: IdColumn, id: number): number {
  if (rows === null) {
    const at = lowerBound(ids, id);
    return ids[at] === id ? at : -1;
  }
  const stretch = lowerBound(ids, id + 1) - 1;
  if (stretch < 0) return -1;
  const at = (rows[stretch] ?? 0) + id - (ids[stretch] ?? 0);
  return at < (rows[stretch + 1] ?? count) ? at : -1;
}

/** The first position whose value is not below `value`. */
export function lowerBound(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
