// Files of encrypted rooms: AES-256-CTR under a key of their own, and the SHA-256 of the ciphertext beside it. The key travels
// inside the sealed message. Handing over this one key opens this one file and nothing else of the room.
import { fromBase64url, randomText, toBase64url } from './bytes.ts';
import { SealRefusal } from './refusal.ts';
import { keyBytes } from './room-key.ts';

/** What opens a file. */
export interface FileKey {
  /** 32 bytes, base64url. */
  readonly key: string;
  /** 16 bytes, base64url: 8 random ones, then the counter, which starts at 0. */
  readonly iv: string;
}

export interface SealedFile extends FileKey {
  /** Of the ciphertext, 64 lower-case hexadecimal digits: what the server says of the blob as well. */
  readonly sha256: string;
}

const KEY_BYTES = 32;
const IV_BYTES = 16;
const NONCE_BYTES = 8;
const COUNTER_BITS = 64;

/** Seals bytes under a fresh key. Sealing equal bytes again gives other bytes: nobody sees that they were equal. */
export async function sealFile(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly ciphertext: Uint8Array<ArrayBuffer>; readonly file: SealedFile }> {
  const iv = new Uint8Array(IV_BYTES);
  crypto.getRandomValues(iv.subarray(0, NONCE_BYTES));
  const fileKey = { key: randomText(KEY_BYTES), iv: toBase64url(iv) };
  const usage = await usable(fileKey, 'encrypt');
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(usage.algorithm, usage.key, bytes));
  return { ciphertext, file: { ...fileKey, sha256: await sha256Of(ciphertext) } };
}

/** Opens a file from a message. Throws `broken` when the ciphertext is not the one that was sealed, `key` for a malformed key. */
export async function openFile(
  ciphertext: Uint8Array<ArrayBuffer>,
  file: SealedFile,
): Promise<Uint8Array<ArrayBuffer>> {
  if ((await sha256Of(ciphertext)) !== file.sha256) throw new SealRefusal('broken');
  const usage = await usable(file, 'decrypt');
  return new Uint8Array(await crypto.subtle.decrypt(usage.algorithm, usage.key, ciphertext));
}

async function usable({ key, iv }: FileKey, use: 'encrypt' | 'decrypt') {
  const counter = fromBase64url(iv);
  if (counter?.length !== IV_BYTES) throw new SealRefusal('key');
  return {
    algorithm: { name: 'AES-CTR', counter, length: COUNTER_BITS },
    key: await crypto.subtle.importKey('raw', keyBytes(key), 'AES-CTR', false, [use]),
  };
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
