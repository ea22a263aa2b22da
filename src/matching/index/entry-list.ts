// Entries gathered in any order, put into the order of their ids: the way from a list of hashes to a snapshot.
// Holds them all: 41 bytes each, and 12 more while they are put in order.

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { listedIds } from './ids.ts';
import { badId, checkHash } from './index-errors.ts';
import { ascendingOrder, HASH_WORDS, mergedBlocks, type Run } from './runs.ts';
import type { Entries } from './snapshot-format.ts';

const MAX_ID = 2 ** 32 - 1;
const FIRST_ROOM = 4096;

export class EntryList {
  count = 0;
  #ids = new Uint32Array(FIRST_ROOM);
  #banks = new Uint8Array(FIRST_ROOM);
  #hashes = new Uint8Array(FIRST_ROOM * HASH_BYTES);

  /** @throws MatchingError `matching.bad-id`, `matching.bad-hash` */
  add(id: number, hash: Hash256, bank: number): void {
    if (!isId(id)) throw badId(id);
    checkHash(hash);
    if (this.count === this.#ids.length) this.#grow();
    this.#ids[this.count] = id;
    this.#banks[this.count] = bank;
    this.#hashes.set(hash, this.count * HASH_BYTES);
    this.count++;
  }

  #grow(): void {
    const room = 2 * this.#ids.length;
    this.#ids = widened(this.#ids, new Uint32Array(room));
    this.#banks = widened(this.#banks, new Uint8Array(room));
    this.#hashes = widened(this.#hashes, new Uint8Array(room * HASH_BYTES));
  }

  /** Positions, by ascending id. */
  #order(): Uint32Array {
    return ascendingOrder(this.#ids.subarray(0, this.count));
  }

  /** Two positions that hold the same id, the first in the order of ids; undefined if every id is there once. */
  duplicate(): { readonly id: number; readonly first: number; readonly second: number } | undefined {
    const order = this.#order();
    for (let at = 1; at < order.length; at++) {
      const [first = 0, second = 0] = [order[at - 1], order[at]];
      if (this.#ids[first] === this.#ids[second]) return { id: this.#ids[first] ?? 0, first, second };
    }
    return undefined;
  }

  /** In blocks of a snapshot. Call `duplicate` first. */
  blocks(): Generator<Entries, void, void> {
    const order = this.#order();
    const run: Run = {
      ascending: true,
      ids: listedIds(order.map((from) => this.#ids[from] ?? 0)),
      banks: Uint8Array.from(order, (from) => this.#banks[from] ?? 0),
      rows: order,
      words: new Uint32Array(this.#hashes.buffer, 0, this.count * HASH_WORDS),
      dead: new Uint8Array(0),
      deadFrom: 0,
    };
    return mergedBlocks([run]);
  }
}

/** Whether an index takes it as an id: a whole number from 0 to 2^32 - 1. */
export const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= MAX_ID;

function widened<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
