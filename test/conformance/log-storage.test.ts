// The promises of a log's storage, kept by a folder and by a store that speaks S3: one that passes over conditions, and one that keeps them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe } from 'vitest';
import { fileLogStorage } from '../../src/adapters/log/file-log-storage.ts';
import { s3LogStorage } from '../../src/adapters/log/s3-log-storage.ts';
import { serveFiles } from '../../src/entry/guard/log-server.ts';
import { s3Proxy, type S3Proxy } from '../support/s3-proxy.ts';
import { accessTo, s3Server, type S3Server } from '../support/s3-server.ts';
import { type LogPlace, logStorageConformance } from './log-storage.ts';

async function folderPlace(): Promise<LogPlace> {
  const folder = await mkdtemp(`${tmpdir()}/log-`);
  const { read } = await fileLogStorage(folder);
  const server = await serveFiles(read, { port: 0, host: '127.0.0.1' });
  return {
    ...{ open: () => fileLogStorage(folder), publicUrl: server.address, args: [folder] },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let places = 0;
function storePlace({ bucket }: S3Server, endpoint: string): LogPlace {
  const prefix = `desks/log-${(places += 1)}`;
  const [place, access] = [`s3://${bucket}/${prefix}`, accessTo(endpoint)];
  return {
    open: async () => s3LogStorage(place, access),
    publicUrl: `${endpoint}/${bucket}/${prefix}/public`,
    args: [place, JSON.stringify(access)],
    close: async () => undefined,
  };
}

describe('a folder', () => {
  logStorageConformance(folderPlace);
});

describe.each(['kept', 'passed-over'] as const)('an S3-compatible store, its conditions %s', (conditions) => {
  let server: S3Server;
  let proxy: S3Proxy;
  beforeAll(async () => {
    server = await s3Server();
    proxy = await s3Proxy(server.endpoint, conditions);
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });
  logStorageConformance(async () => storePlace(server, proxy.endpoint));
});
