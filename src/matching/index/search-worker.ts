// A reader: searches the sealed parts of an index in a thread of its own. The parts are in memory that it shares with the
// owner; nothing is copied but the hashes that are asked and the entries that are found.

import { parentPort } from 'node:worker_threads';
import { HASH_BYTES } from '../hash/hash256.ts';
import { type Aim, Nearest } from './answer.ts';
import { Sealed, type SealedParts } from './sealed.ts';

/** Parts are numbered by the owner; those in `keep` are searched, the others forgotten. */
export type SearchRequest = {
  readonly batch: number;
  readonly added: readonly { readonly number: number; readonly parts: SealedParts }[];
  readonly keep: readonly number[];
  readonly hashes: Uint8Array;
  readonly aim: Aim;
};

/**
 * `found`: four numbers each: which hash, id, bank, distance; no more for a hash than the limit of the aim.
 * `cut`: hashes of which more was found.
 */
export type SearchReply = { readonly batch: number; readonly found: Uint32Array; readonly cut: Uint32Array };

const sealed = new Map<number, Sealed>();

parentPort?.on('message', (request: SearchRequest) => {
  for (const { number, parts } of request.added) sealed.set(number, new Sealed(parts));
  for (const number of sealed.keys()) if (!request.keep.includes(number)) sealed.delete(number);
  const reply = search(request);
  parentPort?.postMessage(reply, [reply.found.buffer, reply.cut.buffer]);
});

function search({ batch, hashes, aim }: SearchRequest) {
  const found: number[] = [];
  const cut: number[] = [];
  for (let at = 0; at * HASH_BYTES < hashes.length; at++) {
    const nearest = new Nearest(aim);
    const hash = hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    for (const part of sealed.values()) nearest.search(part, hash);
    const { entries, complete } = nearest.close();
    for (const { id, bank, distance } of entries) found.push(at, id, bank, distance);
    if (!complete) cut.push(at);
  }
  return { batch, found: Uint32Array.from(found), cut: Uint32Array.from(cut) } satisfies SearchReply;
}
