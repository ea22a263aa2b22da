import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogStorage } from '../../adapters/log/file-log-storage.ts';
import { guardMemory, type OpenMemory } from '../../adapters/log/guard-memory.ts';
import { textOf, utf8 } from '../bytes.ts';
import { checkpointText, openCheckpoint } from '../notes/checkpoint.ts';
import { makeSignerKey } from '../notes/key.ts';
import { signText, writeNote } from '../notes/note.ts';
import { type ProofFile, writeProofFile } from '../notes/proof-file.ts';
import { writeWitnessRequest } from '../notes/witness-request.ts';
import { readEntry } from '../tiles/entry-reader.ts';
import { treeReader } from '../tiles/tree-reader.ts';
import { treeHasher } from '../tree/hash.ts';
import { OtherSize } from './guard.ts';
import type { LogStorage } from './log-storage.ts';
import { LogWriter, type SignCheckpoint } from './log-writer.ts';
import { type LogSigner, logSigner } from './signer.ts';
import { readBeginning, writeEnding } from './succession.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const keyOf = (name: string, byte: number) =>
  makeSignerKey(sha256, name, 'note', new Uint8Array(32).fill(byte));
const key = await keyOf('desk.example/log-2027', 1);
const next = await keyOf('desk.example/log-2028', 2);
const other = await keyOf('desk.example/log-2029', 3);

let folder = '';
let storage: LogStorage;
let memory: OpenMemory;
let signer: LogSigner;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ending-'));
  storage = await fileLogStorage(path.join(folder, 'log'));
  memory = await guardMemory(path.join(folder, 'signer'));
  signer = logSigner({ hasher, sha256, memory, key });
});
afterEach(async () => {
  await memory.close();
  await rm(folder, { recursive: true, force: true });
});

const sign: SignCheckpoint = async ({ old, proof, now }, text) => {
  const { status, body } = await signer.sign(writeWitnessRequest({ old, proof, checkpoint: utf8(text) }));
  if (status === 409) throw new OtherSize(Number(body), now.size);
  if (status !== 200) throw new Error(`${status} ${body}`);
  return utf8(body);
};
const opened = (at = storage) => LogWriter.open({ storage: at, sha256, key, sign });
async function grow(writer: LogWriter, size: number): Promise<void> {
  const from = writer.size;
  await Promise.all(
    Array.from({ length: size - from }, (_, index) => writer.append(utf8(`entry ${from + index}`))),
  );
}

/** What the signer is told when the log has ended. */
async function proofOfEnd(size: number): Promise<ProofFile> {
  const checkpoint = (await storage.read('checkpoint')) ?? new Uint8Array();
  const index = size - 1;
  const reader = treeReader(hasher, size, (name) => storage.read(name));
  const extra = await readEntry((name) => storage.read(name), size, index);
  return { index, proof: await reader.inclusionProof(index), checkpoint, extra };
}

