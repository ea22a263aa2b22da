import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkpointText } from '../notes/checkpoint.ts';
import { makeSignerKey } from '../notes/key.ts';
import { signText, writeNote } from '../notes/note.ts';
import { treeHasher } from '../tree/hash.ts';
import { checkInclusion, checkPair } from './checks.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const key = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(9));

async function signed(size: number, root: Uint8Array): Promise<Uint8Array> {
  const text = checkpointText({ origin: key.name, size, root });
  return writeNote({ text, signatures: [await signText(text, key)] });
}
const noTiles = () => Promise.resolve(undefined);

describe('what a reader asks', () => {
  const leaf = hasher.leaf(Uint8Array.of(1));

  it('lets every tree continue the empty one, and an empty one has one root', async () => {
    const now = await signed(1, leaf);
    const pair = (root: Uint8Array) =>
      signed(0, root).then((old) => checkPair(hasher, { old, now }, noTiles, { key }));
    expect((await pair(hasher.empty)).old.size).toBe(0);
    await expect(pair(leaf)).rejects.toMatchObject({ code: 'log.wrong-root' });
  });

  it('needs no tiles for a fork or for the same checkpoint twice', async () => {
    const [old, other] = [await signed(1, leaf), await signed(1, hasher.empty)];
    await expect(checkPair(hasher, { old, now: old }, noTiles, { key })).resolves.toBeDefined();
    await expect(checkPair(hasher, { old, now: other }, noTiles, { key })).rejects.toMatchObject({
      code: 'log.fork',
    });
  });

  it('takes nothing for a proof that is none', async () => {
    const asked = checkInclusion(hasher, await signed(1, leaf), leaf, { key });
    await expect(asked).rejects.toMatchObject({ code: 'log.bad-proof-file' });
  });
});
