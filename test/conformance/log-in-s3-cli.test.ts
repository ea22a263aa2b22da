// The commands of a log on `s3://bucket/prefix`: written, published, served, proved and recomputed, with credentials from where others have them too.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redressHere, redressJson, startRedress } from '../support/command-line.ts';
import { s3Proxy, type S3Proxy } from '../support/s3-proxy.ts';
import { accessTo, s3Server, type S3Server } from '../support/s3-server.ts';

const LOG = 's3://logs/desk/2027';
const SIZE = 300;

let folder: string;
let server: S3Server;
let proxy: S3Proxy;
let env: Record<string, string>;
const running: ChildProcess[] = [];
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-s3-'));
  server = await s3Server();
  proxy = await s3Proxy(server.endpoint);
  const { keyId, secretKey } = accessTo(proxy.endpoint);
  env = { AWS_ENDPOINT_URL_S3: proxy.endpoint, AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secretKey };
  const { stdout } = await redressHere(['log', 'keygen', 'desk.example/log-2027', '--out', at('key')]);
  await writeFile(at('pub'), stdout);
  await writeFile(at('entries'), Array.from({ length: SIZE }, (_, index) => `entry ${index}\n`).join(''));
  await listening('signer', '--key', at('key'), '--memory', at('memory'), '--socket', at('signer.sock'));
});
afterAll(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await proxy.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** @returns where it listens */
async function listening(...args: readonly string[]): Promise<string> {
  const child = startRedress(['log', ...args, '--json'], env);
  running.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return (JSON.parse(line) as { listening: string }).listening;
}

async function said(args: readonly string[], variables: Record<string, string> = env) {
  const { code, json } = await redressJson(args, variables, redressHere);
  return json.error === undefined ? { code, ...json } : { code, error: json.error };
}
const key = (): readonly string[] => ['--key', at('pub')];

test('a log is written, published, recomputed, proved and served', async () => {
  expect(await said(['log', 'append', LOG, at('entries'), ...key()])).toMatchObject({ code: 0, count: SIZE });
  expect(await said(['log', 'publish', LOG, ...key(), '--signer', at('signer.sock')])).toMatchObject({
    ...{ code: 0, size: SIZE, isNew: true },
  });
  expect(await said(['verify', 'log', LOG, ...key()])).toMatchObject({ code: 0, entries: SIZE });
  expect(await said(['log', 'proof', LOG, '299', ...key(), '--out', at('proof')])).toMatchObject({ code: 0 });
  expect(await said(['verify', 'inclusion', at('proof'), '--text', 'entry 299', ...key()])).toMatchObject({
    code: 0,
  });
  const address = await listening('serve', LOG, '--port', '0');
  expect(await said(['verify', 'log', address, ...key()], {})).toMatchObject({ code: 0, entries: SIZE });
});

test('the configuration file that a command is told serves as well, and is masked where it is shown', async () => {
  const { endpoint, keyId, secretKey } = accessTo(proxy.endpoint);
  const file = at('redress.json');
  await writeFile(file, JSON.stringify({ s3: { endpoint, keyId, secretKey: `${secretKey}-not` } }));
  const config = ['--config', file];
  expect(await said(['verify', 'log', LOG, ...key(), ...config], {})).toMatchObject({
    ...{ code: 1, error: { code: 'log.store-refused' } },
  });
  await writeFile(file, JSON.stringify({ s3: { endpoint, keyId, secretKey } }));
  expect(await said(['verify', 'log', LOG, ...key(), ...config], {})).toMatchObject({ entries: SIZE });
  const { stdout } = await redressHere(['config', ...config]);
  expect(stdout).toContain(endpoint);
  expect(stdout).toMatch(/"secretKey": ?"\*\*\*"/);
});

test('without credentials it says which to set', async () => {
  expect(await said(['log', 'append', LOG, at('entries'), ...key()], {})).toMatchObject({
    code: 1,
    error: { code: 'log.bad-store', cure: expect.stringContaining('AWS_ACCESS_KEY_ID') as string },
  });
});
