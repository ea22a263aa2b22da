// Entries that wait for the disk, in the order in which they came: those of the batch that is being written, and those behind it. Both their
// number and their bytes are bounded.

import { TranslogError } from '../translog-error.ts';

export type Waiting = {
  readonly entry: Uint8Array;
  /** Of the entry's index, once it is durable. */
  readonly acknowledged: Promise<number>;
  resolve(index: number): void;
  reject(why: unknown): void;
};

const MOST_WAITING = 65_536;
const MOST_WAITING_BYTES = 64 * 2 ** 20;
const MOST_BATCH_BYTES = 8 * 2 ** 20;

export class WaitingEntries {
  readonly #most: number;
  #batch: readonly Waiting[] = [];
  #behind: Waiting[] = [];
  #bytesBehind = 0;

  /** @param most entries behind the batch that is being written */
  constructor(most = MOST_WAITING) {
    this.#most = most;
  }

  get count(): number {
    return this.#batch.length + this.#behind.length;
  }

  /** @throws TranslogError `log.busy` */
  add(entry: Uint8Array): Waiting {
    if (this.#behind.length >= this.#most || this.#bytesBehind >= MOST_WAITING_BYTES)
      throw new TranslogError('log.busy', 'too many entries wait for the disk', 'try again in a moment');
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const one = { entry, acknowledged: promise, resolve, reject };
    this.#behind.push(one);
    this.#bytesBehind += entry.length;
    return one;
  }

  /** @param place 0 for the one that came first */
  at(place: number): Waiting | undefined {
    return place < this.#batch.length ? this.#batch[place] : this.#behind[place - this.#batch.length];
  }

  /** The next to be written: from the front, up to so many bytes, at least one; none when nothing waits. */
  nextBatch(): readonly Waiting[] {
    let [count, bytes] = [0, 0];
    for (; count < this.#behind.length && (count === 0 || bytes < MOST_BATCH_BYTES); count++)
      bytes += this.#behind[count]?.entry.length ?? 0;
    this.#batch = this.#behind.splice(0, count);
    this.#bytesBehind -= bytes;
    return this.#batch;
  }

  /** The batch is in the tree. */
  batchIsIn(): void {
    this.#batch = [];
  }

  /** @returns all that waited */
  giveUp(): readonly Waiting[] {
    const all = [...this.#batch, ...this.#behind.splice(0)];
    [this.#batch, this.#bytesBehind] = [[], 0];
    return all;
  }
}
