import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../translog/bytes.ts';
import { logSigner } from '../../translog/log/signer.ts';
import { type Answer, witness } from '../../translog/log/witness.ts';
import { checkpointText, openCheckpoint } from '../../translog/notes/checkpoint.ts';
import { makeSignerKey } from '../../translog/notes/key.ts';
import { parseSignature, signText, writeNote } from '../../translog/notes/note.ts';
import { writeWitnessRequest } from '../../translog/notes/witness-request.ts';
import { GrowingTree } from '../../translog/tiles/growing-tree.ts';
import { treeReader } from '../../translog/tiles/tree-reader.ts';
import { tilePath } from '../../translog/tiles/tile.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { guardMemory, type OpenMemory } from './guard-memory.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const origin = 'desk.example/log';
const logKey = await makeSignerKey(sha256, origin, 'note', new Uint8Array(32).fill(1));
const strangerKey = await makeSignerKey(sha256, origin, 'note', new Uint8Array(32).fill(5));
const witnessKey = await makeSignerKey(
  sha256,
  'witness.example/w',
  'cosignature',
  new Uint8Array(32).fill(2),
);
const NOW = 1_800_000_000;

/** @param word another word is another history */
function treeOf(size: number, word = 'entry') {
  const tree = new GrowingTree(hasher);
  const files = new Map<string, Uint8Array>();
  for (let index = 0; index < size; index++)
    for (const tile of tree.add(hasher.leaf(utf8(`${word} ${index}`)))) files.set(tilePath(tile), tile.bytes);
  for (const tile of tree.partialTiles()) files.set(tilePath(tile), tile.bytes);
  const reader = treeReader(hasher, size, (name) => Promise.resolve(files.get(name)));
  return {
    origin,
    size,
    root: tree.root(),
    proofFrom: (old: number) => (old === 0 ? [] : reader.consistencyProof(old)),
  };
}

async function request(
  old: number,
  size: number,
  { word = 'entry', key = logKey, claimed = old, proof = true } = {},
) {
  const tree = treeOf(size, word);
  const text = checkpointText(tree);
  const checkpoint = writeNote({ text, signatures: [await signText(text, key)] });
  return writeWitnessRequest({ old: claimed, proof: proof ? await tree.proofFrom(old) : [], checkpoint });
}

let folder = '';
let memory: OpenMemory;
let ask: (body: Uint8Array) => Promise<Answer>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guard-'));
  memory = await guardMemory(folder);
  ask = witness({ hasher, memory, key: witnessKey, logs: [logKey], now: () => NOW });
});
afterEach(async () => {
  await memory.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a witness', () => {
  it('cosigns what continues what it cosigned before, and shows it to the public', async () => {
    const first = await ask(await request(0, 5));
    expect(first.status).toBe(200);
    const { status, body } = await ask(await request(5, 300));
    expect(status).toBe(200);
    const shown =
      (await memory.latest(createHash('sha256').update(origin).digest('hex'))) ?? new Uint8Array();
    const open = await openCheckpoint(shown, logKey, [witnessKey]);
    expect(open.size).toBe(300);
    expect(open.signed.map(({ key, time }) => [key.name, time])).toEqual([
      [origin, undefined],
      ['witness.example/w', NOW],
    ]);
    expect(parseSignature(body.trim()).name).toBe('witness.example/w');
  });

  it('answers as the specification says, each in its own way, and signs none of it', async () => {
    await ask(await request(0, 7));
    const tree = treeOf(9);
    const other = checkpointText({ ...tree, origin: 'other.example/log' });
    const elsewhere = writeNote({ text: other, signatures: [await signText(other, logKey)] });
    const cases: readonly (readonly [string, Uint8Array, number])[] = [
      ['an unknown log', writeWitnessRequest({ old: 7, proof: [], checkpoint: elsewhere }), 404],
      ['a key it does not trust', await request(7, 9, { key: strangerKey }), 403],
      ['an old size above the new', await request(5, 5, { claimed: 9, proof: false }), 400],
      ['an old size that it never signed', await request(5, 9), 409],
      ['another history', await request(7, 9, { word: 'other' }), 422],
      ['no proof', await request(7, 9, { proof: false }), 422],
      ['another root of the same size', await request(7, 7, { word: 'other' }), 422],
      ['no request at all', utf8('hello\n'), 400],
    ];
    for (const [name, body, status] of cases) expect((await ask(body)).status, name).toBe(status);
    expect(await ask(await request(5, 9))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '7\n' });
    expect((await memory.load(origin))?.size).toBe(7);
  });

  it('signs the same checkpoint again when it is asked again', async () => {
    await ask(await request(0, 7));
    expect((await ask(await request(7, 7))).status).toBe(200);
  });

  it('wants the root of nothing for an empty tree, and an empty proof from nothing', async () => {
    expect((await ask(await request(0, 0))).status).toBe(200);
    const body = await request(3, 7, { claimed: 0 });
    expect((await ask(body)).status).toBe(422);
  });

  it('of many requests at once lets one through from each size', async () => {
    await ask(await request(0, 4));
    const sizes = [5, 6, 7, 8, 9, 10];
    const answers = await Promise.all(sizes.map(async (size) => ask(await request(4, size))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(sizes.length - 1);
  });

  it('signs nothing when it cannot remember', async () => {
    const forgetful = { ...memory, save: () => Promise.reject(new Error('ENOSPC')) };
    const broken = witness({ hasher, memory: forgetful, key: witnessKey, logs: [logKey], now: () => NOW });
    await expect(broken(await request(0, 5))).rejects.toThrow('ENOSPC');
    expect(await memory.load(origin)).toBeUndefined();
  });
});

describe("a log's own signer", () => {
  const unsigned = async (old: number, size: number, word = 'entry') => {
    const tree = treeOf(size, word);
    return writeWitnessRequest({
      old,
      proof: await tree.proofFrom(old),
      checkpoint: utf8(checkpointText(tree)),
    });
  };

  it('gives the whole note, and never two histories', async () => {
    const { sign } = logSigner({ hasher, sha256, memory, key: logKey });
    const { status, body } = await sign(await unsigned(0, 300));
    expect(status).toBe(200);
    expect((await openCheckpoint(utf8(body), logKey)).size).toBe(300);
    expect((await sign(await unsigned(300, 301, 'other'))).status).toBe(422);
    expect((await sign(await unsigned(0, 200))).body).toBe('300\n');
    expect((await sign(await unsigned(300, 301))).status).toBe(200);
  });

  it('remembers across its own restart, is alone, and does not begin anew over a damaged memory', async () => {
    await logSigner({ hasher, sha256, memory, key: logKey }).sign(await unsigned(0, 10));
    await expect(guardMemory(folder)).rejects.toMatchObject({ code: 'log.in-use' });
    await memory.close();
    memory = await guardMemory(folder);
    const { sign } = logSigner({ hasher, sha256, memory, key: logKey });
    expect((await sign(await unsigned(0, 12, 'other'))).status).toBe(409);
    const file = path.join(folder, createHash('sha256').update(origin).digest('hex'));
    const good = await readFile(file);
    await writeFile(file, good.subarray(0, 1));
    const answer = await sign(await unsigned(10, 12));
    expect(answer).toMatchObject({
      status: 503,
      body: expect.stringContaining('log.memory-damaged') as string,
    });
  });
});
