// People's signatures: Ed25519 (RFC 8032) from node:crypto, with keys as raw 32 bytes in base64.
import { createPublicKey, verify } from 'node:crypto';
import type { Signatures } from '../../ports/signatures.ts';

/** SubjectPublicKeyInfo header of an Ed25519 key (RFC 8410), before its 32 bytes. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

export const ed25519Signatures: Signatures = {
  verify(publicKey, message, signature) {
    const key = Buffer.from(publicKey, 'base64');
    const bytes = Buffer.from(signature, 'base64');
    if (key.length !== KEY_BYTES || bytes.length !== SIGNATURE_BYTES) return false;
    try {
      const spki = createPublicKey({ key: Buffer.concat([SPKI_HEAD, key]), format: 'der', type: 'spki' });
      return verify(null, Buffer.from(message, 'utf8'), spki, bytes);
    } catch {
      return false;
    }
  },
};
