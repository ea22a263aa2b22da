// Finds equal hashes, so that they share one row. Hashes are put behind the rows there are; new ones move up to the next
// row. Rows are remembered in a table of open addresses. A table that no cache holds answers slowly, and many questions
// at once take hardly longer than one: so a batch is looked up in rounds, as in probe.ts.
//
//   RANDOM    32 x 256 u32: a random number for each value of each byte of a hash
//   TABLE     u32 at the address of a hash: row + 1, and above it the top bits of the mixed hash; 0 is free
//   BATCH     4,096 u32: of each hash first its mixed hash, then its row

import { hashOf } from './distance';
import { ROW_BITS, ROW_MASK } from './layout';

const HASH_BYTES: usize = 32;

let RANDOM: usize = 0;
let TABLE: usize = 0;
let mask: u32 = 0;
let touched: u32 = 0;

export let BATCH: usize = 0;
/** Rows there are. */
export let folded: u32 = 0;
/** Taken addresses that were passed over: under two a hash, unless hashes meet more often than chance has it. */
export let steps: u32 = 0;

/** Where everything lies; `size` of TABLE is a power of two. Whoever calls fills RANDOM; TABLE begins as zeros. */
export function placeFold(random: usize, batch: usize, table: usize, size: u32): void {
  RANDOM = random;
  BATCH = batch;
  TABLE = table;
  mask = size - 1;
  folded = 0;
  steps = 0;
}

/** Tabulation hashing: whoever does not know RANDOM cannot choose hashes that meet more often than chance has it. */
function mixed(hash: usize): u32 {
  let mix: u32 = 0;
  for (let byte: usize = 0; byte < HASH_BYTES; byte++) {
    mix ^= load<u32>(RANDOM + (byte << 10) + (<usize>load<u8>(hash + byte) << 2));
  }
  return mix;
}

@inline
function equal(a: usize, b: usize): bool {
  const differ = (load<u64>(a) ^ load<u64>(b)) | (load<u64>(a, 8) ^ load<u64>(b, 8));
  return (differ | (load<u64>(a, 16) ^ load<u64>(b, 16)) | (load<u64>(a, 24) ^ load<u64>(b, 24))) == 0;
}

@inline
function copyHash(from: usize, to: usize): void {
  for (let at: usize = 0; at < HASH_BYTES; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** The row of the hash at `hash`: one that was there, or the next. */
function rowOf(hash: usize, mix: u32): u32 {
  const tag = mix & ~ROW_MASK;
  const first = mix & mask;
  let address = first;
  for (let entry = load<u32>(TABLE + (<usize>address << 2)); entry != 0; entry = load<u32>(TABLE + (<usize>address << 2))) {
    // Another tag is another hash: its row, far away in memory, need not be read.
    const row = (entry & ROW_MASK) - 1;
    if ((entry & ~ROW_MASK) == tag && equal(hashOf(row), hash)) return row;
    address = (address + 1) & mask;
  }
  steps += (address - first) & mask;
  const to = hashOf(folded);
  if (to != hash) copyHash(hash, to);
  store<u32>(TABLE + (<usize>address << 2), tag | ++folded);
  return folded - 1;
}

/** Folds the `count` hashes, 4,096 at most, that stand behind the rows there are. Their rows are in BATCH then. */
export function fold(count: u32): void {
  const hashes = hashOf(folded);
  for (let at: u32 = 0; at < count; at++) store<u32>(BATCH + (<usize>at << 2), mixed(hashes + <usize>at * HASH_BYTES));
  let sum: u32 = 0;
  for (let at: u32 = 0; at < count; at++) sum += load<u8>(TABLE + (<usize>(load<u32>(BATCH + (<usize>at << 2)) & mask) << 2));
  touched = sum;
  for (let at: u32 = 0; at < count; at++) {
    const place = BATCH + (<usize>at << 2);
    store<u32>(place, rowOf(hashes + <usize>at * HASH_BYTES, load<u32>(place)));
  }
}