describe('a log that has ended', () => {
  it.each([0, 1, 254, 255, 256, 511])(
    'takes nothing more, also when it is opened again: after %i entries',
    async (size) => {
      const first = await opened();
      await grow(first, size);
      const { size: last } = await first.end(next);
      expect(last).toBe(size + 1);
      await expect(first.append(utf8('more'))).rejects.toMatchObject({ code: 'log.ended' });
      await first.close();
      const second = await opened();
      await expect(second.append(utf8('more'))).rejects.toMatchObject({ code: 'log.ended' });
      await expect(second.appendAt(last, utf8('more'))).rejects.toMatchObject({ code: 'log.ended' });
      for (const named of [undefined, other])
        await expect(second.end(named)).rejects.toMatchObject({ code: 'log.ended' });
      expect(await second.end(next)).toMatchObject({ size: last });
      expect(second.size).toBe(last);
      if (size > 0) expect(await second.appendAt(0, utf8('entry 0'))).toBe(0);
      await second.close();
      const entry = await readEntry((name) => storage.read(name), last, size);
      expect(Uint8Array.from(entry)).toEqual(writeEnding({ log: key, next }));
    },
  );

  it('has its ending behind everything that came before it, and nothing behind it', async () => {
    const writer = await opened();
    const before = grow(writer, 1_000);
    const ending = writer.end(undefined);
    const after = writer.append(utf8('too late'));
    await expect(after).rejects.toMatchObject({ code: 'log.ended' });
    await before;
    expect(await ending).toMatchObject({ size: 1_001 });
    await writer.close();
  });

  it('is not ended by an entry that was added, and needs a next log with a name and a key of its own', async () => {
    const writer = await opened();
    const entry = writeEnding({ log: key, next });
    await expect(writer.append(entry)).rejects.toMatchObject({ code: 'log.reserved' });
    await expect(writer.appendAt(0, entry)).rejects.toMatchObject({ code: 'log.reserved' });
    await expect(writer.end(key)).rejects.toMatchObject({ code: 'log.bad-succession' });
    expect(await writer.append(utf8('it goes on'))).toBe(0);
    await writer.close();
  });

  it('ends once and as it was begun, whichever call to its storage or its signer was the last one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 300 }),
        fc.nat({ max: 14 }),
        fc.boolean(),
        async (size, calls, isAfter) => {
          const place = await mkdtemp(path.join(folder, 'trial-'));
          storage = await fileLogStorage(path.join(place, 'log'));
          const own = await guardMemory(path.join(place, 'signer'));
          signer = logSigner({ hasher, sha256, memory: own, key });
          const first = await opened();
          await grow(first, size);
          await first.close();
          // Every call from this one on fails, as for a process that is gone.
          let left = calls;
          const dies = async <Value>(act: () => Promise<Value>): Promise<Value> => {
            if (left < 0 || (left === 0 && !isAfter)) throw new Error('gone');
            const value = await act();
            if (left-- === 0) throw new Error('gone');
            return value;
          };
          const dying = await LogWriter.open({
            storage: {
              ...storage,
              write: (files) => dies(() => storage.write(files)),
              replace: (file) => dies(() => storage.replace(file)),
              remove: (names) => dies(() => storage.remove(names)),
            },
            ...{ sha256, key },
            sign: (claim, text) => dies(() => sign(claim, text)),
          }).catch(() => undefined);
          const tell = async (last: number) => signer.end(writeProofFile(await proofOfEnd(last)));
          await dying
            ?.end(next)
            .then(({ size: last }) => dies(() => tell(last)))
            .catch(() => undefined);
          await dying?.close();
          const again = await opened();
          const { size: last } = await again.end(next);
          expect((await tell(last)).status).toBe(200);
          expect(last).toBe(size + 1);
          await expect(again.append(utf8('more'))).rejects.toMatchObject({ code: 'log.ended' });
          await again.close();
          expect(await own.load(key.name)).toMatchObject({ size: last, isEnded: true });
          await own.close();
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('a log that follows another', () => {
  it('has the last checkpoint of the old one in its first entry, once', async () => {
    const old = await opened();
    await old.end(next);
    await old.close();
    const checkpoint = Uint8Array.from((await storage.read('checkpoint')) ?? []);
    const followed = await fileLogStorage(path.join(folder, 'next'));
    const open = () => LogWriter.open({ storage: followed, sha256, key: next, sign });
    const after = { after: key, reason: 'year', checkpoint } as const;
    for (const _ of ['once', 'again']) {
      const writer = await open();
      await writer.begin(after);
      expect(writer.size).toBe(1);
      await writer.close();
    }
    const writer = await open();
    await expect(writer.begin({ ...after, reason: 'rotation' })).rejects.toMatchObject({
      code: 'log.not-empty',
    });
    await writer.append(utf8('an entry'));
    await expect(writer.begin(after)).rejects.toMatchObject({ code: 'log.not-empty' });
    await writer.close();
    const [pending = ''] = await followed.list('pending');
    const journal = (await followed.read(pending)) ?? new Uint8Array();
    const { log, ...read } = readBeginning(sha256, journal.subarray(2, -32));
    expect(log.name).toBe(next.name);
    expect(read).toMatchObject({ reason: 'year', after: { name: key.name }, checkpoint });
    expect(await openCheckpoint(read.checkpoint, key)).toMatchObject({ size: 1 });
  });
});

describe("the log's signer", () => {
  async function published(size: number, named: Parameters<LogWriter['end']>[0] | 'not ended') {
    const writer = await opened();
    await grow(writer, size);
    if (named === 'not ended') await writer.publish();
    else await writer.end(named);
    await writer.close();
    return proofOfEnd(writer.size);
  }
  const end = (proof: ProofFile) => signer.end(writeProofFile(proof));
  const isEnded = async () => (await memory.load(key.name))?.isEnded === true;

  it('ends for a proof of the ending under what it signed last, and gives the same checkpoint for ever', async () => {
    const proof = await published(300, next);
    const { status, body } = await end(proof);
    expect({ status, body }).toEqual({ status: 200, body: textOf(proof.checkpoint) });
    expect(await isEnded()).toBe(true);
    expect((await end(proof)).status).toBe(200);
    const { origin, size, root } = await openCheckpoint(proof.checkpoint, key);
    const ask = (now: { size: number; root: Uint8Array }) =>
      signer.sign(
        writeWitnessRequest({ old: size, proof: [], checkpoint: utf8(checkpointText({ origin, ...now })) }),
      );
    expect(await ask({ size, root })).toMatchObject({ status: 200, body: textOf(proof.checkpoint) });
    expect(await isEnded()).toBe(true);
    for (const now of [
      { size: size + 1, root },
      { size, root: sha256(root) },
      { size: 0, root: hasher.empty },
    ])
      expect(await ask(now)).toMatchObject({
        ...{ status: 410, body: expect.stringContaining('log.ended') as string },
      });
  });

  it('remembers it through its own restart', async () => {
    await end(await published(3, undefined));
    await memory.close();
    memory = await guardMemory(path.join(folder, 'signer'));
    signer = logSigner({ hasher, sha256, memory, key });
    expect(await memory.load(key.name)).toMatchObject({ size: 4, isEnded: true });
    const text = checkpointText({ origin: key.name, size: 5, root: hasher.empty });
    const body = writeWitnessRequest({ old: 4, proof: [], checkpoint: utf8(text) });
    expect((await signer.sign(body)).status).toBe(410);
  });

  it('ends for nothing less', async () => {
    const open = await published(300, 'not ended');
    expect(await end(open)).toMatchObject({
      status: 400,
      body: expect.stringContaining('no-ending') as string,
    });
    const good = await published(300, next);
    const first = treeReader(hasher, 301, (name) => storage.read(name));
    const foreign = writeEnding({ log: other, next });
    const forgedText = checkpointText({ origin: key.name, size: 301, root: sha256(utf8('another')) });
    const stranger = await keyOf(key.name, 9);
    const signedBy = async (text: string, by = key) =>
      writeNote({ text, signatures: [await signText(text, by)] });
    const text = checkpointText(await openCheckpoint(good.checkpoint, key));
    const wrong: readonly (readonly [string, ProofFile, number])[] = [
      ['another entry', { ...good, extra: writeEnding({ log: key, next: other }) }, 422],
      ['the ending of another log', { ...good, extra: foreign }, 400],
      ['no entry', { ...good, extra: new Uint8Array() }, 400],
      ['a proof cut short', { ...good, proof: good.proof.slice(1) }, 422],
      ['an entry that is not the last', { ...good, index: 299, proof: await first.inclusionProof(299) }, 400],
      ['a tree that it did not sign', { ...good, checkpoint: await signedBy(forgedText) }, 422],
      ['a checkpoint of another key', { ...good, checkpoint: await signedBy(text, stranger) }, 403],
    ];
    for (const [name, proof, status] of wrong) {
      expect((await end(proof)).status, name).toBe(status);
      expect(await isEnded(), name).toBe(false);
    }
    expect((await signer.end(utf8('hello\n'))).status).toBe(400);
    expect((await end(good)).status).toBe(200);
  });

  it('ends only at what it signed last: not for an older tree, and not for one that it forgot', async () => {
    const writer = await opened();
    const { size } = await writer.end(next);
    const proof = await proofOfEnd(size);
    await writer.close();
    await memory.save(key.name, { size: 9, root: sha256(utf8('larger')) }, proof.checkpoint);
    expect(await end(proof)).toMatchObject({ status: 409, body: '9\n' });
    await memory.save(key.name, { size, root: sha256(utf8('another')) }, proof.checkpoint);
    expect((await end(proof)).status).toBe(422);
    expect(await isEnded()).toBe(false);
  });

  it('signs three lines and no more: one tree has one text', async () => {
    const text = `${checkpointText({ origin: key.name, size: 0, root: hasher.empty })}a fourth line\n`;
    const body = writeWitnessRequest({ old: 0, proof: [], checkpoint: utf8(text) });
    expect((await signer.sign(body)).status).toBe(400);
    expect(await memory.load(key.name)).toBeUndefined();
  });
});
