// The search kernel in Node: one instance for each memory and thread, and the loops that both searches share.

import { readFileSync } from 'node:fs';
import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';
import type { Visit } from './match.ts';
import type { ExactBy } from './part.ts';

/** The greatest distance that the tables answer exactly: eight pairs of words with three bits each, and seven more. */
const TABLE_RADIUS = 31;
export const TABLES = 16;
export const TABLE_VALUES = 65_536;
const PAGE_BYTES = 65_536;
const ALIGNED = 64;
const KERNEL = new URL('../kernels/search.wasm', import.meta.url);
let compiled: WebAssembly.Module | undefined;

/** What kernels/search.wasm exports; addresses and counts are u32. */
export type SearchKernel = {
  readonly placeSegment: (
    hashes: number,
    offsets: number,
    nextWords: number,
    rowNumbers: number,
    sorting: number,
    rows: number,
  ) => void;
  readonly placeScratch: (at: number) => number;
  readonly placeDelta: (heads: number, older: number) => void;
  readonly placeFold: (random: number, batch: number, table: number, size: number) => void;
  readonly fold: (count: number) => void;
  readonly buildTable: (table: number) => void;
  readonly addRow: (row: number) => void;
  readonly searchChains: (radius: number) => number;
  readonly beginProbe: () => void;
  readonly probe: (radius: number) => number;
  readonly probing: () => number;
  readonly beginScan: () => void;
  readonly scan: (radius: number) => number;
  readonly scanning: () => number;
  readonly QUERY: { readonly value: number };
  readonly MATCHES: { readonly value: number };
  readonly BATCH: { readonly value: number };
  readonly folded: { readonly value: number };
  readonly steps: { readonly value: number };
};

/** An instance of the kernel over `memory`. */
export function kernelOver(memory: WebAssembly.Memory): SearchKernel {
  compiled ??= new WebAssembly.Module(readFileSync(KERNEL));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as SearchKernel;
}

/** A shared memory of at least that many bytes, all zeros; a page costs memory when it is first written. */
export function sharedMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** Hands out areas one after the other, each on a line of its own. */
export function areas(from: number): { take(bytes: number): number; readonly end: number } {
  let end = from;
  return {
    take(bytes) {
      const at = end;
      end = Math.ceil((at + bytes) / ALIGNED) * ALIGNED;
      return at;
    },
    get end() {
      return end;
    },
  };
}

/** Both ways to search, over one memory, for one thread. */
export class Searcher {
  readonly #kernel: SearchKernel;
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;

  constructor(kernel: SearchKernel, memory: WebAssembly.Memory) {
    this.#kernel = kernel;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
  }

  /** `index`: through the tables of a segment. `scan`: every row, at any distance. */
  search(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void {
    const kernel = this.#kernel;
    if (by === 'index') {
      this.#ask(hash, radius, TABLE_RADIUS);
      kernel.beginProbe();
      this.#rounds(kernel.probe, kernel.probing, radius, visit);
    } else {
      this.#ask(hash, radius, 8 * HASH_BYTES);
      kernel.beginScan();
      this.#rounds(kernel.scan, kernel.scanning, radius, visit);
    }
  }

  /** Through the chains of a delta. */
  chains(hash: Hash256, radius: number, visit: Visit): void {
    this.#ask(hash, radius, TABLE_RADIUS);
    this.#tell(this.#kernel.searchChains(radius), radius, visit);
  }

  #ask(hash: Hash256, radius: number, greatest: number): void {
    if (hash.length !== HASH_BYTES || !Number.isInteger(radius) || radius < 0 || radius > greatest)
      throw new MatchingError(
        'matching.bad-query',
        `cannot search within ${radius} bits of a hash of ${hash.length} bytes`,
        `give ${HASH_BYTES} bytes and a whole radius of 0 to ${greatest}`,
      );
    this.#bytes.set(hash, this.#kernel.QUERY.value);
  }

  /** The kernel stops when its list of matches could overflow: what it has is told, and it goes on. */
  #rounds(next: (radius: number) => number, more: () => number, radius: number, visit: Visit): void {
    let within = radius;
    do within = this.#tell(next(within), within, visit);
    while (within >= 0 && more() !== 0);
  }

  /** @returns within how many bits to go on */
  #tell(count: number, radius: number, visit: Visit): number {
    let within = radius;
    const from = this.#kernel.MATCHES.value >>> 2;
    for (let at = from; at < from + 2 * count; at += 2)
      within = visit(this.#words[at] ?? 0, this.#words[at + 1] ?? 0);
    return within;
  }
}
