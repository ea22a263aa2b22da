// Where a log lies in an S3-compatible store: `s3://bucket/prefix`. Below the prefix it is as in a folder: `public/` for everybody, `pending/` for us alone.

import { TranslogError } from '../../translog/translog-error.ts';
import { logPath, PENDING } from './log-path.ts';
import type { S3Access } from './s3-client.ts';

export type S3Address = {
  /** Of the bucket, with no slash behind. */
  readonly bucket: URL;
  /** Of the log's keys: empty, or with a slash behind. */
  readonly prefix: string;
};

const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*)\/?$/;

export const isInS3 = (place: string): boolean => /^s3:/i.test(place);

/** @throws TranslogError `log.bad-store` */
export function s3Address(place: string, { endpoint, region, keyId, secretKey }: S3Access): S3Address {
  const [, bucket = '', prefix = ''] = ADDRESS.exec(place) ?? [];
  if (bucket === '')
    throw badStore(
      `${place} is no address in an object store`,
      'write s3://bucket/prefix, in letters, digits, dots and dashes',
    );
  if (keyId === '' || secretKey === '')
    throw badStore(
      'there are no credentials for the object store',
      'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or s3.keyId and s3.secretKey: `redress config --help`',
    );
  // AWS asks for the bucket in the host, where its certificate covers no dots; others are mostly set up for the bucket in the path.
  const base =
    endpoint === '' && !bucket.includes('.')
      ? `https://${bucket}.s3.${region}.amazonaws.com`
      : `${(endpoint || `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '')}/${bucket}`;
  return { bucket: new URL(base), prefix: prefix === '' ? '' : `${prefix.slice(1)}/` };
}

/** @throws TranslogError `log.bad-path` */
export function keyOf({ prefix }: S3Address, name: string): string {
  return `${prefix}${name.startsWith(PENDING) ? '' : 'public/'}${logPath(name)}`;
}

export function urlOf({ bucket }: S3Address, key: string): URL {
  return new URL(`${bucket.href.replace(/\/$/, '')}/${key}`);
}

const badStore = (why: string, cure: string): TranslogError => new TranslogError('log.bad-store', why, cure);
