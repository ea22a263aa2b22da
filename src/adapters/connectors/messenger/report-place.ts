// Where a report points, as the path of a link of the messenger: the message before the file, the file before the person, the person before
// the room. A link that leads nowhere is kept as it was written, so that a person can see it.

export interface Target {
  readonly link?: string;
  readonly blob?: string;
  readonly account?: number;
  readonly message?: number;
  readonly room?: { readonly slug: string };
}

export function placeOf({ link, blob, account, message, room }: Target): string {
  if (message !== undefined && room !== undefined) return `/r/${room.slug}/m/${message}`;
  if (blob !== undefined) return `/media/${blob}`;
  if (account !== undefined) return `/people/${account}`;
  // A message that never was: the link says so, the room alone would be another place.
  if (link !== undefined && room !== undefined && !/\/m\//.test(link)) return `/r/${room.slug}`;
  if (link !== undefined) return pathOf(link);
  return room === undefined ? '/' : `/r/${room.slug}`;
}

/** The messenger takes only its own links, in full or from the first slash on. */
function pathOf(link: string): string {
  const url = URL.canParse(link, 'http://here.invalid') ? new URL(link, 'http://here.invalid') : undefined;
  return url?.pathname ?? '/';
}
