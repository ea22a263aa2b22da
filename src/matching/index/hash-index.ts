// The live index: several banks in one query, inserts that are found at once, deletes, and merges in the background.
// It holds hashes and ids; what an id stands for is the caller's business. One thread owns it.
//
//   insert -> head (65,536 entries)  --full-->  waiting heads  --merge, in a worker-->  sealed parts (25 million each)
//   query  -> all of them; delete -> a bit wherever the entry is

import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Hash256 } from '../hash/hash256.ts';
import { type Aim, aimOf, type Answer, answerOf, Nearest, type Query } from './answer.ts';
import { type Bank, checkBanks } from './bank.ts';
import { BUILD_WORKER, buildLoaded, type OnProgress } from './build.ts';
import { isId } from './entry-list.ts';
import { badId, checkHash, closed, duplicateId, unknownBank } from './index-errors.ts';
import { type Extent, type LiveOptions, LiveParts, living } from './live-parts.ts';
import { mergedBlocks, type Run, sortedRun } from './runs.ts';
import { seal } from './seal.ts';
import { Sealed } from './sealed.ts';
import { SearchPool } from './search-pool.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Entries } from './snapshot-format.ts';

export type IndexOptions = LiveOptions & {
  /** Threads that share the sealed parts for `queryMany`; none if not given. */
  readonly readers?: number;
};

export type IndexStats = {
  readonly entries: number;
  /** Deleted, and still in memory until a merge forgets them. */
  readonly deleted: number;
  readonly banks: readonly Bank[];
  /** Entries of each sealed part, deleted ones included. */
  readonly sealed: readonly number[];
  readonly waitingHeads: number;
  readonly merging: boolean;
};

/** Opens a snapshot in a worker. @throws MatchingError as `decodeSnapshot` does, or `matching.build-crashed` */
export async function openIndex(
  file: string,
  options: IndexOptions & { readonly onProgress?: OnProgress } = {},
): Promise<HashIndex> {
  const { worker = BUILD_WORKER, onProgress = () => undefined } = options;
  const { banks, parts } = await buildLoaded(file, worker, onProgress).result;
  const sealed = parts.map((one) => new Sealed(one));
  return new HashIndex(banks, options, sealed);
}

/** An index of entries in memory, built on this thread. @param blocks ids ascending, `count` in all */
export async function indexOf(
  banks: readonly Bank[],
  blocks: Iterable<Entries>,
  count: number,
  options: IndexOptions = {},
): Promise<HashIndex> {
  const sealed: Sealed[] = [];
  for await (const parts of seal(blocks, count, randomBytes(4).readInt32LE())) sealed.push(new Sealed(parts));
  return new HashIndex(banks, options, sealed);
}

export class HashIndex {
  readonly banks: readonly Bank[];
  readonly #parts: LiveParts;
  readonly #pool: SearchPool;
  /** The aim of a query that sets nothing, since most are. */
  readonly #usual: Aim;
  #closed = false;

  /** @throws MatchingError `matching.bad-bank` */
  constructor(banks: readonly Bank[], options: IndexOptions = {}, sealed: readonly Sealed[] = []) {
    checkBanks(banks);
    this.banks = banks;
    this.#usual = aimOf(banks, {});
    this.#parts = new LiveParts(sealed, options);
    this.#pool = new SearchPool(options.readers ?? 0);
  }

  /**
   * Adds an entry; the next query finds it.
   * @param id 0 to 2^32 - 1, not in the index: an id is never replaced silently
   * @throws MatchingError `matching.bad-id`, `matching.duplicate-id`, `matching.unknown-bank`, `matching.bad-hash`, `matching.merge-behind`
   */
  insert(id: number, hash: Hash256, bank: string): void {
    this.#open();
    if (!isId(id)) throw badId(id);
    checkHash(hash);
    const number = this.banks.findIndex(({ name }) => name === bank);
    if (number < 0) throw unknownBank(bank, this.banks);
    if (this.#parts.has(id)) throw duplicateId(id);
    this.#parts.insert(id, hash, number);
  }

  has(id: number): boolean {
    return this.#parts.has(id);
  }

  /** @returns whether it was there */
  delete(id: number): boolean {
    this.#open();
    return this.#parts.delete(id);
  }

  /**
   * Every entry within its bank's threshold (or within `radius`): the same as comparing with each. If there are more than
   * `limit`, the nearest, and `complete` is false; that holds for tables and scans alike.
   * @throws MatchingError `matching.bad-hash`, `matching.unknown-bank`, `matching.bad-radius`, `matching.bad-limit`
   */
  query(hash: Hash256, query?: Query): Answer {
    this.#open();
    checkHash(hash);
    const aim = query === undefined ? this.#usual : aimOf(this.banks, query);
    const nearest = new Nearest(aim);
    for (const part of this.#parts.all) nearest.search(part, hash);
    return answerOf(nearest, aim, this.banks);
  }

  /**
   * One answer a hash, in the order of the hashes; a hash that comes twice is answered twice. Banks,
   * radius and limit are those of `query` and count for each hash by itself: `limit: 1` gives every hash its nearest match.
   * This thread searches the heads before the call returns, the readers then the sealed parts; without readers this
   * thread searches all. What is inserted or deleted between the call and the answers may or may not show in them.
   * @throws MatchingError as `query` does, or `matching.reader-crashed`
   */
  async queryMany(hashes: readonly Hash256[], query: Query = {}): Promise<readonly Answer[]> {
    this.#open();
    hashes.forEach(checkHash);
    const aim = aimOf(this.banks, query);
    const all = await this.#pool.search(this.#parts, hashes, aim);
    return all.map((nearest) => answerOf(nearest, aim, this.banks));
  }

  stats(): IndexStats {
    const { all, sealed, waiting, merging } = this.#parts;
    return {
      entries: living(all),
      deleted: all.reduce((sum, { dead }) => sum + dead, 0),
      banks: this.banks,
      sealed: sealed.map(({ entries }) => entries),
      waitingHeads: waiting.length,
      merging,
    };
  }

  /**
   * Merges what the heads hold now, and resolves when it is done; a failure is told by `onMerge` and thrown here.
   * @param extent `everything`: waits for a merge under way, then also rewrites every part that holds what was deleted.
   * Once it resolves, no hash that was deleted before the call is in the index or in a snapshot of it; the system has its
   * memory back when the next collection of garbage has run
   * @throws MatchingError `matching.build-crashed`
   */
  async merge(extent: Extent = 'due'): Promise<void> {
    this.#open();
    await this.#parts.merge(extent);
    this.#pool.keep(this.#parts.sealed);
  }

  /**
   * Writes the index as it is at this moment to a snapshot; queries, inserts and deletes go on meanwhile.
   * @returns the number of entries
   * @throws what `writeSnapshot` throws
   */
  async save(file: string): Promise<number> {
    this.#open();
    const entries = living(this.#parts.all);
    await writeSnapshot(file, { banks: this.banks, entries }, inOrder(this.#parts.frozenRuns()));
    return entries;
  }

  /** Stops merges and readers and gives all memory back. The index cannot be used any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#parts.close(), this.#pool.close()]);
  }

  #open(): void {
    if (this.#closed) throw closed();
  }
}

/** The heads are sorted one at a time, so that queries are answered between. */
async function* inOrder(runs: readonly Run[]): AsyncGenerator<Entries> {
  const sorted: Run[] = [];
  for (const run of runs) {
    sorted.push(sortedRun(run));
    await setImmediate();
  }
  yield* mergedBlocks(sorted);
}
