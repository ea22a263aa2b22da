// The bytes of a snapshot, and what is refused. Pure: reads and writes blocks of bytes, knows no file.
//
//   offset  bytes  header (64 bytes); every number little-endian
//        0      8  magic 89 'H' '2' '5' '6' 0D 0A 1A: damaged by a transfer in text mode, and so refused
//        8      4  version, 1
//       12      4  banks, 1 to 256
//       16      8  entries, 0 to 2^32
//       24      4  bytes of the bank section, without its checksum
//       28      4  entries of a full block, 4096
//       32     28  zero
//       60      4  CRC-32 of bytes 0 to 59
//           banks, one after another: threshold u16, bytes of the name u16, the name in UTF-8; then CRC-32 of the section
//           blocks, each full but the last: count u32, ids u32[count], hashes byte[32][count], banks u8[count],
//             then CRC-32 of the block, begun with the CRC-32 of the block before (of the bank section for the first),
//             so that no block can change its place
//           SHA-256 of everything before (32 bytes), and the end of the file
//
// Ids ascend strictly through the whole file: a reader sees a duplicate without remembering any id.

import { crc32 } from 'node:zlib';
import { HASH_BYTES } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import { type Bank, checkBanks, MAX_BANK_NAME_BYTES, MAX_BANKS } from './bank.ts';

const SNAPSHOT_VERSION = 1;
/** Small enough that writing one block (150 kB) never holds up a query noticeably. */
export const BLOCK_ENTRIES = 4096;
export const HEADER_BYTES = 64;
export const DIGEST_BYTES = 32;
export const CHECKSUM_BYTES = 4;
/** Ids are u32, each at most once. */
const MAX_ENTRIES = 2 ** 32;
const ENTRY_BYTES = 4 + HASH_BYTES + 1;
const MAGIC = Uint8Array.of(0x89, 0x48, 0x32, 0x35, 0x36, 0x0d, 0x0a, 0x1a);

/** Entries in columns, row by row of one entry each, ids ascending. `banks` are numbers of banks. */
export type Entries = {
  readonly ids: Uint32Array;
  readonly hashes: Uint8Array;
  readonly banks: Uint8Array;
};

/** What a snapshot says of itself before its entries. */
export type Contents = { readonly banks: readonly Bank[]; readonly entries: number };

type Header = { readonly banks: number; readonly entries: number; readonly bankBytes: number };

/** Bytes of a block of so many entries, its checksum included. */
export const blockBytes = (count: number): number => 4 + count * ENTRY_BYTES + CHECKSUM_BYTES;

/** How long a file with this header is, exactly. */
function snapshotBytes({ entries, bankBytes }: Header): number {
  const full = Math.floor(entries / BLOCK_ENTRIES);
  const rest = entries % BLOCK_ENTRIES;
  const blocks = full * blockBytes(BLOCK_ENTRIES) + (rest === 0 ? 0 : blockBytes(rest));
  return HEADER_BYTES + bankBytes + CHECKSUM_BYTES + blocks + DIGEST_BYTES;
}

/** Header and bank section. @throws MatchingError `matching.bad-bank` */
export function encodeContents({ banks, entries }: Contents): Buffer {
  checkBanks(banks);
  const section = Buffer.concat(banks.map(encodeBank));
  const header = Buffer.alloc(HEADER_BYTES);
  header.set(MAGIC);
  header.writeUInt32LE(SNAPSHOT_VERSION, 8);
  header.writeUInt32LE(banks.length, 12);
  header.writeBigUInt64LE(BigInt(entries), 16);
  header.writeUInt32LE(section.length, 24);
  header.writeUInt32LE(BLOCK_ENTRIES, 28);
  return Buffer.concat([sealed(header, HEADER_BYTES - CHECKSUM_BYTES), withChecksum(section)]);
}

function encodeBank({ name, threshold }: Bank): Buffer {
  const text = Buffer.from(name);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(threshold, 0);
  head.writeUInt16LE(text.length, 2);
  return Buffer.concat([head, text]);
}

/**
 * Reads the header alone and checks that a file of `size` bytes can be it.
 * @throws MatchingError `matching.snapshot-foreign`, `-newer`, `-damaged`, `-truncated`, `-trailing`
 */
export function decodeHeader(bytes: Buffer, size: number): Header {
  if (!isSnapshot(bytes)) throw foreign();
  const version = bytes.readUInt32LE(8);
  if (
    crc32(bytes.subarray(0, HEADER_BYTES - CHECKSUM_BYTES)) !==
    bytes.readUInt32LE(HEADER_BYTES - CHECKSUM_BYTES)
  )
    throw damaged('its header does not agree with its checksum');
  if (version > SNAPSHOT_VERSION) throw newer(version);
  const header = {
    banks: bytes.readUInt32LE(12),
    entries: Number(bytes.readBigUInt64LE(16)),
    bankBytes: bytes.readUInt32LE(24),
  };
  if (
    version < 1 ||
    !isSane(header) ||
    bytes.readUInt32LE(28) !== BLOCK_ENTRIES ||
    !isZero(bytes.subarray(32, 60))
  )
    throw damaged('its header holds counts that no index has');
  const expected = snapshotBytes(header);
  if (size < expected) throw truncated(size, expected);
  if (size > expected) throw trailing(size - expected);
  return header;
}

