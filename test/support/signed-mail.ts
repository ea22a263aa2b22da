// Mails with DKIM signatures (RFC 6376) made by hand, so that a test can sign anything, wrongly too.
// Shares no code with the verifier it is held against. Not a mailer: nothing is sent.
import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';

export type Header = readonly [name: string, value: string];

export interface DkimKey {
  readonly privateKey: string;
  /** The TXT record that publishes it. */
  readonly record: string;
}

export interface Signing {
  readonly domain: string;
  readonly selector: string;
  readonly key: DkimKey;
  /** Names in `h=`, in order. */
  readonly covers: readonly string[];
  /** `l=`: how many bytes of the body are covered; absent: all. */
  readonly length?: number;
}

export const SIGNED_BY_A_CAREFUL_SENDER = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
];

/** A fresh RSA key of `bits`, or Ed25519 (RFC 8463). */
export function dkimKey(kind: number | 'ed25519' = 2048): DkimKey {
  const pair =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: kind });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const [name, published] = kind === 'ed25519' ? ['ed25519', spki.subarray(spki.length - 32)] : ['rsa', spki];
  return {
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    record: `v=DKIM1; k=${name}; p=${published.toString('base64')}`,
  };
}

/** The bytes of a mail, with its signatures on top. The body keeps the bytes it has. */
export function mail(
  headers: readonly Header[],
  body: Buffer | string,
  ...signings: readonly Signing[]
): Buffer {
  const bytes = Buffer.from(body as string);
  const signatures = signings.map((signing) => signatureLine(headers, bytes, signing));
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from([...signatures, ...lines, '\r\n'].join(''), 'utf8'), bytes]);
}

function signatureLine(headers: readonly Header[], body: Buffer, signing: Signing): string {
  const { key, domain, selector, covers, length } = signing;
  const ed25519 = key.record.includes('k=ed25519');
  const canonical = simpleBody(body).subarray(0, length);
  const tags = [
    `v=1; a=${ed25519 ? 'ed25519' : 'rsa'}-sha256; c=relaxed/simple; d=${domain}; s=${selector}`,
    ...(length === undefined ? [] : [`l=${length}`]),
    `h=${covers.join(':')}; bh=${createHash('sha256').update(canonical).digest('base64')}; b=`,
  ].join('; ');
  const signedText = `${coveredLines(headers, covers)}${relaxed(['DKIM-Signature', tags])}`;
  const signature = ed25519
    ? signBytes(null, createHash('sha256').update(signedText).digest(), key.privateKey)
    : signBytes('sha256', Buffer.from(signedText), key.privateKey);
  return `DKIM-Signature: ${tags}${signature.toString('base64')}\r\n`;
}

/** RFC 6376, 5.4.2: each name takes the lowest field of that name that is not taken yet; a missing one adds nothing. */
function coveredLines(headers: readonly Header[], covers: readonly string[]): string {
  const left = [...headers];
  return covers
    .map((name) => {
      const at = left.findLastIndex((header) => header[0].toLowerCase() === name.toLowerCase());
      return at === -1 ? '' : `${relaxed(left.splice(at, 1)[0] as Header)}\r\n`;
    })
    .join('');
}

const relaxed = ([name, value]: Header): string =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`;

const simpleBody = (body: Buffer): Buffer =>
  Buffer.from(`${body.toString('latin1').replace(/(\r\n)*$/, '')}\r\n`, 'latin1');
