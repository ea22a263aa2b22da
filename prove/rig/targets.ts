// What was done something to, in one word that both sides' records share.

/** Messages that got another number, by each old one. */
export type Newest = ReadonlyMap<number, number>;

/** What was done something to, by its newest number. */
export function nameOf(
  { kind, id }: { readonly kind: string; readonly id: string | number },
  newest: Newest,
): string {
  return `${kind} ${kind === 'message' ? (newest.get(Number(id)) ?? id) : id}`;
}
