// The key of an encrypted room, and its way to the next member: in the fragment of the invitation, which browsers send to nobody.
import { fromBase64url, randomText } from './bytes.ts';
import { SealRefusal } from './refusal.ts';

const KEY_BYTES = 32;
const FRAGMENT = /^#?yk1\.([A-Za-z0-9_-]{43})$/;

/** A fresh room key: 256 random bits as base64url. */
export function newRoomKey(): string {
  return randomText(KEY_BYTES);
}

/** The invitation's link with the room's key behind `#`. */
export function linkWithKey(link: string, roomKey: string): string {
  return `${link.split('#', 1)[0]}#yk1.${roomKey}`;
}

/** The room key in the fragment of an address, if there is one. */
export function keyOfFragment(fragment: string): string | undefined {
  const key = FRAGMENT.exec(fragment)?.[1];
  return key !== undefined && fromBase64url(key)?.length === KEY_BYTES ? key : undefined;
}

/** The 32 bytes of a key. Throws `key`. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64url(key);
  if (bytes?.length !== KEY_BYTES) throw new SealRefusal('key');
  return bytes;
}
