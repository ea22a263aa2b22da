// The entries of a ZIP archive (APPNOTE 6.3), bounded before and while they are inflated: XLSX, DOCX and HWPX are such archives.
import { inflateRawSync } from 'node:zlib';
import { decodeUnnamed } from './charset.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { encrypted, tooLarge, unreadable } from './unread.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const HUGE = 0xffffffff;
const IN_UTF8 = 0x800;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  /** Needs a password. */
  readonly isEncrypted: boolean;
  readonly isFolder: boolean;
}

interface Placed extends ZipEntry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** Inflates one entry. @throws Unread when it is missing, damaged, encrypted, or one too many */
  read(name: string): Buffer;
}

export const looksLikeZip = (bytes: Buffer): boolean =>
  bytes.length >= END_BYTES && (bytes.readUInt32LE(0) === LOCAL || bytes.readUInt32LE(0) === END);

/** @throws Unread when its directory is damaged, or tells of more than the limits allow */
export function openZip(bytes: Buffer): Zip {
  const entries = placedEntries(bytes);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (byName.size !== entries.length) throw unreadable('two entries of one name');
  const { inflatedBytes, ratio, denseBytes } = DOCUMENT_LIMITS;
  const told = entries.reduce((sum, { size }) => sum + size, 0);
  if (told > inflatedBytes) throw tooLarge('inflated over its limit');
  if (told > ratio * bytes.length) throw tooLarge(`over ${ratio} bytes for each of its own`);
  if (entries.some(({ size, packed }) => size > denseBytes && size > ratio * packed))
    throw tooLarge(`an entry of over ${ratio} bytes for each of its own`);
  let left = Math.min(inflatedBytes, Math.max(ratio * bytes.length, denseBytes));
  return {
    entries,
    has: (name) => byName.has(name.toLowerCase()),
    read(name) {
      const entry = byName.get(name.toLowerCase());
      if (entry === undefined) throw unreadable(`no entry ${name}`);
      const inflated = contentOf(bytes, entry, left);
      left -= inflated.length;
      return inflated;
    },
  };
}

function placedEntries(bytes: Buffer): Placed[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > DOCUMENT_LIMITS.entries) throw tooLarge(`over ${DOCUMENT_LIMITS.entries} entries`);
  const told = bytes.readUInt32LE(end + 16);
  const from = told === HUGE ? bytes.lastIndexOf(directoryStart(bytes, end)) : told;
  const entries: Placed[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    if (at < 0 || at + CENTRAL_BYTES > end || bytes.readUInt32LE(at) !== CENTRAL)
      throw unreadable('its directory is damaged');
    const [nameBytes, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const nameEnd = at + CENTRAL_BYTES + nameBytes;
    if (nameEnd + extra + comment > end) throw unreadable('its directory is damaged');
    entries.push(entryAt(bytes, at, nameEnd, extra));
    at = nameEnd + extra + comment;
  }
  refuseOverlap(entries);
  return entries;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at;
  throw unreadable('no directory of a ZIP');
}

/** Large archives tell more in a second form (4.3.14); a document needs only its first entry's place. */
function directoryStart(bytes: Buffer, end: number): Buffer {
  const large = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]), end);
  if (large === -1 || large + 56 > bytes.length) throw unreadable('its directory is damaged');
  const from = Number(bytes.readBigUInt64LE(large + 48));
  if (from + CENTRAL_BYTES > bytes.length) throw unreadable('its directory is damaged');
  return bytes.subarray(from, from + CENTRAL_BYTES);
}

function entryAt(bytes: Buffer, at: number, nameEnd: number, extra: number): Placed {
  const flags = bytes.readUInt16LE(at + 8);
  const raw = bytes.subarray(at + CENTRAL_BYTES, nameEnd);
  const name = (flags & IN_UTF8) === 0 ? decodeUnnamed(raw).text : raw.toString('utf8');
  const [size, packed, place] = sizesOf(bytes, at, bytes.subarray(nameEnd, nameEnd + extra));
  return {
    name: name.replaceAll('\\', '/'),
    isEncrypted: (flags & 0x41) !== 0 || bytes.readUInt16LE(at + 10) === 99,
    isFolder: name.endsWith('/'),
    method: bytes.readUInt16LE(at + 10),
    packed: packed ?? 0,
    size: size ?? 0,
    at: place ?? 0,
  };
}

/** Size, packed size and place; those that do not fit 32 bits stand in an extra field, in this order (4.5.3). */
function sizesOf(bytes: Buffer, at: number, extra: Buffer): number[] {
  const short = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  if (!short.includes(HUGE)) return short;
  let wide: Buffer = Buffer.alloc(0);
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2))
    if (extra.readUInt16LE(field) === 1)
      wide = extra.subarray(field + 4, field + 4 + extra.readUInt16LE(field + 2));
  let next = 0;
  return short.map((value) => {
    if (value !== HUGE) return value;
    if (next + 8 > wide.length) throw unreadable('its directory is damaged');
    const long = Number(wide.readBigUInt64LE(next));
    next += 8;
    return long;
  });
}

/** Entries that share bytes inflate without end. */
function refuseOverlap(entries: readonly Placed[]): void {
  const sorted = entries.toSorted((a, b) => a.at - b.at);
  for (let index = 1; index < sorted.length; index += 1) {
    const [before, entry] = [sorted[index - 1], sorted[index]];
    if (before !== undefined && entry !== undefined && before.at + LOCAL_BYTES + before.packed > entry.at)
      throw unreadable('entries overlap');
  }
}

function contentOf(bytes: Buffer, { at, packed, method, isEncrypted, name }: Placed, most: number): Buffer {
  if (isEncrypted) throw encrypted(name);
  if (at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL)
    throw unreadable(`${name} is damaged`);
  const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw unreadable(`${name} is cut off`);
  const content = bytes.subarray(from, from + packed);
  if (method === STORED) {
    if (packed > most) throw tooLarge('inflated over its limit');
    return content;
  }
  if (method !== DEFLATED) throw unreadable(`${name} is packed in a way we do not know`);
  return inflateWithin(content, most);
}

/** Raw deflate, stopped at `most` bytes. @throws Unread */
export function inflateWithin(content: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge('inflated over its limit')
      : unreadable('it does not inflate');
  }
}
