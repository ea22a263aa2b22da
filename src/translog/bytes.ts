// Bytes as text and back, for Node and browsers alike. Base64 is the standard alphabet with padding (RFC 4648, section 4), and only the
// one spelling that an encoder makes: two spellings of one hash would be two documents that mean the same.

import { TranslogError } from './translog-error.ts';

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** @throws TranslogError `log.not-text` when the bytes are no UTF-8 */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new TranslogError('log.not-text', 'the bytes are no UTF-8 text', 'get the file again, unchanged');
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at === a.length && a.length === b.length;
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @throws TranslogError `log.not-base64` for anything but the encoder's own spelling */
export function fromBase64(text: string): Uint8Array {
  let binary: string | undefined;
  try {
    binary = atob(text);
  } catch {
    binary = undefined;
  }
  if (binary === undefined || btoa(binary) !== text)
    throw new TranslogError(
      'log.not-base64',
      `not standard base64 with padding: ${JSON.stringify(text.slice(0, 80))}`,
      'write it as RFC 4648, section 4 does',
    );
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
