// The log, the witness and the requests of FiloSottile/torchwood (cmd/litewitness/testdata/litewitness.txt). Its keys come from the seed that
// is printed there, as its gentest makes them; its tree has five leaves. So nothing of it is copied; the digests in the tests, taken from
// the published files, show that the requests are the same to the last bit.

import { hkdfSync } from 'node:crypto';
import { concat, toBase64, utf8 } from '../../../src/translog/bytes.ts';
import type { Memory } from '../../../src/translog/log/guard.ts';
import { type Answer, witness } from '../../../src/translog/log/witness.ts';
import { checkpointText } from '../../../src/translog/notes/checkpoint.ts';
import { makeSignerKey } from '../../../src/translog/notes/key.ts';
import { parseNote, signText, verifyNote, writeNote } from '../../../src/translog/notes/note.ts';
import { readWitnessRequest, writeWitnessRequest } from '../../../src/translog/notes/witness-request.ts';
import { GrowingTree } from '../../../src/translog/tiles/growing-tree.ts';
import { tilePath } from '../../../src/translog/tiles/tile.ts';
import { treeReader } from '../../../src/translog/tiles/tree-reader.ts';
import type { Hash } from '../../../src/translog/tree/hash.ts';
import { beginning, hasher, hex, sha256 } from './known.ts';

const SEED = hex('b4e385f4358f7373cfa9184b176f3cccf808e795baf04092ddfde9461014f0c4');
const SEEDS = new Uint8Array(hkdfSync('sha256', SEED, 'litewitness gentest', '', 64));
const LOG_SEED = SEEDS.subarray(0, 32);
export const { publicKey } = await makeSignerKey(sha256, 'any', 'note', LOG_SEED);
export const ORIGIN = `sigsum.org/v1/tree/${Buffer.from(sha256(publicKey)).toString('hex')}`;
export const log = await makeSignerKey(sha256, ORIGIN, 'note', LOG_SEED);
export const ours = await makeSignerKey(sha256, 'example.com/witness', 'cosignature', SEEDS.subarray(32));

const LEAVES = [0, 1, 2, 3, 4].map((at) => beginning(42, at));
export function treeOf(size: number) {
  const tree = new GrowingTree(hasher);
  for (const leaf of LEAVES.slice(0, size)) tree.add(leaf);
  const files = new Map(tree.partialTiles().map((tile) => [tilePath(tile), tile.bytes]));
  return { root: tree.root(), reader: treeReader(hasher, size, (path) => Promise.resolve(files.get(path))) };
}
export const proofOf = (old: number, size: number) => treeOf(size).reader.consistencyProof(old);
export async function request(old: number, size: number, proof: readonly Hash[]): Promise<string> {
  const text = checkpointText({ origin: ORIGIN, size, root: treeOf(size).root });
  const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
  return Buffer.from(writeWitnessRequest({ old, proof, checkpoint })).toString();
}
const lastChanged = (hash: Hash | undefined, by: number) =>
  concat(hash?.subarray(0, -1) ?? hasher.empty, Uint8Array.of(by));

export async function conversation() {
  const right = await request(1, 3, await proofOf(1, 3));
  const [first = hasher.empty, second] = await proofOf(1, 3);
  return {
    begin: await request(0, 1, []),
    forged: right.replace('6go=\n', '6gx=\n'),
    unknown: right.replaceAll('e562', 'e563'),
    withoutProof: await request(1, 3, []),
    wrongProof: await request(1, 3, [first, lastChanged(second, 0x10)]),
    right,
    late: await request(1, 5, await proofOf(1, 5)),
    next: await request(3, 5, await proofOf(3, 5)),
    fromNothing: await request(0, 5, []),
  };
}
/** Two requests that FiloSottile/sunlight holds behind these nine. */
export async function further() {
  const unsigned = (await request(5, 5, [])).replace(/\n— .*\n$/u, '');
  const text = `${ORIGIN}\nfive\n${toBase64(beginning(42))}\n`;
  const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
  return { unsigned, five: Buffer.from(writeWitnessRequest({ old: 5, proof: [], checkpoint })).toString() };
}

export function newWitness() {
  const memory = new Map<string, Memory>();
  const kept: Uint8Array[] = [];
  const ask = witness({
    ...{ hasher, key: ours, logs: [log], now: () => 1_700_000_000 },
    memory: {
      load: (origin) => Promise.resolve(memory.get(origin)),
      save: (origin, tree, note) => {
        memory.set(origin, tree);
        kept.unshift(note);
        return Promise.resolve();
      },
    },
  });
  return { memory, kept, ask: (body: string): Promise<Answer> => ask(utf8(body)) };
}
/** What a log does with an answer: puts it behind its checkpoint and verifies both. */
export async function cosigned(body: string, { body: line }: Answer): Promise<readonly string[]> {
  const { checkpoint } = readWitnessRequest(utf8(body));
  const signed = await verifyNote(parseNote(concat(checkpoint, utf8(line))), [log, ours]);
  return signed.map(({ key }) => key.name);
}