/** Whether bytes begin as a snapshot does. */
export const isSnapshot = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

const isSane = ({ banks, entries, bankBytes }: Header): boolean =>
  banks >= 1 &&
  banks <= MAX_BANKS &&
  entries <= MAX_ENTRIES &&
  bankBytes <= banks * (4 + MAX_BANK_NAME_BYTES);

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** The bank section with its checksum. @throws MatchingError `matching.snapshot-damaged` */
export function decodeBanks(bytes: Buffer, count: number): Bank[] {
  const section = checked(bytes, 0, 'its bank section');
  const banks: Bank[] = [];
  let at = 0;
  while (banks.length < count && at + 4 <= section.length) {
    const end = at + 4 + section.readUInt16LE(at + 2);
    banks.push({ threshold: section.readUInt16LE(at), name: decodeName(section.subarray(at + 4, end)) });
    at = end;
  }
  if (at !== section.length || banks.length !== count) throw damaged('its bank section is cut wrongly');
  try {
    checkBanks(banks);
  } catch (error) {
    throw damaged((error as Error).message);
  }
  return banks;
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged('the name of a bank is not UTF-8');
  }
}

/** One block. @param seed the checksum of the block before, or of the bank section */
export function encodeBlock({ ids, hashes, banks }: Entries, seed: number): Buffer {
  const bytes = Buffer.allocUnsafe(blockBytes(ids.length));
  bytes.writeUInt32LE(ids.length, 0);
  ids.forEach((id, at) => bytes.writeUInt32LE(id, 4 + 4 * at));
  bytes.set(hashes, 4 + 4 * ids.length);
  bytes.set(banks, 4 + (4 + HASH_BYTES) * ids.length);
  return sealed(bytes, bytes.length - CHECKSUM_BYTES, seed);
}

/**
 * One block of exactly `count` entries, copied out of `bytes`.
 * @param above the greatest id so far, -1 before the first
 * @throws MatchingError `matching.snapshot-damaged`, `matching.snapshot-duplicate`
 */
export function decodeBlock(
  bytes: Buffer,
  count: number,
  seed: number,
  banks: number,
  above: number,
): Entries {
  const body = checked(bytes, seed, 'a block of its entries');
  if (body.readUInt32LE(0) !== count) throw damaged('a block counts its entries wrongly');
  const hashesAt = 4 + 4 * count;
  const banksAt = hashesAt + HASH_BYTES * count;
  const entries = {
    ids: decodeIds(body, count),
    hashes: new Uint8Array(body.subarray(hashesAt, banksAt)),
    banks: new Uint8Array(body.subarray(banksAt)),
  };
  checkAscending(entries.ids, above);
  if (entries.banks.some((bank) => bank >= banks)) throw damaged('an entry names a bank that is not there');
  return entries;
}

function decodeIds(body: Buffer, count: number): Uint32Array {
  const ids = new Uint32Array(count);
  for (let at = 0; at < count; at++) ids[at] = body.readUInt32LE(4 + 4 * at);
  return ids;
}

/** @throws MatchingError unless ids ascend strictly from above `above` */
export function checkAscending(ids: Uint32Array, above: number): void {
  let last = above;
  for (const id of ids) {
    if (id === last) throw duplicate(id);
    if (id < last) throw damaged(`id ${id} comes after ${last}`);
    last = id;
  }
}

/** The checksum that the next block begins with: the last four bytes of this one. */
export const checksumOf = (bytes: Buffer): number => bytes.readUInt32LE(bytes.length - CHECKSUM_BYTES);

/** Writes the checksum of all before `at` at `at`. */
function sealed(bytes: Buffer, at: number, seed = 0): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(0, at), seed), at);
  return bytes;
}

const withChecksum = (section: Buffer): Buffer =>
  sealed(Buffer.concat([section, Buffer.alloc(CHECKSUM_BYTES)]), section.length);

function checked(bytes: Buffer, seed: number, what: string): Buffer {
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  if (crc32(body, seed) !== checksumOf(bytes)) throw damaged(`${what} does not agree with its checksum`);
  return body;
}

const AGAIN = 'take another copy of the file, or build it again from its source';

export const damaged = (what: string): MatchingError =>
  new MatchingError('matching.snapshot-damaged', `the snapshot is damaged: ${what}`, AGAIN);

export const truncated = (size: number, expected: number): MatchingError =>
  new MatchingError(
    'matching.snapshot-truncated',
    `the snapshot ends early: ${size} bytes of ${expected}`,
    AGAIN,
  );

const trailing = (extra: number): MatchingError =>
  new MatchingError(
    'matching.snapshot-trailing',
    `${extra} bytes follow the end of the snapshot`,
    'take another copy of the file: something was written behind it',
  );

const duplicate = (id: number): MatchingError =>
  new MatchingError(
    'matching.snapshot-duplicate',
    `the snapshot holds id ${id} twice`,
    'build it again from its source, with each id once',
  );

const foreign = (): MatchingError =>
  new MatchingError(
    'matching.snapshot-foreign',
    'this file is no snapshot of an index',
    'name a file that `index build` wrote; copy it in binary mode',
  );

const newer = (version: number): MatchingError =>
  new MatchingError(
    'matching.snapshot-newer',
    `the snapshot has version ${version}, this program reads up to ${SNAPSHOT_VERSION}`,
    'use the newer program that wrote it, or build it again with this one',
  );
