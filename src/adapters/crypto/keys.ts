// Making and using a person's Ed25519 key (RFC 8032, RFC 8410).
import { createPrivateKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';

const RAW_KEY_BYTES = 32;

/** A new pair: raw public key in base64, private key as PKCS #8 PEM. */
export function newKey(): { readonly publicKey: string; readonly privateKey: string } {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(spki.length - RAW_KEY_BYTES).toString('base64'),
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

/** @returns the 64-byte signature in base64; throws when the PEM is no Ed25519 key */
export function sign(privateKey: string, message: string): string {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('this is not an Ed25519 private key');
  return signBytes(null, Buffer.from(message, 'utf8'), key).toString('base64');
}
