// A log as whoever has its key can make it: any entries, signed, and nothing is refused.

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { concat, utf8 } from '../../src/translog/bytes.ts';
import { checkpointText } from '../../src/translog/notes/checkpoint.ts';
import { makeSignerKey, type SignerKey } from '../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../src/translog/notes/note.ts';
import { encodeEntry } from '../../src/translog/tiles/entry-bundle.ts';
import { GrowingTree, type TileBytes } from '../../src/translog/tiles/growing-tree.ts';
import { bundlesOf, tilePath, TILE_WIDTH } from '../../src/translog/tiles/tile.ts';
import { treeHasher } from '../../src/translog/tree/hash.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
export const hasher = treeHasher(sha256);
export const logKey = (name: string, byte: number): Promise<SignerKey> =>
  makeSignerKey(sha256, name, 'note', new Uint8Array(32).fill(byte));
export const lines = (count: number, word = 'entry'): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, index) => utf8(`${word} ${index}`));

export type ForgedLog = {
  readonly folder: string;
  readonly note: Uint8Array;
  /** The checkpoint as a file of its own. */
  readonly checkpoint: string;
};

export async function forgeLog(
  folder: string,
  key: SignerKey,
  entries: readonly Uint8Array[],
): Promise<ForgedLog> {
  const tree = new GrowingTree(hasher);
  const write = async (name: string, bytes: Uint8Array) => {
    const file = path.join(folder, 'public', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  };
  const tiles: TileBytes[] = [];
  for (const entry of entries) tiles.push(...tree.add(hasher.leaf(entry)));
  for (const tile of [...tiles, ...tree.partialTiles()]) await write(tilePath(tile), tile.bytes);
  for (const bundle of bundlesOf(entries.length)) {
    const from = bundle.index * TILE_WIDTH;
    const own = entries.slice(from, from + bundle.width);
    await write(tilePath(bundle), concat(...own.map(encodeEntry)));
  }
  const text = checkpointText({ origin: key.name, size: tree.size, root: tree.root() });
  const note = writeNote({ text, signatures: [await signText(text, key)] });
  await write('checkpoint', note);
  return { folder, note, checkpoint: path.join(folder, 'public/checkpoint') };
}
