// What a search answers with.

/** `id`: the row in the part that was searched. `distance`: bits, 0 to 256. */
export type Match = { readonly id: number; readonly distance: number };
