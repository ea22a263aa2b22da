// A log with its signer and three witnesses, each a server of its own, over the wires they use in earnest.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogStorage } from '../../src/adapters/log/file-log-storage.ts';
import { type Cosigned, collectCosignatures, signerAt } from '../../src/adapters/log/guard-client.ts';
import { guardMemory } from '../../src/adapters/log/guard-memory.ts';
import { type Listening, serveGuard } from '../../src/entry/guard/guard-server.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import { LogWriter } from '../../src/translog/log/log-writer.ts';
import { logSigner } from '../../src/translog/log/signer.ts';
import { witness } from '../../src/translog/log/witness.ts';
import { openCheckpoint } from '../../src/translog/notes/checkpoint.ts';
import { makeSignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { isQuorum, readPolicy } from '../../src/translog/notes/policy.ts';
import { treeReader } from '../../src/translog/tiles/tree-reader.ts';
import { treeHasher } from '../../src/translog/tree/hash.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const logKey = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(1));
const witnessKeys = await Promise.all(
  [2, 3, 4].map((byte) =>
    makeSignerKey(sha256, `witness${byte}.example`, 'cosignature', new Uint8Array(32).fill(byte)),
  ),
);

let folder = '';
let closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quorum-'));
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
});

const failed = (error: unknown) => {
  throw error;
};

async function startSigner(): Promise<string> {
  const memory = await guardMemory(path.join(folder, 'signer'));
  const socket = path.join(folder, 'signer.sock');
  const { sign, end } = logSigner({ hasher, sha256, memory, key: logKey });
  const server = await serveGuard({ answers: { '/sign': sign, '/end': end }, failed }, { path: socket });
  closing.push(memory.close, server.stop);
  return socket;
}

async function startWitness(which: number): Promise<Listening> {
  const memory = await guardMemory(path.join(folder, `witness${which}`));
  const key = witnessKeys[which] ?? logKey;
  const answer = witness({ hasher, memory, key, logs: [logKey], now: () => 1_800_000_000 });
  const server = await serveGuard(
    { answers: { '/add-checkpoint': answer }, latest: memory.latest, failed },
    { port: 0 },
  );
  closing.push(memory.close, server.stop);
  return server;
}

const policyOf = (addresses: readonly string[]) =>
  readPolicy(
    sha256,
    utf8(
      [
        `log ${writeVerifierKey(logKey)}`,
        ...witnessKeys.map((key, at) => `witness w${at} ${writeVerifierKey(key)} ${addresses[at]}`),
        'group two 2 w0 w1 w2',
        'quorum two\n',
      ].join('\n'),
    ),
  );

describe('a log brought back from an old copy', () => {
  it('is refused by its signer, smaller or grown past what was signed, and the operator hears what to do', async () => {
    const sign = signerAt(await startSigner());
    const opened = async (name: string) =>
      LogWriter.open({
        ...{ storage: await fileLogStorage(path.join(folder, name)), sha256, key: logKey, sign },
      });
    const grow = async (writer: LogWriter, word: string, size: number) => {
      while (writer.size < size) await writer.append(utf8(`${word} ${writer.size}`));
    };
    const lost = await opened('lost');
    closing.push(() => lost.close());
    await grow(lost, 'entry', 9);
    await lost.publish();
    const old = await opened('old');
    closing.push(() => old.close());
    const toDo = { cure: expect.stringContaining('newest copy') as string };
    await grow(old, 'other', 5);
    const whySmaller: unknown = await old.publish().catch((error: unknown) => error);
    expect(whySmaller).toMatchObject({ code: 'log.other-size', size: 9, ...toDo });
    await grow(old, 'other', 12);
    const whyGrown: unknown = await old.publish().catch((error: unknown) => error);
    expect(whyGrown).toMatchObject({ code: 'log.signer-refused', ...toDo });
    expect(String(whyGrown)).toContain('log.proof-wrong');
  });
});

describe('a log under witnesses', () => {
  it('gets a quorum of two in three while one is away, and readers can check it without asking anybody', async () => {
    const signer = await startSigner();
    const witnesses = [await startWitness(0), await startWitness(1)];
    const policy = policyOf([...witnesses.map(({ address }) => address), 'http://127.0.0.1:9']);
    const storage = await fileLogStorage(path.join(folder, 'log'));
    const known = new Map<string, number>();
    const told: Cosigned[] = [];
    const sign = signerAt(signer);
    const writer = await LogWriter.open({
      ...{ storage, sha256, key: logKey },
      sign: async (claim, text) => {
        const note = await sign(claim, text);
        const reader = treeReader(hasher, claim.now.size, storage.read);
        const cosigned = await collectCosignatures(policy, note, reader.consistencyProof, known);
        told.push(cosigned);
        return cosigned.note;
      },
    });
    closing.push(() => writer.close());
    for (const size of [3, 300, 301]) {
      while (writer.size < size) await writer.append(utf8(`entry ${writer.size}`));
      await writer.publish();
      const note = (await storage.read('checkpoint')) ?? new Uint8Array();
      const open = await openCheckpoint(note, logKey, witnessKeys);
      expect(open.size).toBe(size);
      const signed = open.signed.map(({ key }) => key).filter((key) => key !== logKey);
      expect(isQuorum(policy, signed)).toBe(true);
      expect(signed.map(({ name }) => name)).toEqual(['witness2.example', 'witness3.example']);
    }
    expect(told.at(-1)).toMatchObject({ isQuorum: true, failed: [{ witness: 'w2' }] });
    // A witness that knew more than the writer remembered still gives its signature: it says from where.
    known.clear();
    await writer.append(utf8('one more'));
    await writer.publish();
    expect(told.at(-1)?.signedBy).toEqual(['w0', 'w1']);
    const originHash = createHash('sha256').update('desk.example/log').digest('hex');
    const shown = await fetch(`${witnesses[0]?.address}/${originHash}/checkpoint`);
    const latest = await openCheckpoint(new Uint8Array(await shown.arrayBuffer()), logKey, witnessKeys);
    expect(latest.size).toBe(302);
    expect((await fetch(`${witnesses[0]?.address}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  });

  it('refuses a body that is too long, and answers the size in its own type', async () => {
    const { address } = await startWitness(0);
    const long = await fetch(`${address}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(200_000) });
    expect(long.status).toBe(413);
    const empty = await fetch(`${address}/add-checkpoint`, { method: 'POST' });
    expect(empty.status).toBe(400);
  });
});
