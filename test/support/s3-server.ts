// An S3-compatible server on this machine, with an empty bucket. It checks signatures, and lets everybody read. It passes over If-Match and
// If-None-Match, and an object that is being replaced may be read half: the proxy in s3-proxy.ts mends both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { S3Access } from '../../src/adapters/log/s3-client.ts';

export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  close(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./s3-process.ts', import.meta.url));
/** It marks the pages of a list with DES, which today's OpenSSL has only there. */
const OLD_CIPHERS = '--openssl-legacy-provider';

/** The credentials that the server knows. */
export const accessTo = (endpoint: string): S3Access => ({
  ...{ endpoint, region: 'us-east-1' },
  ...{ keyId: 'S3RVER', secretKey: 'S3RVER', sessionToken: '' },
});

export async function s3Server(): Promise<S3Server> {
  const directory = await mkdtemp(path.join(tmpdir(), 's3-'));
  const bucket = 'logs';
  const child = spawn(process.execPath, [OLD_CIPHERS, PROCESS, directory, bucket]);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the S3 server ended: ${errors}`);
  });
  failed.catch(() => undefined);
  const said = once(child.stdout, 'data').then(([chunk]) => Number(String(chunk)));
  const port = await Promise.race([said, failed]);
  return {
    ...{ endpoint: `http://127.0.0.1:${port}`, bucket },
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
