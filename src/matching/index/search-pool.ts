// Readers that search the sealed parts of one index at the same time, each in its thread, all in the same memory.

import { Worker } from 'node:worker_threads';
import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Aim, FoundRow } from './answer.ts';
import type { LiveParts } from './live-parts.ts';
import type { Part } from './part.ts';
import type { Sealed } from './sealed.ts';
import type { SearchReply, SearchRequest } from './search-worker.ts';

/** A segment has room for 64 openings over its life: readers that died and were replaced count too. */
const MAX_READERS = 16;

export class SearchPool {
  readonly #readers: readonly Reader[];

  /** @throws MatchingError `matching.bad-readers` */
  constructor(readers: number) {
    if (!Number.isInteger(readers) || readers < 0 || readers > MAX_READERS) throw badReaders(readers);
    this.#readers = Array.from({ length: readers }, () => new Reader());
  }

  /** Of each hash the rows that are found, in the parts as they are now. */
  async search({ all, sealed }: LiveParts, hashes: readonly Hash256[], aim: Aim): Promise<FoundRow[][]> {
    const here = this.#readers.length === 0 ? all : all.slice(sealed.length);
    const rows = hashes.map((hash) => here.flatMap((part) => searchPart(part, hash, aim)));
    const share = Math.ceil(hashes.length / Math.max(1, this.#readers.length));
    const shares = this.#readers.map(async (reader, at) => {
      const from = at * share;
      const found = await reader.search(sealed, hashes.slice(from, from + share), aim);
      for (const { hash, ...row } of found) rows[from + hash]?.push(row);
    });
    await Promise.all(shares);
    return rows;
  }

  /** Lets the readers forget all parts but these: else they would hold what was merged until they are next asked. */
  keep(sealed: readonly Sealed[]): void {
    for (const reader of this.#readers) reader.keep(sealed);
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }
}

const searchPart = (part: Part, hash: Hash256, { reach, by }: Aim): FoundRow[] =>
  part.search(hash, reach, by).map(({ id, distance }) => ({ part, row: id, distance }));

type Waiting = {
  readonly sealed: ReadonlyMap<number, Sealed>;
  resolve(found: readonly (FoundRow & { readonly hash: number })[]): void;
  reject(error: Error): void;
};

/** One thread. It is started when it is first asked, and again if it died. */
class Reader {
  #worker: Worker | undefined;
  #batch = 0;
  #nextNumber = 0;
  readonly #waiting = new Map<number, Waiting>();
  /** The parts that the thread holds. */
  #numbers = new Map<Sealed, number>();

  search(
    sealed: readonly Sealed[],
    hashes: readonly Hash256[],
    { reach, by }: Aim,
  ): Promise<readonly (FoundRow & { readonly hash: number })[]> {
    if (sealed.length === 0 || hashes.length === 0) return Promise.resolve([]);
    const worker = (this.#worker ??= this.#start());
    const added = sealed.filter((one) => !this.#numbers.has(one));
    this.#numbers = new Map(sealed.map((one) => [one, this.#numbers.get(one) ?? this.#nextNumber++]));
    const request: SearchRequest = {
      batch: ++this.#batch,
      added: added.map((one) => ({ number: this.#numbers.get(one) ?? 0, segment: one.segment })),
      keep: [...this.#numbers.values()],
      hashes: packed(hashes),
      reach,
      by,
    };
    const held = new Map([...this.#numbers].map(([one, number]) => [number, one]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.batch, { sealed: held, resolve, reject });
      // An idle reader does not keep the process alive; one that owes an answer does.
      worker.ref();
      worker.postMessage(request);
    });
  }

  keep(sealed: readonly Sealed[]): void {
    this.#numbers = new Map([...this.#numbers].filter(([one]) => sealed.includes(one)));
    const none = { added: [], hashes: new Uint8Array(0), reach: 0, by: 'index' } as const;
    const request: SearchRequest = { ...none, batch: ++this.#batch, keep: [...this.#numbers.values()] };
    this.#worker?.postMessage(request);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url));
    worker.on('message', ({ batch, rows }: SearchReply) => {
      const waiting = this.#waiting.get(batch);
      this.#waiting.delete(batch);
      waiting?.resolve(unpacked(rows, waiting.sealed));
      if (this.#waiting.size === 0) worker.unref();
    });
    worker.on('error', (error: Error) => this.#died(worker, error.message));
    worker.on('exit', (code) => this.#died(worker, `it ended with code ${code}`));
    return worker;
  }

  /** A thread that dies tells of it twice, as an error and as an exit: by then another may have taken its place. */
  #died(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#numbers = new Map();
    for (const { reject } of this.#waiting.values()) reject(crashed(why));
    this.#waiting.clear();
  }
}

function packed(hashes: readonly Hash256[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => bytes.set(hash, at * HASH_BYTES));
  return bytes;
}

function unpacked(
  rows: Uint32Array,
  sealed: ReadonlyMap<number, Sealed>,
): (FoundRow & { readonly hash: number })[] {
  const found: (FoundRow & { readonly hash: number })[] = [];
  for (let at = 0; at < rows.length; at += 4) {
    const [hash = 0, number = 0, row = 0, distance = 0] = rows.subarray(at, at + 4);
    const part = sealed.get(number);
    if (part !== undefined) found.push({ hash, part, row, distance });
  }
  return found;
}

const crashed = (what: string): MatchingError =>
  new MatchingError(
    'matching.reader-crashed',
    `a thread that reads the index died: ${what}`,
    'ask again: another thread takes its place; give the process more memory if it ran out',
  );

const badReaders = (readers: number): MatchingError =>
  new MatchingError(
    'matching.bad-readers',
    `not a number of readers: ${readers}`,
    `give a whole number from 0 to ${MAX_READERS}; more than there are cores gains nothing`,
  );
