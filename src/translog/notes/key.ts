// Keys of signed notes: a name, a short identifier, and an Ed25519 key (C2SP signed-note; the private form is that of Go's sumdb/note).
// Ed25519 is the platform's own, through WebCrypto, which Node and current browsers have.

import { concat, fromBase64, toBase64, toHex, utf8 } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import type { Sha256 } from '../tree/hash.ts';

/** What a signature is of: a note's text, or a checkpoint with a time before it (C2SP tlog-cosignature). */
export const SIGNATURE_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

export type VerifierKey = {
  readonly name: string;
  /** Eight hexadecimal digits. It tells keys apart; it proves nothing. */
  readonly id: string;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
};
export type SignerKey = VerifierKey & {
  /** The 32 bytes of RFC 8032 that the private key is made from. */
  readonly seed: Uint8Array;
};

const KEY_BYTES = 32;
const ID_BYTES = 4;
// Whatever Unicode counts as space, and the plus that separates the parts of a key; no control characters, as in all of a note.
const NAME = /^[^\s+\p{Cc}\u0085]+$/u;
const PRIVATE = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/su;
const PUBLIC = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su;

export const isKeyName = (name: string): boolean => NAME.test(name) && name.isWellFormed();

/** The identifier of a key: SHA-256(name LF type key), the first four bytes. */
function keyId(sha256: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): string {
  const hash = sha256(concat(utf8(`${name}\n`), Uint8Array.of(SIGNATURE_TYPES[type]), publicKey));
  return toHex(hash.subarray(0, ID_BYTES));
}

/** `name+id+base64(type key)`, the form in which keys are handed out. */
export function writeVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(SIGNATURE_TYPES[type]), publicKey))}`;
}

/** @throws TranslogError `log.bad-key` */
export function readVerifierKey(sha256: Sha256, text: string): VerifierKey {
  const [, name = '', id = '', rest = ''] = PUBLIC.exec(text) ?? [];
  if (!isKeyName(name)) throw badKey('it is not NAME+ID+KEY');
  const { type, key } = typed(rest);
  if (keyId(sha256, name, type, key) !== id) throw badKey('its identifier does not fit its name and key');
  return { name, id, type, publicKey: key };
}

/** `PRIVATE+KEY+name+id+base64(type seed)`. For a file that nobody else can read, and nowhere else. */
export function writeSignerKey({ name, id, type, seed }: SignerKey): string {
  return `PRIVATE+KEY+${name}+${id}+${toBase64(concat(Uint8Array.of(SIGNATURE_TYPES[type]), seed))}`;
}

/** @throws TranslogError `log.bad-key` */
export async function readSignerKey(sha256: Sha256, text: string): Promise<SignerKey> {
  const [, name = '', id = '', rest = ''] = PRIVATE.exec(text) ?? [];
  if (!isKeyName(name)) throw badKey('it is not PRIVATE+KEY+NAME+ID+KEY');
  const { type, key: seed } = typed(rest);
  const publicKey = await publicKeyOf(seed);
  if (keyId(sha256, name, type, publicKey) !== id)
    throw badKey('its identifier does not fit its name and key');
  return { name, id, type, publicKey, seed };
}

/** @param seed 32 random bytes @throws TranslogError `log.bad-key` for a name with spaces or a plus */
export async function makeSignerKey(
  sha256: Sha256,
  name: string,
  type: SignatureType,
  seed: Uint8Array,
): Promise<SignerKey> {
  if (!isKeyName(name)) throw badKey(`a name has no spaces and no plus: ${JSON.stringify(name)}`);
  const publicKey = await publicKeyOf(seed);
  return { name, id: keyId(sha256, name, type, publicKey), type, publicKey, seed };
}

function typed(base64: string): { readonly type: SignatureType; readonly key: Uint8Array } {
  const bytes = fromBase64(base64);
  const [first] = bytes;
  const type = (Object.keys(SIGNATURE_TYPES) as SignatureType[]).find(
    (one) => SIGNATURE_TYPES[one] === first,
  );
  if (type === undefined)
    throw badKey(`its type ${first ?? 'is missing'} is none of Ed25519 (1) and cosignature (4)`);
  const key = bytes.subarray(1);
  if (key.length !== KEY_BYTES) throw badKey(`it has ${key.length} bytes, not ${KEY_BYTES}`);
  return { type, key };
}

const badKey = (why: string): TranslogError =>
  new TranslogError(
    'log.bad-key',
    `not a key of a signed note: ${why}`,
    'copy the whole key as its owner published it',
  );

const ED25519 = 'Ed25519';
// PKCS #8 around a seed (RFC 8410, section 7): the only raw form of a private key that WebCrypto takes.
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** WebCrypto's own types ask for bytes that no other thread shares. */
const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

async function publicKeyOf(seed: Uint8Array): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('pkcs8', unshared(concat(PKCS8, seed)), ED25519, true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  return fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`);
}

/** @returns 64 bytes */
export async function signEd25519(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('pkcs8', unshared(concat(PKCS8, seed)), ED25519, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(ED25519, key, unshared(message)));
}

export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', unshared(publicKey), ED25519, false, ['verify']);
  return crypto.subtle.verify(ED25519, key, unshared(signature), unshared(message));
}
