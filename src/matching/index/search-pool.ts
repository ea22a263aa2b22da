// Readers that search the sealed parts of one index at the same time, each in its thread, all in the same memory.

import { Worker } from 'node:worker_threads';
import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import { type Aim, Nearest } from './answer.ts';
import type { LiveParts } from './live-parts.ts';
import type { Sealed } from './sealed.ts';
import type { SearchReply, SearchRequest } from './search-worker.ts';

/** A segment has room for 64 openings over its life: readers that died and were replaced count too. */
const MAX_READERS = 16;
const NOTHING: Found = { found: new Uint32Array(0), cut: new Uint32Array(0) };
const NO_AIM: Aim = { reaches: [], reach: 0, by: 'index', limit: 1 };

export class SearchPool {
  readonly #readers: readonly Reader[];

  /** @throws MatchingError `matching.bad-readers` */
  constructor(readers: number) {
    if (!Number.isInteger(readers) || readers < 0 || readers > MAX_READERS) throw badReaders(readers);
    this.#readers = Array.from({ length: readers }, () => new Reader());
  }

  /** Of each hash what is found, in the parts as they are now. */
  async search({ all, sealed }: LiveParts, hashes: readonly Hash256[], aim: Aim): Promise<Nearest[]> {
    const here = this.#readers.length === 0 ? all : all.slice(sealed.length);
    const gathered = hashes.map((hash) => {
      const nearest = new Nearest(aim);
      for (const part of here) nearest.search(part, hash);
      return nearest;
    });
    const share = Math.ceil(hashes.length / Math.max(1, this.#readers.length));
    const shares = this.#readers.map(async (reader, at) => {
      const from = at * share;
      const found = await reader.search(sealed, hashes.slice(from, from + share), aim);
      takeIn(gathered.slice(from, from + share), found);
    });
    await Promise.all(shares);
    return gathered;
  }

  /** Lets the readers forget all parts but these: else they would hold what was merged until they are next asked. */
  keep(sealed: readonly Sealed[]): void {
    for (const reader of this.#readers) reader.keep(sealed);
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }
}

/** What a reader found, to the hashes it was asked. */
function takeIn(gathered: readonly Nearest[], { found, cut }: Found): void {
  for (let at = 0; at < found.length; at += 4) {
    const [hash = 0, id = 0, bank = 0, distance = 0] = found.subarray(at, at + 4);
    gathered[hash]?.add(id, bank, distance);
  }
  for (const hash of cut) gathered[hash]?.miss();
}

type Found = Pick<SearchReply, 'found' | 'cut'>;
type Waiting = { resolve(found: Found): void; reject(error: Error): void };

/** One thread. It is started when it is first asked, and again if it died. */
class Reader {
  #worker: Worker | undefined;
  #batch = 0;
  #nextNumber = 0;
  readonly #waiting = new Map<number, Waiting>();
  /** The parts that the thread holds. */
  #numbers = new Map<Sealed, number>();

  search(sealed: readonly Sealed[], hashes: readonly Hash256[], aim: Aim): Promise<Found> {
    if (sealed.length === 0 || hashes.length === 0) return Promise.resolve(NOTHING);
    const worker = (this.#worker ??= this.#start());
    const added = sealed.filter((one) => !this.#numbers.has(one));
    this.#numbers = new Map(sealed.map((one) => [one, this.#numbers.get(one) ?? this.#nextNumber++]));
    const request: SearchRequest = {
      batch: ++this.#batch,
      added: added.map((one) => ({ number: this.#numbers.get(one) ?? 0, parts: one.parts })),
      keep: [...this.#numbers.values()],
      hashes: packed(hashes),
      aim,
    };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.batch, { resolve, reject });
      // An idle reader does not keep the process alive; one that owes an answer does.
      worker.ref();
      worker.postMessage(request);
    });
  }

  keep(sealed: readonly Sealed[]): void {
    this.#numbers = new Map([...this.#numbers].filter(([one]) => sealed.includes(one)));
    const none = { added: [], hashes: new Uint8Array(0), aim: NO_AIM };
    const request: SearchRequest = { ...none, batch: ++this.#batch, keep: [...this.#numbers.values()] };
    this.#worker?.postMessage(request);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url));
    worker.on('message', ({ batch, ...found }: SearchReply) => {
      const waiting = this.#waiting.get(batch);
      this.#waiting.delete(batch);
      waiting?.resolve(found);
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
