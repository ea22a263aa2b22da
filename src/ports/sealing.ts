// Sealing what must not be readable in a stolen database: bytes in, bytes out, bound to the place where they lie.

export interface Sealing {
  /** @param place where it will lie; it opens nowhere else */
  seal(plain: Uint8Array, place: string): Uint8Array;
  /** Undefined for what was changed, moved, or sealed with another key. */
  open(sealed: Uint8Array, place: string): Uint8Array | undefined;
}
