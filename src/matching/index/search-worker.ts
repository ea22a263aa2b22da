// A reader: searches the sealed parts of an index in a thread of its own. The parts are in memory that it shares with the
// owner; nothing is copied but the hashes that are asked and the rows that are found.

import { parentPort } from 'node:worker_threads';
import { HASH_BYTES } from '../hash/hash256.ts';
import type { ExactBy } from './part.ts';
import { openSegment, type Segment, type SegmentParts } from './segment.ts';

/** Segments are numbered by the owner; the numbers in `keep` are searched, the others forgotten. */
export type SearchRequest = {
  readonly batch: number;
  readonly added: readonly { readonly number: number; readonly segment: SegmentParts }[];
  readonly keep: readonly number[];
  readonly hashes: Uint8Array;
  readonly reach: number;
  readonly by: ExactBy;
};

/** `rows`: four numbers each: which hash, number of the segment, row, distance. */
export type SearchReply = { readonly batch: number; readonly rows: Uint32Array };

const segments = new Map<number, Segment>();

parentPort?.on('message', (request: SearchRequest) => {
  for (const { number, segment } of request.added) segments.set(number, openSegment(segment));
  for (const number of segments.keys()) if (!request.keep.includes(number)) segments.delete(number);
  const rows = search(request);
  const reply: SearchReply = { batch: request.batch, rows };
  parentPort?.postMessage(reply, [rows.buffer as ArrayBuffer]);
});

function search({ hashes, reach, by }: SearchRequest): Uint32Array {
  const rows: number[] = [];
  for (let at = 0; at * HASH_BYTES < hashes.length; at++) {
    const hash = hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    for (const [number, segment] of segments) {
      const found = by === 'index' ? segment.search(hash, reach) : segment.scan(hash, reach);
      for (const { id, distance } of found) rows.push(at, number, id, distance);
    }
  }
  return Uint32Array.from(rows);
}
