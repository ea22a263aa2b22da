// Ours in memory: a tree that grows, proofs out of it, and the checking of proofs that the other side made.

import { sha256 } from '../../../src/adapters/log/sha256.ts';
import { openCheckpoint } from '../../../src/translog/notes/checkpoint.ts';
import { readVerifierKey } from '../../../src/translog/notes/key.ts';
import { GrowingTree } from '../../../src/translog/tiles/growing-tree.ts';
import { tilePath } from '../../../src/translog/tiles/tile.ts';
import { type TreeReader, treeReader } from '../../../src/translog/tiles/tree-reader.ts';
import { verifyConsistency } from '../../../src/translog/tree/consistency.ts';
import { type Hash, treeHasher } from '../../../src/translog/tree/hash.ts';
import { verifyInclusion } from '../../../src/translog/tree/inclusion.ts';
import type {
  Check,
  Checked,
  Grow,
  Grown,
  HashPair,
  Kind,
  OpenCheckpoint,
  Proof,
  Prove,
  Proved,
} from '../questions.ts';
import { entryAt, fromBase64, toBase64 } from './entries.ts';

export const hasher = treeHasher(sha256);
const tree = new GrowingTree(hasher);
const tiles = new Map<string, Uint8Array>();
let reader: TreeReader | undefined;

const WARM_UP = 20_000;

/** Compiled before it is timed, as the peer is. */
function warmUp(bytes: number): void {
  const other = new GrowingTree(hasher);
  for (let index = 0; index < WARM_UP; index++) other.add(hasher.leaf(entryAt(index, bytes)));
}

export function grow({ size, bytes }: Grow): Grown {
  if (tree.size === 0) warmUp(bytes);
  const entry = entryAt(tree.size, bytes);
  const place = new DataView(entry.buffer);
  const [from, started] = [tree.size, performance.now()];
  while (tree.size < size) {
    place.setBigUint64(0, BigInt(tree.size));
    for (const tile of tree.add(hasher.leaf(entry))) tiles.set(tilePath(tile), tile.bytes);
  }
  const root = tree.root();
  const seconds = (performance.now() - started) / 1000;
  for (const tile of tree.partialTiles()) tiles.set(tilePath(tile), tile.bytes);
  reader = treeReader(hasher, size, (path) => Promise.resolve(tiles.get(path)), Number.POSITIVE_INFINITY);
  return { entries: size - from, seconds, root: toBase64(root) };
}

export async function prove(question: Prove): Promise<Proved> {
  if (reader?.size !== question.size) throw new Error(`the tree in memory has not ${question.size} leaves`);
  const { what, at } = question;
  // The hashes between the levels of tiles are then there, as they are in the peer's memory from the start.
  for (const one of at) await proofOf(reader, what, one);
  return timedProofs(reader, question);
}

const proofOf = (from: TreeReader, what: Kind, at: number): Promise<readonly Hash[]> =>
  what === 'inclusion' ? from.inclusionProof(at) : from.consistencyProof(at);

export async function timedProofs(
  from: TreeReader,
  { what, at, times }: Pick<Prove, 'what' | 'at' | 'times'>,
): Promise<Proved> {
  const proofs: Proof[] = [];
  for (const one of at.slice(0, times)) {
    const leaf = await (what === 'inclusion' ? from.leafHash(one) : from.root(one));
    const hashes = await proofOf(from, what, one);
    proofs.push({ at: one, leaf: toBase64(leaf), hashes: hashes.map(toBase64) });
  }
  const started = performance.now();
  for (const one of at) await proofOf(from, what, one);
  return { us: (1000 * (performance.now() - started)) / at.length, proofs };
}

export function check({ what, size, root, proofs, times }: Check): Checked {
  const now = fromBase64(root);
  const read = proofs.map(({ at, leaf, hashes }) => ({
    ...{ at, leaf: fromBase64(leaf), proof: hashes.map(fromBase64) },
  }));
  const started = performance.now();
  for (let time = 0; time < times; time++)
    for (const { at, leaf, proof } of read)
      if (what === 'inclusion') verifyInclusion(hasher, { index: at, size, leaf, proof, root: now });
      else verifyConsistency(hasher, { size: at, root: leaf }, { size, root: now }, proof);
  return { us: (1000 * (performance.now() - started)) / (times * read.length) };
}

export function hash({ times }: HashPair): Checked {
  let pair = hasher.empty;
  const started = performance.now();
  for (let time = 0; time < times; time++) pair = hasher.node(pair, pair);
  return { us: (1000 * (performance.now() - started)) / times };
}

export async function checkpoint({ note, key, times }: OpenCheckpoint): Promise<Checked> {
  const [bytes, verifier] = [Buffer.from(note), readVerifierKey(sha256, key)];
  const started = performance.now();
  for (let time = 0; time < times; time++) await openCheckpoint(bytes, verifier);
  return { us: (1000 * (performance.now() - started)) / times };
}
