// The bytes of a mail: header lines, parts, charsets and transfer encodings, as mail programs in four countries write them.
import iconv from 'iconv-lite';
import type { Chance } from './chance.ts';
import type { Tongue } from './intent.ts';

export interface Part {
  /** Content-Type with its parameters, and what else stands in the part's header. */
  readonly header: readonly string[];
  readonly bytes: Buffer;
}

const CHARSETS: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['utf-8', 'utf-8', 'utf-8', 'euc-kr', 'ks_c_5601-1987', 'cp949'],
  en: ['utf-8', 'utf-8', 'us-ascii', 'windows-1252'],
  ja: ['utf-8', 'utf-8', 'iso-2022-jp', 'shift_jis', 'euc-jp'],
  de: ['utf-8', 'utf-8', 'iso-8859-1', 'windows-1252', 'iso-8859-15'],
};

/** One that can write the whole text, or UTF-8. */
export function charsetFor(chance: Chance, tongue: Tongue, text: string): string {
  const charset = chance.one(CHARSETS[tongue]);
  return charset !== 'utf-8' && canWrite(charset, text) ? charset : 'utf-8';
}

function canWrite(charset: string, text: string): boolean {
  const name = charset === 'iso-2022-jp' ? 'euc-jp' : charset === 'us-ascii' ? 'ascii' : charset;
  if (name === 'ascii') return /^[\0-\x7f]*$/.test(text);
  // A reader of Shift_JIS sees these two otherwise than a writer meant them.
  if (tongueOfJapan(name) && /[\\~]/.test(text)) return false;
  return iconv.decode(iconv.encode(text, name), name) === text;
}

const tongueOfJapan = (name: string): boolean => name === 'shift_jis' || name === 'euc-jp';

function encoded(text: string, charset: string): Buffer {
  if (charset === 'iso-2022-jp') return iso2022jp(text);
  return charset === 'us-ascii' ? Buffer.from(text, 'latin1') : iconv.encode(text, charset);
}

/** RFC 1468, by way of EUC-JP: the same codes without their high bits, between escapes. */
function iso2022jp(text: string): Buffer {
  const bytes = iconv.encode(text, 'euc-jp');
  const out: number[] = [];
  let isWide = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xa1 !== isWide) {
      isWide = byte >= 0xa1;
      out.push(...(isWide ? [0x1b, 0x24, 0x42] : [0x1b, 0x28, 0x42]));
    }
    out.push(byte & 0x7f);
    if (isWide) out.push((bytes[(at += 1)] ?? 0) & 0x7f);
  }
  if (isWide) out.push(0x1b, 0x28, 0x42);
  return Buffer.from(out);
}

/** A part of words in a transfer encoding that its bytes allow. */
export function textPart(chance: Chance, type: string, text: string, charset: string, more = ''): Part {
  const bytes = encoded(text.replace(/\r?\n/g, '\r\n'), charset);
  const isSeven = bytes.every((byte) => byte < 0x80);
  const isShort = bytes
    .toString('latin1')
    .split('\r\n')
    .every((one) => one.length < 990);
  const ways = ['base64', 'quoted-printable', ...(isShort ? [isSeven ? '7bit' : '8bit'] : [])];
  const way = chance.one(ways);
  const written =
    way === 'base64' ? base64(bytes) : way === 'quoted-printable' ? quotedPrintable(bytes) : bytes;
  return {
    header: [
      `Content-Type: ${type}; charset=${chance.one([charset, `"${charset}"`])}${more}`,
      `Content-Transfer-Encoding: ${way}`,
    ],
    bytes: written,
  };
}

const base64 = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'));

/** RFC 2045, 6.7: soft breaks at 76, white space at the end of a line encoded. */
function quotedPrintable(bytes: Buffer): Buffer {
  const lines = bytes
    .toString('latin1')
    .split('\r\n')
    .map((line) => {
      const signs = [...line].map((sign, at) => {
        const code = sign.charCodeAt(0);
        const isLastSpace = (sign === ' ' || sign === '\t') && at === line.length - 1;
        const isPlain = (code >= 0x20 && code < 0x7f && sign !== '=') || sign === '\t';
        return isPlain && !isLastSpace ? sign : `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
      });
      let [out, width] = ['', 0];
      for (const sign of signs) {
        if (width + sign.length > 75) [out, width] = [`${out}=\r\n`, 0];
        out += sign;
        width += sign.length;
      }
      return out;
    });
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** A file as an attachment, its name in one of the ways of naming files. */
export function filePart(
  chance: Chance,
  name: string,
  bytes: Buffer,
  type = 'application/octet-stream',
): Part {
  const isPlain = /^[\x20-\x7e]*$/.test(name);
  const utf8 = Buffer.from(name);
  const way = isPlain
    ? `filename="${name}"`
    : chance.one([
        `filename*=UTF-8''${encodeURIComponent(name)}`,
        `filename="=?UTF-8?B?${utf8.toString('base64')}?="`,
      ]);
  return {
    header: [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; ${way}`,
      'Content-Transfer-Encoding: base64',
    ],
    bytes: base64(bytes),
  };
}

export const asBytes = ({ header, bytes }: Part): Buffer =>
  Buffer.concat([Buffer.from([...header, '', ''].join('\r\n')), bytes]);

export function multipart(kind: string, boundary: string, parts: readonly Part[]): Part {
  const inside = parts.map((part) =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n`), asBytes(part), Buffer.from('\r\n')]),
  );
  return {
    header: [`Content-Type: multipart/${kind}; boundary="${boundary}"`],
    bytes: Buffer.concat([...inside, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

export const encodedWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
