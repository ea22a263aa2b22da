// Certificates for servers on 127.0.0.1, made by openssl: a good one, an expired one, one for another address, one of nobody's.
import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  /** The PEM file of the authority's own certificate. */
  readonly file: string;
  /** @param days it is good for; less than 0: since then it is not @param ip the address it is for */
  issue(name: string, days?: number, ip?: string): Promise<Certificate>;
}

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Files go into the folder. */
export async function authority(folder: string): Promise<Authority> {
  const own = await selfSigned(folder, 'ca');
  return {
    file: own.cert,
    async issue(name, days = 2, ip = '127.0.0.1') {
      const [key, cert, request] = ['key', 'pem', 'csr'].map((ending) =>
        path.join(folder, `${name}.${ending}`),
      );
      await run('openssl', [
        'req',
        ...NEW_KEY,
        '-keyout',
        `${key}`,
        '-out',
        `${request}`,
        ...subject(name, ip),
      ]);
      await run('openssl', [
        ...['x509', '-req', '-in', `${request}`, '-CA', own.cert, '-CAkey', own.key],
        ...['-days', `${days}`, '-copy_extensions', 'copy', '-out', `${cert}`],
      ]);
      await chmod(`${key}`, 0o644); // nobody's secret: the server that reads it runs without rights
      return { key: `${key}`, cert: `${cert}` };
    },
  };
}

/** A certificate that only vouches for itself. */
export async function selfSigned(folder: string, name: string): Promise<Certificate> {
  const [key, cert] = ['key', 'pem'].map((ending) => path.join(folder, `${name}.${ending}`));
  const files = ['-keyout', `${key}`, '-out', `${cert}`, '-days', '2'];
  await run('openssl', ['req', '-x509', ...NEW_KEY, ...files, ...subject(name, '127.0.0.1')]);
  await chmod(`${key}`, 0o644);
  return { key: `${key}`, cert: `${cert}` };
}

const subject = (name: string, ip: string): string[] => [
  ...['-subj', `/CN=${name}`],
  ...['-addext', `subjectAltName=IP:${ip}`],
];
