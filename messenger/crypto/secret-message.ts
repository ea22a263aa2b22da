// What a sealed message holds, read strictly. It was written by a member, not by the server: nothing in it is trusted.
import { SealRefusal } from './refusal.ts';
import type { SealedFile } from './sealed-files.ts';

/** What members may send. A browser is told no other kind, so that nothing sealed runs as a page. */
export const SECRET_KINDS = ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm'] as const;

export interface SecretPicture extends SealedFile {
  readonly mime: (typeof SECRET_KINDS)[number];
  readonly width?: number;
  readonly height?: number;
}

export interface SecretFile extends SecretPicture {
  readonly blob: string;
  /** The small picture, sealed under a key of its own, at the file's own address of thumbnails. */
  readonly thumbnail?: SecretPicture;
}

export interface SecretMessage {
  readonly text?: string;
  readonly files: readonly SecretFile[];
}

const MAX_TEXT_LENGTH = 4_000;
const MAX_FILES = 10;
const MAX_SIDE = 100_000;
const BLOB = /^[A-Za-z0-9_-]{8,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const KEY = /^[A-Za-z0-9_-]{43}$/;
const IV = /^[A-Za-z0-9_-]{22}$/;

/** The message in a decrypted text. Throws `form`. */
export function readSecret(plain: string): SecretMessage {
  const { text, files } = asObject(parsed(plain));
  if (!Array.isArray(files) || files.length > MAX_FILES) throw new SealRefusal('form');
  if (text !== undefined && (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH)) {
    throw new SealRefusal('form');
  }
  return { ...(text === undefined ? {} : { text }), files: files.map(readFile) };
}

function readFile(value: unknown): SecretFile {
  const { blob, thumbnail } = asObject(value);
  const small = thumbnail === undefined ? {} : { thumbnail: readPicture(thumbnail) };
  return { ...readPicture(value), blob: matching(blob, BLOB), ...small };
}

function readPicture(value: unknown): SecretPicture {
  const { key, iv, sha256, mime, width, height } = asObject(value);
  const kind = SECRET_KINDS.find((known) => known === mime);
  if (kind === undefined) throw new SealRefusal('form');
  return {
    key: matching(key, KEY),
    iv: matching(iv, IV),
    sha256: matching(sha256, SHA256),
    mime: kind,
    ...(isSide(width) && isSide(height) ? { width, height } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SealRefusal('form');
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new SealRefusal('form');
  return value as Readonly<Record<string, unknown>>;
}

function matching(value: unknown, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new SealRefusal('form');
  return value;
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_SIDE;
}
