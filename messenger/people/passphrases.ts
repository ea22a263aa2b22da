// Passphrases: scrypt with a salt per account. The cost is written into each hash, so it can rise later.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** log2 of scrypt's N. 15 with p = 3 is among the equivalent settings of OWASP's password storage advice. */
export const DEFAULT_COST = 15;
const BLOCK_SIZE = 8;
const PARALLEL = 3;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const FORMAT = /^scrypt\$(\d{1,2})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

/** Hashes a passphrase for storage. `cost` is log2 N. */
export async function hashPassphrase(passphrase: string, cost: number): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(passphrase, salt, cost);
  return `scrypt$${cost}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether the passphrase gives the stored hash. Takes the same time for a right and a wrong one. */
export async function passphraseFits(passphrase: string, stored: string): Promise<boolean> {
  const [, cost, salt, key] = FORMAT.exec(stored) ?? [];
  if (cost === undefined || salt === undefined || key === undefined) return false;
  const derived = await derive(passphrase, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

function derive(passphrase: string, salt: Buffer, cost: number): Promise<Buffer> {
  const N = 2 ** cost;
  const options = { N, r: BLOCK_SIZE, p: PARALLEL, maxmem: 256 * N * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    // NFC: the same Korean passphrase typed on two systems may arrive composed or decomposed.
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
