// A checkpoint that too few witnesses signed is shown to them again with the next publishing, and keeps the cosignatures it has.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { guardMemory } from '../../src/adapters/log/guard-memory.ts';
import { sha256 } from '../../src/adapters/log/sha256.ts';
import { openPublishing } from '../../src/entry/cli/log-publishing.ts';
import { serveGuard } from '../../src/entry/guard/guard-server.ts';
import { logParts } from '../../src/main/log.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import { logSigner } from '../../src/translog/log/signer.ts';
import { witness } from '../../src/translog/log/witness.ts';
import { openCheckpoint } from '../../src/translog/notes/checkpoint.ts';
import { makeSignerKey, writeVerifierKey } from '../../src/translog/notes/key.ts';
import { treeHasher } from '../../src/translog/tree/hash.ts';

const hasher = treeHasher(sha256);
const logKey = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(1));
const witnessKeys = await Promise.all(
  [2, 3].map((byte) =>
    makeSignerKey(sha256, `w${byte}.example`, 'cosignature', new Uint8Array(32).fill(byte)),
  ),
);
const failed = () => undefined;

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

/** @returns where it listens, and how to stop it */
async function startWitness(which: number, port = 0) {
  const memory = await guardMemory(path.join(folder, `witness${which}`));
  const key = witnessKeys[which] ?? logKey;
  const answer = witness({ hasher, memory, key, logs: [logKey], now: () => 1_800_000_000 });
  const server = await serveGuard({ answers: { '/add-checkpoint': answer }, failed }, { port });
  const stop = async () => {
    await server.stop();
    await memory.close();
  };
  return { address: server.address, port: Number(new URL(server.address).port), stop };
}

it('a checkpoint without a quorum gets one once those who were away are back, one after the other', async () => {
  const at = (name: string) => path.join(folder, name);
  const memory = await guardMemory(at('signer'));
  const { sign, end } = logSigner({ hasher, sha256, memory, key: logKey });
  const signer = await serveGuard(
    { answers: { '/sign': sign, '/end': end }, failed },
    { path: at('signer.sock') },
  );
  closing.push(memory.close, signer.stop);
  const [east, west] = [await startWitness(0), await startWitness(1)];
  await west.stop();
  const lines = [east, west].map(
    ({ address }, which) => `witness w${which} ${writeVerifierKey(witnessKeys[which] ?? logKey)} ${address}`,
  );
  await writeFile(at('policy'), `${lines.join('\n')}\ngroup both all w0 w1\nquorum both\n`);
  const log = await openPublishing(
    logParts(() => {
      throw new Error('this log lies in a folder');
    }),
    {
      ...{ folder: at('log'), key: writeVerifierKey(logKey) },
      ...{ signer: at('signer.sock'), policy: at('policy') },
    },
  );
  closing.push(() => log.writer.close());
  await log.writer.append(utf8('entry'));
  expect(await log.publish()).toMatchObject({ isNew: true, isQuorum: false, signedBy: ['w0'] });
  await east.stop();
  expect(await log.publish()).toMatchObject({ isNew: false, isQuorum: false, signedBy: [] });
  const back = await startWitness(1, west.port);
  closing.push(back.stop);
  expect(await log.publish()).toMatchObject({ isNew: false, isQuorum: true, signedBy: ['w1'], size: 1 });
  const note = await readFile(at('log/public/checkpoint'));
  const { signed } = await openCheckpoint(note, logKey, witnessKeys);
  expect(signed).toHaveLength(3);
  // Enough: nobody is asked any more.
  expect(await log.publish()).toMatchObject({ isNew: false, isQuorum: null });
});
