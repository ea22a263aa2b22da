// A sealed part of the index: a segment, the entries of its rows, and which of them are deleted. Everything lies in
// shared memory, so that a worker can be handed it without a copy.

import type { Hash256 } from '../hash/hash256.ts';
import { type IdColumn, idAt, indexOfId, listedIds, lowerBound } from './ids.ts';
import type { Visit } from './match.ts';
import type { ExactBy, Part } from './part.ts';
import { bit, type Run, setBit } from './runs.ts';
import { openSegment, type Segment, type SegmentParts } from './segment.ts';

/** Further entries of rows that have one already. */
export type Copies = {
  /** Ascending. */
  readonly ids: Uint32Array;
  readonly banks: Uint8Array;
  /** Of each copy, its row. */
  readonly rows: Uint32Array;
  /** Copies in the order of their rows, and those rows. */
  readonly byRow: Uint32Array;
  readonly sortedRows: Uint32Array;
};

/** What can be posted to a worker. Row n's first entry has the nth id, ascending, and `banks[n]`. */
export type SealedParts = {
  readonly segment: SegmentParts;
  readonly ids: IdColumn;
  readonly banks: Uint8Array;
  readonly copies: Copies;
  /** One bit an entry: first the entries of `ids`, then the copies. */
  readonly dead: Uint8Array;
};

export class Sealed implements Part {
  readonly entries: number;
  dead = 0;
  readonly #parts: SealedParts;
  readonly #segment: Segment;

  constructor(parts: SealedParts) {
    this.#parts = parts;
    this.#segment = openSegment(parts.segment);
    this.entries = parts.ids.count + parts.copies.ids.length;
  }

  /** What another thread makes its own of, to search the same memory. */
  get parts(): SealedParts {
    return this.#parts;
  }

  search(by: ExactBy, hash: Hash256, radius: number, visit: Visit): void {
    this.#segment.visit(by, hash, radius, visit);
  }

  visitRow(row: number, visit: (id: number, bank: number) => boolean): void {
    const { ids, banks, copies, dead } = this.#parts;
    if (!bit(dead, row) && !visit(idAt(ids, row), banks[row] ?? 0)) return;
    for (let at = lowerBound(copies.sortedRows, row); copies.sortedRows[at] === row; at++) {
      const copy = copies.byRow[at] ?? 0;
      if (bit(dead, ids.count + copy)) continue;
      if (!visit(copies.ids[copy] ?? 0, copies.banks[copy] ?? 0)) return;
    }
  }

  has(id: number): boolean {
    const entry = this.#entryOf(id);
    return entry >= 0 && !bit(this.#parts.dead, entry);
  }

  delete(id: number): boolean {
    const entry = this.#entryOf(id);
    if (entry < 0 || bit(this.#parts.dead, entry)) return false;
    setBit(this.#parts.dead, entry);
    this.dead++;
    return true;
  }

  runs(): readonly Run[] {
    const { ids, banks, copies, dead } = this.#parts;
    const { words } = this.#segment;
    return [
      { ascending: true, ids, banks, rows: null, words, dead, deadFrom: 0 },
      {
        ascending: true,
        ids: listedIds(copies.ids),
        banks: copies.banks,
        rows: copies.rows,
        words,
        dead,
        deadFrom: ids.count,
      },
    ];
  }

  /** Where the entry stands among first entries and copies, or -1. */
  #entryOf(id: number): number {
    const { ids, copies } = this.#parts;
    const first = indexOfId(ids, id);
    if (first >= 0) return first;
    const copy = indexOfId(listedIds(copies.ids), id);
    return copy < 0 ? -1 : ids.count + copy;
  }
}
