// What is true of a seeded messenger, as places that can be compared with an index: which file stands where, and what nobody outside
// can see. It begins with the truth file of the seed; whoever changes the messenger afterwards says so here. Pure but for that.
import type { Place, Truth } from '../../messenger/seeding/school/truth.ts';

export interface Known {
  /** `m/12 0 BLOB`: the spot, the position in it, the file. All that everybody in the rooms can see. */
  readonly open: Set<string>;
  /** The same in encrypted rooms: that something stands there is known, what it is is not. */
  readonly sealed: Set<string>;
  /** What stood in the open once. */
  readonly gone: Set<string>;
  /** SHA-256 of each file, by its id. */
  readonly files: Map<string, string>;
  /** Files that other servers keep. */
  peers: number;
  /** Copies whose bytes are others: compressed anew, cropped, mirrored and so on. */
  readonly altered: number;
}

/** What the truth file says. */
export function knownFrom({ items, innocent }: Truth): Known {
  const known: Known = {
    open: new Set(),
    sealed: new Set(),
    gone: new Set(),
    files: new Map(),
    peers: 0,
    altered: new Set(
      items.flatMap(({ copies }) => copies.filter((one) => one.alteration !== undefined)).map(copyKey),
    ).size,
  };
  const stands = (blob: string, sha256: string, places: readonly Place[]): void => {
    known.files.set(blob, sha256);
    for (const place of places) known.open.add(`${spotOf(place)} ${blob}`);
  };
  for (const { copies } of items) for (const { blob, sha256, place } of copies) stands(blob, sha256, [place]);
  for (const { blob, sha256, places } of innocent) stands(blob, sha256, places);
  return known;
}

const copyKey = ({ blob, place }: { readonly blob: string; readonly place: Place }): string =>
  `${spotOf(place)} ${blob}`;

/** A place as the media index names it: the spot and the position in it. */
export function spotOf(place: Place): string {
  switch (place.kind) {
    case 'message':
      return `m/${place.message} ${place.position}`;
    case 'avatar':
      return `avatar/${place.account} 0`;
    case 'room-picture':
      return `picture/${place.room} 0`;
  }
}

/** What is in the first and not in the second. */
export const onlyIn = (one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] =>
  [...one].filter((row) => !other.has(row));
