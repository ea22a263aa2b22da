// What a search answers with.

/** `id`: the row in the part that was searched. `distance`: bits, 0 to 256. */
export type Match = { readonly id: number; readonly distance: number };

/**
 * Told each row that is found, in any order. Says within how many bits the search is to go on, never more than before;
 * below 0 it ends. Some rows beyond that are still told.
 */
export type Visit = (row: number, distance: number) => number;

/** All that a search within `radius` finds. */
export function listed(radius: number, search: (visit: Visit) => void): readonly Match[] {
  const matches: Match[] = [];
  search((id, distance) => {
    matches.push({ id, distance });
    return radius;
  });
  return matches;
}
