import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogStorage } from '../../adapters/log/file-log-storage.ts';
import { utf8 } from '../bytes.ts';
import { openCheckpoint } from '../notes/checkpoint.ts';
import { makeSignerKey } from '../notes/key.ts';
import { signText, writeNote } from '../notes/note.ts';
import { decodeBundle } from '../tiles/entry-bundle.ts';
import { bundlesOf, tilePath, tilesOf } from '../tiles/tile.ts';
import { treeReader } from '../tiles/tree-reader.ts';
import { verifyConsistency } from '../tree/consistency.ts';
import { treeHasher } from '../tree/hash.ts';
import { verifyInclusion } from '../tree/inclusion.ts';
import { judgeClaim, type Memory } from './guard.ts';
import type { LogStorage } from './log-storage.ts';
import { LogWriter, type SignCheckpoint } from './log-writer.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const key = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(9));
const entry = (index: number) => utf8(`entry ${index}`);

/** A signer that stands guard as the real one does, with a memory of its own. */
function guardedSigner() {
  let memory: Memory | undefined;
  const sign: SignCheckpoint = async (claim, text) => {
    memory = judgeClaim(hasher, memory, claim);
    return writeNote({ text, signatures: [await signText(text, key)] });
  };
  return sign;
}

let folder = '';
let storage: LogStorage;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-'));
  storage = await fileLogStorage(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const opened = (sign = guardedSigner(), more = {}) => LogWriter.open({ storage, sha256, key, sign, ...more });
const appendAll = (writer: LogWriter, from: number, to: number) =>
  Promise.all(Array.from({ length: to - from }, (_, at) => writer.append(entry(from + at))));

describe('a log', () => {
  it('gives each entry its place, and serves exactly the files of its size', async () => {
    const writer = await opened();
    expect(await appendAll(writer, 0, 600)).toEqual(Array.from({ length: 600 }, (_, index) => index));
    const checkpoint = await writer.publish();
    await writer.close();
    expect(checkpoint.size).toBe(600);
    for (const tile of tilesOf(600))
      expect((await storage.read(tilePath(tile)))?.length).toBe(tile.width * 32);
    const entries: string[] = [];
    for (const bundle of bundlesOf(600))
      for (const one of decodeBundle(
        (await storage.read(tilePath(bundle))) ?? new Uint8Array(),
        bundle.width,
      ))
        entries.push(Buffer.from(one).toString());
    expect(entries).toEqual(Array.from({ length: 600 }, (_, index) => `entry ${index}`));
    expect(await storage.list('pending')).toEqual([]);
  });

  it('keeps what it acknowledged when it is stopped before publishing, and goes on', async () => {
    const sign = guardedSigner();
    const first = await opened(sign);
    await appendAll(first, 0, 300);
    const old = await first.publish();
    await appendAll(first, 300, 1_000);
    await first.close();
    const second = await opened(sign);
    expect(second.size).toBe(1_000);
    expect(await second.append(entry(1_000))).toBe(1_000);
    const now = await second.publish();
    await second.close();
    const reader = treeReader(hasher, now.size, storage.read);
    verifyConsistency(hasher, old, now, await reader.consistencyProof(old.size));
    for (const index of [0, 299, 300, 999, 1_000])
      verifyInclusion(hasher, {
        ...{ index, size: now.size, leaf: hasher.leaf(entry(index)), root: now.root },
        proof: await reader.inclusionProof(index),
      });
  });

  it('publishes the same bytes again when nothing was added', async () => {
    const writer = await opened();
    await appendAll(writer, 0, 5);
    await writer.publish();
    const before = await readFile(path.join(folder, 'public/checkpoint'));
    await writer.publish();
    await writer.close();
    expect(await readFile(path.join(folder, 'public/checkpoint'))).toEqual(before);
    const open = await openCheckpoint(before, key);
    expect(open.size).toBe(5);
  });

  it('has one writer at a time, and the next one when it is closed', async () => {
    const writer = await opened();
    await expect(opened()).rejects.toMatchObject({ code: 'log.in-use' });
    await writer.close();
    await (await opened()).close();
  });

  it('refuses more than may wait, instead of filling the memory', async () => {
    const writer = await opened(guardedSigner(), { mostWaiting: 3 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => writer.append(entry(at))));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ reason: { code: 'log.busy' } });
    const { size } = writer;
    expect(size).toBe(10 - refused.length);
    await expect(writer.append(new Uint8Array(65_536))).rejects.toMatchObject({ code: 'log.entry-too-long' });
    await writer.close();
  });

  it('brought back from an old copy is not signed again: the signer remembers', async () => {
    const sign = guardedSigner();
    const first = await opened(sign);
    await appendAll(first, 0, 50);
    await first.publish();
    await first.close();
    await rm(path.join(folder, 'public'), { recursive: true });
    storage = await fileLogStorage(folder);
    const second = await opened(sign);
    await appendAll(second, 0, 20);
    await expect(second.publish()).rejects.toMatchObject({ code: 'log.other-size', size: 50 });
    await appendAll(second, 100, 150);
    await expect(second.publish()).rejects.toMatchObject({ code: 'log.proof-wrong' });
    await second.close();
  });

  it('does not start over damage: a changed tile, a lost journal, a journal with a flipped bit', async () => {
    const sign = guardedSigner();
    const writer = await opened(sign);
    await appendAll(writer, 0, 300);
    await writer.publish();
    await appendAll(writer, 300, 310);
    await writer.append(entry(310));
    await writer.close();
    const [pending = '', later = ''] = await storage.list('pending');
    const flipped = async (file: string) => {
      const good = await readFile(file);
      const bad = Buffer.from(good);
      bad[3] = (bad[3] ?? 0) ^ 1;
      await writeFile(file, bad);
      return () => writeFile(file, good);
    };
    for (const [file, code] of [
      [path.join(folder, 'public/tile/0/001.p/44'), 'log.damaged'],
      [path.join(folder, pending), 'log.journal-damaged'],
      [path.join(folder, 'public/checkpoint'), 'log.signature-wrong'],
    ] as const) {
      const mend = await flipped(file);
      await expect(opened(sign), file).rejects.toMatchObject({ code });
      await mend();
    }
    await rm(path.join(folder, pending));
    expect(later).not.toBe('');
    await expect(opened(sign)).rejects.toMatchObject({ code: 'log.damaged' });
  });

  it('writes nothing more after the disk failed once, not even what would succeed now', async () => {
    const sign = guardedSigner();
    const good = storage;
    let fails = false;
    storage = {
      ...good,
      write: (files) => (fails ? Promise.reject(new Error('EIO')) : good.write(files)),
    };
    const writer = await opened(sign);
    await appendAll(writer, 0, 10);
    fails = true;
    await expect(writer.publish()).rejects.toThrow('EIO');
    fails = false;
    await expect(writer.publish()).rejects.toThrow('EIO');
    await expect(writer.append(entry(10))).rejects.toThrow('EIO');
    await writer.close();
    const again = await opened(sign);
    expect((await again.publish()).size).toBe(10);
    await again.close();
  });

  it('says of a place where nothing can be kept what to do, and does not wait there', async () => {
    await expect(fileLogStorage('/proc/none/log')).rejects.toMatchObject({ code: 'log.disk' });
    await writeFile(path.join(folder, 'a-file'), '');
    await expect(fileLogStorage(path.join(folder, 'a-file'))).rejects.toMatchObject({ code: 'log.disk' });
  });

  it('never overwrites a file of the tree with other bytes', async () => {
    await storage.write([{ path: 'tile/0/000', bytes: utf8('a') }]);
    await storage.write([{ path: 'tile/0/000', bytes: utf8('a') }]);
    await expect(storage.write([{ path: 'tile/0/000', bytes: utf8('b') }])).rejects.toMatchObject({
      code: 'log.other-bytes',
    });
  });
});
