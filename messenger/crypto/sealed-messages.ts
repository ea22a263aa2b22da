// Messages of encrypted rooms: words and the keys of files, sealed with the room's key by AES-256-GCM. A seal names its room
// and its author: a server that moves it to another place, or puts it in another's mouth, makes it unreadable.
import { fromBase64url, toBase64url } from './bytes.ts';
import { readSecret, type SecretMessage } from './secret-message.ts';
import { SealRefusal } from './refusal.ts';
import { keyBytes } from './room-key.ts';

/** Where a message belongs: numbers that the messenger never gives twice. */
export interface Place {
  readonly room: number;
  readonly author: number;
}

const IV_BYTES = 12;
const SEAL = /^yc1\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/** Seals a message for one place: `yc1.`, the nonce, a dot, the ciphertext with its tag, both base64url. */
export async function sealMessage(roomKey: string, place: Place, message: SecretMessage): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await crypto.subtle.importKey('raw', keyBytes(roomKey), 'AES-GCM', false, ['encrypt']);
  const plain = new TextEncoder().encode(JSON.stringify(message));
  const sealed = await crypto.subtle.encrypt(parameters(iv, place), key, plain);
  return `yc1.${toBase64url(iv)}.${toBase64url(new Uint8Array(sealed))}`;
}

/** Opens a message. Throws `form` for what is no seal or holds something else than a message, `broken` when it was changed,
 * moved, or sealed with another key. */
export async function openMessage(roomKey: string, place: Place, sealed: string): Promise<SecretMessage> {
  const [, nonce, body] = SEAL.exec(sealed) ?? [];
  const iv = fromBase64url(nonce ?? '');
  const ciphertext = fromBase64url(body ?? '');
  if (iv?.length !== IV_BYTES || ciphertext === undefined) throw new SealRefusal('form');
  const key = await crypto.subtle.importKey('raw', keyBytes(roomKey), 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt(parameters(iv, place), key, ciphertext).catch(() => {
    throw new SealRefusal('broken');
  });
  return readSecret(new TextDecoder().decode(plain));
}

function parameters(iv: Uint8Array<ArrayBuffer>, { room, author }: Place) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`yeoul/1/${room}/${author}`) };
}
