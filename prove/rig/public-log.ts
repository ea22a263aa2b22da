// A reader of logs of our own making, written from the texts (RFC 6962 section 2.1, C2SP tlog-tiles, signed-note, tlog-checkpoint) and with node:crypto
// alone, so that it believes nothing the log's own code says. It reads a whole log at once: a proof's logs are small.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const WIDTH = 256;
const HASH_BYTES = 32;
const ID_BYTES = 4;
const ED25519 = 0x01;
/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
const SPKI_BEFORE_KEY = Buffer.from('302a300506032b6570032100', 'hex');

export interface LogKey {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

export interface SeenCheckpoint {
  readonly size: number;
  /** In base64, as written. */
  readonly root: string;
}

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (entry: Buffer): Buffer => sha256(Buffer.of(0), entry);
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

/** @param text `name+id+key` */
export function readLogKey(text: string): LogKey {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes[0] !== ED25519 || bytes.length !== HASH_BYTES + 1) throw new Error(`no Ed25519 key: ${text}`);
  if (sha256(`${name}\n`, bytes).subarray(0, ID_BYTES).toString('hex') !== id)
    throw new Error(`wrong id: ${text}`);
  const spki = Buffer.concat([SPKI_BEFORE_KEY, bytes.subarray(1)]);
  return { name, id, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** @throws when it is no checkpoint of this log, or its signature does not hold */
export function openCheckpoint(note: string, { name, id, key }: LogKey): SeenCheckpoint {
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const [origin, size = '', root = ''] = text.split('\n');
  if (origin !== name || !/^(0|[1-9]\d*)$/.test(size)) throw new Error(`no checkpoint of ${name}: ${note}`);
  const signed = note
    .slice(end + 1)
    .split('\n')
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => Buffer.from(line.slice(`— ${name} `.length), 'base64'))
    .filter((bytes) => bytes.subarray(0, ID_BYTES).toString('hex') === id)
    .some((bytes) => verify(null, Buffer.from(text), key, bytes.subarray(ID_BYTES)));
  if (!signed) throw new Error(`not signed by ${name}: ${note}`);
  return { size: Number(size), root };
}

/** Roots of the tree at each of these sizes, in base64; sizes beyond the entries have none. */
export function rootsAt(entries: readonly Buffer[], sizes: Iterable<number>): ReadonlyMap<number, string> {
  const wanted = new Set(sizes);
  const roots = new Map<number, string>();
  const stack: { readonly hash: Buffer; readonly leaves: number }[] = [];
  const note = (size: number): void => {
    if (!wanted.has(size)) return;
    const last = stack.at(-1)?.hash ?? sha256();
    roots.set(
      size,
      stack
        .slice(0, -1)
        .reduceRight((right, { hash }) => nodeHash(hash, right), last)
        .toString('base64'),
    );
  };
  note(0);
  for (const [index, entry] of entries.entries()) {
    let top = { hash: leafHash(entry), leaves: 1 };
    for (let left = stack.at(-1); left?.leaves === top.leaves; left = stack.at(-1)) {
      stack.pop();
      top = { hash: nodeHash(left.hash, top.hash), leaves: 2 * top.leaves };
    }
    stack.push(top);
    note(index + 1);
  }
  return roots;
}

/**
 * The entries of a published log, from its bundles, after every tile of hashes that its size asks for was recomputed from them.
 * @throws when a file is missing or holds anything else
 */
export function readPublished(folder: string, size: number): readonly Buffer[] {
  const entries: Buffer[] = [];
  for (const { place, width } of filesOf('entries', size))
    entries.push(...readEntries(readFileSync(path.join(folder, place)), place, width));
  let hashes: readonly Buffer[] = entries.map(leafHash);
  for (let level = 0; hashes.length > 0; level++) {
    for (const { place, width, first } of filesOf(String(level), hashes.length)) {
      const tile = readFileSync(path.join(folder, place));
      if (!tile.equals(Buffer.concat(hashes.slice(first, first + width))))
        throw new Error(`${place} is not what the entries lead to`);
    }
    hashes = Array.from({ length: Math.floor(hashes.length / WIDTH) }, (_, at) =>
      wholeRoot(hashes.slice(at * WIDTH, (at + 1) * WIDTH)),
    );
  }
  return entries;
}

/** Entries behind their lengths, two bytes each. */
export function readEntries(
  bytes: Buffer,
  place: string,
  count = Number.POSITIVE_INFINITY,
): readonly Buffer[] {
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bytes.length && entries.length < count) {
    const length = bytes.readUInt16BE(at);
    const entry = bytes.subarray(at + 2, at + 2 + length);
    if (entry.length < length) throw new Error(`${place} ends within an entry`);
    entries.push(entry);
    at += 2 + length;
  }
  if (at < bytes.length || (Number.isFinite(count) && entries.length < count))
    throw new Error(`${place} does not hold ${count} entries`);
  return entries;
}

/** The bytes of what stands before the SHA-256 over it. */
export function checkedBody(bytes: Buffer, place: string): Buffer {
  const body = bytes.subarray(0, Math.max(0, bytes.length - HASH_BYTES));
  if (!sha256(body).equals(bytes.subarray(body.length))) throw new Error(`${place} is damaged`);
  return body;
}

function* filesOf(level: string, count: number): Generator<{ place: string; width: number; first: number }> {
  for (let first = 0; first < count; first += WIDTH) {
    const width = Math.min(WIDTH, count - first);
    const part = width === WIDTH ? '' : `.p/${width}`;
    yield { place: `tile/${level}/${spelt(first / WIDTH)}${part}`, width, first };
  }
}

/** 1234067 is `x001/x234/067`. */
function spelt(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

function wholeRoot(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      nodeHash(row[2 * at] ?? Buffer.of(), row[2 * at + 1] ?? Buffer.of()),
    );
  return row[0] ?? Buffer.of();
}
