// How pages of the admin API name the next one.

/** `next` is given when the page is full, so that a last page of exactly `limit` rows is followed by an empty one. */
export function nextAfter<T>(
  page: readonly T[],
  limit: number,
  number: (item: T) => number,
): { readonly next?: string } {
  const last = page.at(-1);
  return last === undefined || page.length < limit ? {} : { next: String(number(last)) };
}
