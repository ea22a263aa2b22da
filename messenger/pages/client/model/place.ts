// Where in the messenger one is: an address as a value, and back. A page of its own is a word here, a drawing in view/pages.tsx.

export type Place =
  | { readonly page: 'rooms' }
  | { readonly page: 'room'; readonly slug: string; readonly message?: number }
  | { readonly page: 'about'; readonly slug: string }
  | { readonly page: 'other'; readonly path: string };

const ROOM = /^\/r\/([a-z0-9-]{2,48})(?:\/m\/([1-9][0-9]{0,14})|(\/about))?$/;

/** The place of a path without its query. */
export function placeOf(path: string): Place {
  if (path === '/') return { page: 'rooms' };
  const [, slug, message, about] = ROOM.exec(path) ?? [];
  if (slug === undefined) return { page: 'other', path };
  if (about !== undefined) return { page: 'about', slug };
  return { page: 'room', slug, ...(message === undefined ? {} : { message: Number(message) }) };
}

/** The room one is in or reads about. */
export function roomAt(place: Place): string | undefined {
  return place.page === 'room' || place.page === 'about' ? place.slug : undefined;
}

export const pathTo = {
  rooms: '/',
  room: (slug: string) => `/r/${slug}`,
  about: (slug: string) => `/r/${slug}/about`,
  message: (slug: string, id: number) => `/r/${slug}/m/${id}`,
} as const;
