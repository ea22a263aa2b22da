// DKIM signatures (RFC 6376, RFC 8463) in every style a signer has: both canonicalizations, folded or not, any tags, wrong ones too.
// Shares no code with the verifier it is held against. Not a mailer: nothing is sent.
import { createHash, sign as signBytes } from 'node:crypto';
import type { DkimKey, Header } from '../../support/signed-mail.ts';

export type Canon = 'relaxed' | 'simple';

export interface Style {
  readonly domain: string;
  readonly selector: string;
  readonly key: DkimKey;
  /** Names in `h=`, in order. A name given twice is signed twice; one that is absent is signed as absent. */
  readonly covers: readonly string[];
  readonly header: Canon;
  readonly body: Canon;
  readonly algorithm?: 'rsa-sha256' | 'rsa-sha1' | 'ed25519-sha256';
  /** `l=`. */
  readonly length?: number;
  /** Further tags, each as written. */
  readonly tags?: readonly string[];
  /** Rewrites the tags before they are signed: what the key's owner could have written, however odd. */
  readonly rewrite?: (tags: string) => string;
  readonly folded?: boolean;
}

const FOLD = '\r\n\t';

/** The whole DKIM-Signature field with its line end. @param headers as they stand in the mail, top first */
export function signatureField(headers: readonly Header[], body: Buffer, style: Style): string {
  const algorithm =
    style.algorithm ?? (style.key.record.includes('k=ed25519') ? 'ed25519-sha256' : 'rsa-sha256');
  const hash = algorithm.endsWith('sha1') ? 'sha1' : 'sha256';
  const canonical = (style.body === 'simple' ? simpleBody(body) : relaxedBody(body)).subarray(
    0,
    style.length,
  );
  const written = [
    `v=1; a=${algorithm}; c=${style.header}/${style.body}`,
    `d=${style.domain}; s=${style.selector}`,
    ...(style.tags ?? []),
    ...(style.length === undefined ? [] : [`l=${style.length}`]),
    `h=${style.covers.join(':')}`,
    `bh=${createHash(hash).update(canonical).digest('base64')}`,
    'b=',
  ].join(style.folded ? `;${FOLD}` : '; ');
  const tags = style.rewrite?.(written) ?? written;
  const text = `${coveredLines(headers, style)}${line(['DKIM-Signature', tags], style.header)}`;
  const signature = signed(Buffer.from(text, 'latin1'), algorithm, style.key);
  return `DKIM-Signature: ${tags}${style.folded ? signature.replace(/.{64}/g, `$&${FOLD} `) : signature}\r\n`;
}

function signed(text: Buffer, algorithm: string, { privateKey }: DkimKey): string {
  const bytes = algorithm.startsWith('ed25519')
    ? signBytes(null, createHash('sha256').update(text).digest(), privateKey)
    : signBytes(algorithm.slice('rsa-'.length), text, privateKey);
  return bytes.toString('base64');
}

/** RFC 6376, 5.4.2: each name takes the lowest field of that name that is not taken yet; a missing one adds nothing. */
function coveredLines(headers: readonly Header[], { covers, header }: Style): string {
  const left = [...headers];
  return covers
    .map((name) => {
      const at = left.findLastIndex((field) => field[0].toLowerCase() === name.trim().toLowerCase());
      return at === -1 ? '' : `${line(left.splice(at, 1)[0] as Header, header)}\r\n`;
    })
    .join('');
}

/** RFC 6376, 3.4.1 and 3.4.2. */
function line([name, value]: Header, canon: Canon): string {
  if (canon === 'simple') return `${name}: ${value}`;
  const text = value.replace(/\r\n/g, '').replace(/[ \t]+/g, ' ');
  return `${name.toLowerCase()}:${text.replace(/^ | $/g, '')}`;
}

/** RFC 6376, 3.4.3. */
const simpleBody = (body: Buffer): Buffer =>
  Buffer.from(`${body.toString('latin1').replace(/(\r\n)*$/, '')}\r\n`, 'latin1');

/** RFC 6376, 3.4.4: an empty body stays empty. */
function relaxedBody(body: Buffer): Buffer {
  const text = body
    .toString('latin1')
    .split('\r\n')
    .map((row) => row.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)*$/, '');
  return Buffer.from(text === '' ? '' : `${text}\r\n`, 'latin1');
}
