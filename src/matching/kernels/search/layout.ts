// Where a segment lies in its memory, and what each thread keeps for itself. The TypeScript side makes the layout and
// tells it here, once an instance.
//
//   HASHES    rows x 32 bytes: sixteen 16-bit words each, w0 first
//   OFFSETS   16 tables x 65,537 u32: where the bucket of each value of word t begins; the last is the number of rows
//   PARTNERS  16 tables x rows u16, in the order of the buckets: the partner word (t xor 1) of each row, and a little slack
//   ROWS      16 tables x rows u32, in the same order: which row it is
//
//   QUERY     32 bytes
//   SPANS     272 x { u32 begin, u32 end }: the buckets a query looks into, seventeen a table
//   FOUND     candidates: { u32 row or its address, u32 table }
//   MATCHES   answers: { u32 row, u32 distance }

export const TABLES: i32 = 16;
/** Buckets that a query looks into, a table: the word itself, and each word one bit away. */
export const PROBES: i32 = 17;
export const VALUES: usize = 65536;
export const TABLE_BYTES: usize = (VALUES + 1) * 4;
export const FOUND_MOST: i32 = 8192;
export const MATCHES_MOST: i32 = 16384;

export let HASHES: usize = 0;
export let OFFSETS: usize = 0;
export let PARTNERS: usize = 0;
export let ROWS: usize = 0;
export let rows: u32 = 0;
export let partnerStride: usize = 0;

export let QUERY: usize = 0;
export let SPANS: usize = 0;
export let FOUND: usize = 0;
export let MATCHES: usize = 0;

/** The segment's own areas; `stride` is the bytes of one table of partners. */
export function placeSegment(hashes: usize, offsets: usize, partners: usize, ids: usize, count: u32, stride: usize): void {
  HASHES = hashes;
  OFFSETS = offsets;
  PARTNERS = partners;
  ROWS = ids;
  rows = count;
  partnerStride = stride;
}

/** This thread's areas, one after the other. @returns the bytes they take */
export function placeScratch(at: usize): usize {
  QUERY = at;
  SPANS = QUERY + 64;
  FOUND = SPANS + <usize>(TABLES * PROBES) * 8;
  MATCHES = FOUND + <usize>FOUND_MOST * 8;
  return MATCHES + <usize>MATCHES_MOST * 8 - at;
}

/** Where table `t` has its partners. */
@inline
export function partnersOf(t: i32): usize {
  return PARTNERS + <usize>t * partnerStride;
}

/** Where table `t` has its rows. */
@inline
export function rowsOf(t: i32): usize {
  return ROWS + <usize>t * <usize>rows * 4;
}
