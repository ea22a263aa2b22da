// Does a compound file (MS-CFB) lead round in a circle, in the table of its sectors (2.3) or in its directory (2.6)? The library that reads
// such files would follow it until memory ends.
const HEADER = 512;
const FIRST_SECTORS = 76;
const MAX_IN_HEADER = 109;
const ENTRY = 4;
const FIRST_OF_DIRECTORY = 48;
const DIRECTORY_ENTRY = 128;
/** Left, right and first below: the numbers of other entries. */
const RELATIVES = [68, 72, 76];

/** True when following a sector, or an entry of the directory upwards, never ends. What is cut off at the end counts as zeros. */
export function hasCircle(file: Buffer): boolean {
  if (file.length < HEADER) return false;
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return false;
  const size = 2 ** shift;
  const bytes = Buffer.alloc(Math.ceil(file.length / size) * size);
  file.copy(bytes);
  const tables = tableSectors(bytes, size);
  const next = (sector: number): number => entryOf(bytes, tables, sector, size);
  if (leadsRound(bytes.length / size - 1, next)) return true;
  const above = directoryOf(bytes, size, next);
  return above === undefined || leadsRound(above.entries, (entry) => above.by.get(entry) ?? -1);
}

/** Looks at each place once. */
function leadsRound(count: number, next: (at: number) => number): boolean {
  const seen = new Map<number, number>();
  for (let start = 0; start < count; start += 1)
    for (let at = start; at >= 0; at = next(at)) {
      const by = seen.get(at);
      if (by === start) return true;
      if (by !== undefined) break;
      seen.set(at, start);
    }
  return false;
}

/** Which entry of the directory names each; undefined when two name the same. Its table leads nowhere round. */
function directoryOf(bytes: Buffer, size: number, next: (sector: number) => number) {
  // By number, for a damaged entry may name the two thousand millionth.
  const by = new Map<number, number>();
  let entry = 0;
  for (let sector = bytes.readInt32LE(FIRST_OF_DIRECTORY); sector >= 0; sector = next(sector))
    for (let at = 0; at < size && (sector + 1) * size < bytes.length; at += DIRECTORY_ENTRY, entry += 1)
      for (const place of RELATIVES) {
        const named = bytes.readInt32LE((sector + 1) * size + at + place);
        // The root is nobody's; a place that was never used may be all zeros.
        if (named <= 0) continue;
        if (by.has(named)) return undefined;
        by.set(named, entry);
      }
  return { by, entries: entry };
}

/** The sectors that hold the table: those named in the header, then those in sectors of their own (MS-CFB, 2.5). */
function tableSectors(bytes: Buffer, size: number): number[] {
  const found: number[] = [];
  const take = (from: number, count: number): void => {
    for (let at = 0; at < count && from + at * ENTRY + ENTRY <= bytes.length; at += 1) {
      const sector = bytes.readInt32LE(from + at * ENTRY);
      if (sector < 0) return;
      found.push(sector);
    }
  };
  take(FIRST_SECTORS, MAX_IN_HEADER);
  const visited = new Set<number>();
  for (let more = bytes.readInt32LE(68); more >= 0 && !visited.has(more); ) {
    visited.add(more);
    const from = (more + 1) * size;
    if (from + size > bytes.length) break;
    take(from, size / ENTRY - 1);
    more = bytes.readInt32LE(from + size - ENTRY);
  }
  return found;
}

/** What the table says behind a sector; -1 where it says nothing. */
function entryOf(bytes: Buffer, tables: readonly number[], sector: number, size: number): number {
  const table = tables[Math.floor((sector * ENTRY) / size)];
  const from = table === undefined ? bytes.length : (table + 1) * size + ((sector * ENTRY) % size);
  return from + ENTRY > bytes.length ? -1 : bytes.readInt32LE(from);
}
