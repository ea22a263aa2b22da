// What a second channel proved of a letter, kept whole so that anybody with the key of then can check it again.
import type { AuthorityId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** What a second channel proved, and the proof: checked again by whoever has the key of then. */
export interface LetterConfirmation {
  readonly channel: 'signed-request';
  readonly authority: AuthorityId;
  /** Itself, and the bodies whose work it took over. */
  readonly standsFor: readonly AuthorityId[];
  /** SHA-256 of the exact list, hex. */
  readonly itemsDigest: string;
  readonly statement: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly created: Instant;
  readonly nonce: string;
  /** What was signed (RFC 9421), its signature in base64, and the body whose digest it covers. */
  readonly signed: { readonly base: string; readonly signature: string; readonly body: string };
}
