// A log's writer at its socket: what it refuses and how, and what happens when entries come faster than the disk takes them.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogStorage } from '../../src/adapters/log/file-log-storage.ts';
import { logAt } from '../../src/adapters/log/log-client.ts';
import { serveWriter } from '../../src/entry/guard/writer-server.ts';
import { utf8 } from '../../src/translog/bytes.ts';
import type { LogStorage } from '../../src/translog/log/log-storage.ts';
import { LogWriter } from '../../src/translog/log/log-writer.ts';
import { makeSignerKey } from '../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../src/translog/notes/note.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const key = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(9));

let folder = '';
let closing: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'writer-'));
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
});

async function served(slowed: (storage: LogStorage) => LogStorage = (storage) => storage, mostWaiting = 100) {
  const writer = await LogWriter.open({
    ...{ storage: slowed(await fileLogStorage(path.join(folder, 'log'))), sha256, key, mostWaiting },
    sign: async (_, text) => writeNote({ text, signatures: [await signText(text, key)] }),
  });
  const socket = path.join(folder, 'log.sock');
  const routes = {
    append: (entry: Uint8Array, at: number | undefined) =>
      at === undefined ? writer.append(entry) : writer.appendAt(at, entry),
    publish: () => writer.publish(),
    status: () => ({ size: writer.size, published: writer.published?.size ?? 0, waiting: writer.waiting }),
    failed: () => undefined,
  };
  const server = await serveWriter(routes, { path: socket });
  const client = logAt(socket);
  closing.push(
    () => writer.close(),
    () => server.stop(),
    () => {
      client.close();
    },
  );
  return { writer, client, socket };
}

/** As any program would ask. */
function asked(socketPath: string, method: string, address: string, body?: Uint8Array) {
  return new Promise<{ status: number; headers: object; said: object }>((resolve, reject) => {
    const sent = request({ socketPath, method, path: address, agent: false }, (reply) => {
      let text = '';
      reply.on('data', (part: Buffer) => (text += part.toString()));
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, said: JSON.parse(text) as object });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe("a log's writer at its socket", () => {
  it('refuses in a form that programs can read, and takes nothing of it', async () => {
    const { socket, writer } = await served();
    expect(await asked(socket, 'POST', '/append?at=0', utf8('one'))).toMatchObject({
      ...{ status: 200, said: { index: 0 } },
    });
    const problem = { 'content-type': 'application/problem+json' };
    const cases = [
      ['/append?at=0', utf8('two'), 409, { code: 'log.other-entry', next: 1 }],
      ['/append?at=3', utf8('two'), 409, { code: 'log.gap', next: 1 }],
      ['/append?at=-1', utf8('two'), 400, { code: 'log.bad-number' }],
      ['/append?at=01', utf8('two'), 400, { code: 'log.bad-number' }],
      ['/append?at=1&at=1', utf8('two'), 400, { code: 'log.bad-number' }],
      ['/append', new Uint8Array(65_536), 413, { code: 'log.entry-too-long' }],
      ['/other', utf8('two'), 404, { code: 'log.no-such-address' }],
    ] as const;
    for (const [address, body, status, said] of cases)
      expect(await asked(socket, 'POST', address, body), address).toMatchObject({
        ...{ status, headers: problem, said: { ...said, status } },
      });
    expect(writer.size).toBe(1);
    expect(await asked(socket, 'POST', '/append', new Uint8Array(65_535))).toMatchObject({
      ...{ status: 200, said: { index: 1 } },
    });
  });

  it('says when to come again while too many wait for the disk, and keeps those that it took', async () => {
    const disk = Promise.withResolvers<undefined>();
    const slowed = (storage: LogStorage): LogStorage => ({
      ...storage,
      write: (files) => disk.promise.then(() => storage.write(files)),
    });
    const { writer, client, socket } = await served(slowed, 2);
    closing.push(() => {
      disk.resolve(undefined);
    });
    const taken: Promise<number>[] = [];
    for (const [at, word] of ['first', 'second', 'third'].entries()) {
      taken.push(client.append(utf8(word)));
      while (writer.waiting <= at) await client.status();
    }
    await expect(client.append(utf8('fourth'))).rejects.toMatchObject({ code: 'log.busy' });
    expect(await asked(socket, 'POST', '/append', utf8('fourth'))).toMatchObject({
      ...{ status: 503, headers: { 'retry-after': '1' }, said: { code: 'log.busy' } },
    });
    disk.resolve(undefined);
    expect(await Promise.all(taken)).toEqual([0, 1, 2]);
    expect(await client.append(utf8('fourth'), 3)).toBe(3);
  });

  it('that is not there is said so', async () => {
    const nobody = logAt(path.join(folder, 'nobody.sock'));
    await expect(nobody.append(utf8('one'))).rejects.toMatchObject({ code: 'log.no-writer' });
    nobody.close();
  });
});
