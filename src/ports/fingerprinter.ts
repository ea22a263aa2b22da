// Perceptual hashes from the bytes of a picture. The bytes are decoded where they can do little harm, and kept by nobody.

/**
 * - `hashed`: as text, to store and to ask with; the whole picture first.
 * - `none`: no picture, or one that shows too little to tell it by, or one that no decoder takes. `unreadable` may be a busy machine's
 *   fault: it is tried again another day.
 */
export type Fingerprint =
  | { readonly kind: 'hashed'; readonly stored: readonly string[]; readonly asked: readonly string[] }
  | { readonly kind: 'none'; readonly why: 'flat' | 'unreadable' };

export interface Fingerprinter {
  /** @throws where no decoder can be started: nothing is known of the picture then */
  of(picture: Uint8Array): Promise<Fingerprint>;
}
