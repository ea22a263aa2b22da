// Whether bytes are a sound snapshot, straight from the drawing of the format: a judge that shares no reader with the
// loader it judges.

import { BLOCK_ENTRIES, blockBytes, HEADER_BYTES } from '../../../src/matching/index/snapshot-format.ts';
import { resealed } from './snapshot-damage.ts';

/** A second opinion on what a sound snapshot is, straight from the drawing of the format. */
export function isSound(bytes: Buffer): boolean {
  try {
    return Buffer.from(bytes).equals(resealed(Buffer.from(bytes))) && soundInside(bytes);
  } catch {
    return false;
  }
}

function soundInside(bytes: Buffer): boolean {
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89H256\r\n\x1a' || bytes.readUInt32LE(8) !== 1)
    return false;
  if (bytes.readUInt32LE(28) !== BLOCK_ENTRIES || bytes.subarray(32, 60).some((byte) => byte !== 0))
    return false;
  const banks = bytes.readUInt32LE(12);
  const sectionEnd = HEADER_BYTES + bytes.readUInt32LE(24);
  if (!soundBanks(bytes.subarray(HEADER_BYTES, sectionEnd), banks)) return false;
  let at = sectionEnd + 4;
  let last = -1;
  for (let left = Number(bytes.readBigUInt64LE(16)); left > 0; left -= BLOCK_ENTRIES) {
    const count = Math.min(left, BLOCK_ENTRIES);
    if (bytes.readUInt32LE(at) !== count) return false;
    for (let entry = 0; entry < count; entry++) {
      const id = bytes.readUInt32LE(at + 4 + 4 * entry);
      if (id <= last || bytes.readUInt8(at + 4 + 36 * count + entry) >= banks) return false;
      last = id;
    }
    at += blockBytes(count);
  }
  return at + 32 === bytes.length;
}

function soundBanks(section: Buffer, count: number): boolean {
  const names = new Set<string>();
  let at = 0;
  for (let left = count; left > 0; left--) {
    const length = section.readUInt16LE(at + 2);
    const name = section.subarray(at + 4, at + 4 + length);
    if (section.readUInt16LE(at) > 256 || name.length !== length) return false;
    if (!soundName(name)) return false;
    names.add(name.toString());
    at += 4 + length;
  }
  return count >= 1 && count <= 256 && names.size === count && at === section.length;
}

/** 1 to 64 characters of UTF-8, none of which steers a terminal or turns the direction of writing. */
function soundName(name: Buffer): boolean {
  const text = name.toString();
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return Buffer.from(text).equals(name) && codes.length >= 1 && codes.length <= 64 && !codes.some(steers);
}

/** C0, DEL and C1; ends of lines and paragraphs; marks, embeddings and isolates of the bidirectional algorithm. */
const steers = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code < 0xa0) ||
  code === 0x61c ||
  [0x200e, 0x200f].includes(code) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);
