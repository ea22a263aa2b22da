// An authenticator in software: keeps P-256 keys and answers as a browser would hand it on (WebAuthn level 3, sections 6 and 7).
// It can be told to lie, so that a test sees the lie refused.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

interface Kept {
  readonly id: Buffer;
  readonly handle: string;
  readonly key: KeyObject;
  uses: number;
}

export interface Lies {
  /** The page that says it asks. */
  readonly origin?: string;
  readonly challenge?: string;
  /** Not asked for finger, face or PIN. */
  readonly unverified?: boolean;
  /** The count of uses that it claims. */
  readonly uses?: number;
  /** Signs with a key that was never registered. */
  readonly otherKey?: boolean;
  /** Claims to act for this account. */
  readonly handle?: string;
}

interface Asked {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** A new authenticator for pages of `origin`. */
export function softwareAuthenticator(origin: string) {
  const kept: Kept[] = [];
  const rpId = new URL(origin).hostname;
  return {
    kept,
    create(options: Asked, lies: Lies = {}) {
      const one: Kept = {
        id: randomBytes(32),
        handle: options.user?.id ?? '',
        key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
        uses: 0,
      };
      kept.push(one);
      const data = Buffer.concat([
        authenticatorData(rpId, HAS_CREDENTIAL, one.uses, lies),
        credentialData(one),
      ]);
      const attestationObject = map([
        ['fmt', text('none')],
        ['attStmt', map([])],
        ['authData', bytes(data)],
      ]);
      return answer(one, {
        clientDataJSON: clientData('webauthn.create', options, origin, lies),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    get(options: Asked, one = kept[0] as Kept, lies: Lies = {}) {
      one.uses += 1;
      const data = authenticatorData(rpId, 0, lies.uses ?? one.uses, lies);
      const client = clientData('webauthn.get', options, origin, lies);
      const signed = Buffer.concat([
        data,
        createHash('sha256').update(Buffer.from(client, 'base64url')).digest(),
      ]);
      const key =
        lies.otherKey === true ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : one.key;
      return answer(one, {
        clientDataJSON: client,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, key).toString('base64url'),
        userHandle: lies.handle ?? one.handle,
      });
    },
  };
}

function answer(one: Kept, response: object) {
  const id = one.id.toString('base64url');
  return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
}

function clientData(type: string, { challenge }: Asked, origin: string, lies: Lies): string {
  const data = {
    type,
    challenge: lies.challenge ?? challenge,
    origin: lies.origin ?? origin,
    crossOrigin: false,
  };
  return Buffer.from(JSON.stringify(data)).toString('base64url');
}

/** Hash of the host name, flags, count of uses. */
function authenticatorData(rpId: string, more: number, uses: number, { unverified }: Lies): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(uses);
  const flags = USER_PRESENT | (unverified === true ? 0 : USER_VERIFIED) | more;
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
}

/** AAGUID, length of the id, id, public key as a COSE map: kty EC2, alg ES256, crv P-256, x, y. */
function credentialData({ id, key }: Kept): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
  return Buffer.concat([Buffer.alloc(16), length, id, cose]);
}

// The little of CBOR (RFC 8949) that an attestation needs: short texts and maps, byte strings up to 64 KiB.
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function bytes(value: Buffer): Buffer {
  const head = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from(head), value]);
}

function map(entries: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([
    Buffer.from([0xa0 + entries.length]),
    ...entries.flatMap(([key, value]) => [text(key), value]),
  ]);
}
