// Where the bytes of a picture come from, once, to be hashed. They are read by the desk's own account, as a member sees them; nobody copies
// or forwards anything.
import type { Retry } from './connector.ts';

/** `not-shown`: nobody the desk can look as sees it. `no-picture`: of a kind that is not hashed. */
export type Pictured =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'none'; readonly why: 'not-shown' | 'too-large' | 'no-picture' }
  | Retry;

export interface PictureSource {
  /** Of a video: the small still picture that the platform made of it. At most 25 MiB are read. */
  picture(blob: string): Promise<Pictured>;
}
