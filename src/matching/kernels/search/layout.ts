// Where a segment lies in its memory, and what each thread keeps for itself. The TypeScript side makes the layout and
// tells it here, once an instance.
//
//   HASHES    rows x 32 bytes: sixteen 16-bit words each, w0 first
//   OFFSETS   16 tables x 65,537 u32: where the bucket of each value of word t begins; the last is the number of rows
//   NEXT      16 tables x rows x 2 bytes, in the order of the buckets: word t + 1 of each row (after the last word comes the
//             first); of a bucket first all low bytes, then all high ones; and a little slack
//   ROWS      16 tables x rows u32, in the same order: which row it is, and above it its tag, the top seven bits of word t + 2
//   SORTING   1 MiB and 2 KiB that building needs: see tables.ts
//
//   QUERY     32 bytes
//   SUMS      16 bytes: of each row of one vector how many bits its next word may differ in, less those it does, less one
//   SPANS     272 x { u32 begin, u32 end }: the buckets a query looks into, seventeen a table
//   FOUND     candidates: { u32 row or where it is written, u32 table and how many bits of its tag may differ }
//   MATCHES   answers: { u32 row, u32 distance }

export const TABLES: i32 = 16;
/** Buckets that a query looks into, a table: the word itself, and each word one bit away. */
export const PROBES: i32 = 17;
export const VALUES: usize = 65536;
export const TABLE_BYTES: usize = (VALUES + 1) * 4;
/** A row number has 25 bits, more than a segment has rows; its tag has the other seven. */
export const ROW_BITS: u32 = 25;
export const ROW_MASK: u32 = (1 << ROW_BITS) - 1;
/** Of the sixteen bits of a word a tag has the top seven. */
export const TAG_SHIFT: u32 = 9;
export const FOUND_MOST: i32 = 8192;
export const MATCHES_MOST: i32 = 16384;

export let HASHES: usize = 0;
export let OFFSETS: usize = 0;
export let NEXT: usize = 0;
export let ROWS: usize = 0;
export let SORTING: usize = 0;
export let rows: u32 = 0;

export let QUERY: usize = 0;
export let SUMS: usize = 0;
export let SPANS: usize = 0;
export let FOUND: usize = 0;
export let MATCHES: usize = 0;

/** The segment's own areas. */
export function placeSegment(hashes: usize, offsets: usize, next: usize, rowNumbers: usize, sorting: usize, count: u32): void {
  HASHES = hashes;
  OFFSETS = offsets;
  NEXT = next;
  ROWS = rowNumbers;
  SORTING = sorting;
  rows = count;
}

/** This thread's areas, one after the other. @returns the bytes they take */
export function placeScratch(at: usize): usize {
  QUERY = at;
  SUMS = QUERY + 32;
  SPANS = QUERY + 64;
  FOUND = SPANS + <usize>(TABLES * PROBES) * 8;
  MATCHES = FOUND + <usize>FOUND_MOST * 8;
  return MATCHES + <usize>MATCHES_MOST * 8 - at;
}

/** Where table `t` has its next words. */
@inline
export function nextOf(t: i32): usize {
  return NEXT + <usize>t * <usize>rows * 2;
}

/** Where table `t` has its rows. */
@inline
export function rowsOf(t: i32): usize {
  return ROWS + <usize>t * <usize>rows * 4;
}
