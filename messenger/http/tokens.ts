// Bearer tokens and other unguessable strings. Only their SHA-256 is stored: a stolen database opens no door.
// Not for passphrases, which are guessable: see people/passphrases.ts.
import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const BLOB_BYTES = 16;
const BEARER = /^Bearer ([A-Za-z0-9_\-.~+/]{8,512}=*)$/i;

/** A new secret of 256 random bits. The prefix tells people and scanners what it opens. */
export function newToken(prefix: 'yu' | 'ya' | 'yi'): string {
  return `${prefix}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** A new blob id of 128 random bits: unguessable, and says nothing about the file. */
export function newBlobId(): string {
  return randomBytes(BLOB_BYTES).toString('base64url');
}

/** What is stored and looked up instead of the token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The token in an Authorization header, if there is a well-formed one. */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : BEARER.exec(header)?.[1];
}
