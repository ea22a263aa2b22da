// Requests to an S3-compatible store: signed, tried again for a while when it stumbles, and never for ever. What is wrong is said without
// the store's own words, of which only its error code is passed on, so that nothing of the credentials can be in it.

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { concat } from '../../translog/bytes.ts';
import { TranslogError } from '../../translog/translog-error.ts';

/** How to get into a store. */
export type S3Access = {
  /** Such as `https://minio.example:9000`; empty: AWS, by its region. */
  readonly endpoint: string;
  readonly region: string;
  readonly keyId: string;
  readonly secretKey: string;
  /** Of credentials that end; empty: none. */
  readonly sessionToken: string;
};

/** In milliseconds: how long one request may take, and all tries of it together. */
export type S3Patience = { readonly one: number; readonly all: number };

type S3Request = {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

export type S3Answer = {
  readonly status: number;
  /** The store's word for what is wrong, such as `NoSuchKey`; empty when it said none. */
  readonly code: string;
  /** The version of the object, in quotes. */
  readonly etag: string;
  readonly body: Uint8Array;
};

export type S3Client = (request: S3Request) => Promise<S3Answer>;

const PATIENCE: S3Patience = { one: 30_000, all: 120_000 };
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A full bundle of the longest entries, and a little more. */
const MOST_BYTES = 17 * 2 ** 20;
const NOT_BUILT = 501;
const PASSING = [408, 409, 429];
const PASSING_CODES = ['RequestTimeout', 'SlowDown', 'InternalError'];

/**
 * @returns each answer that is final, whatever its status
 * @throws TranslogError `log.no-store` when none came in time, `log.store-refused` for an answer that is too long
 */
export function s3Client(access: S3Access, patience: S3Patience = PATIENCE): S3Client {
  return async (request) => {
    const end = performance.now() + patience.all;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const signed = await sign(access, request);
      const longest = Math.max(1, Math.min(patience.one, Math.ceil(end - performance.now())));
      const answer = await send(request, signed, longest);
      if (typeof answer !== 'string' && !isPassing(answer)) return answer;
      if (performance.now() + wait >= end) throw noStore(request.url, answer);
      await sleep(wait);
    }
  };
}

/** @throws TranslogError `log.store-refused`, always */
export function refuse(url: URL, { status, code }: Pick<S3Answer, 'status' | 'code'>): never {
  throw new TranslogError(
    'log.store-refused',
    `the object store refused ${url.host}${url.pathname}: ${status}${code === '' ? '' : ` ${code}`}`,
    'check bucket, region and credentials: the key needs GetObject, PutObject and DeleteObject on the prefix, and ListBucket',
  );
}

async function sign(access: S3Access, { method, url, headers, body }: S3Request): Promise<Headers> {
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const signer = new AwsV4Signer({
    ...{ method, url: url.href, service: 's3', region: access.region },
    ...{ accessKeyId: access.keyId, secretAccessKey: access.secretKey },
    ...(access.sessionToken === '' ? {} : { sessionToken: access.sessionToken }),
    headers: { ...headers, 'x-amz-content-sha256': digest },
  });
  const signed = (await signer.sign()).headers;
  // Not part of the signature, since proxies change it; the bytes are wanted as they lie there.
  signed.set('accept-encoding', 'identity');
  return signed;
}

/** @returns the answer, or why none came */
async function send(
  { method, url, body }: S3Request,
  headers: Headers,
  longest: number,
): Promise<S3Answer | string> {
  try {
    const reply = await fetch(url, {
      ...{ method, headers, redirect: 'manual', signal: AbortSignal.timeout(longest) },
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
    const bytes = await limited(reply);
    if (bytes === undefined)
      return { status: reply.status, code: 'TooLong', etag: '', body: new Uint8Array() };
    const code = reply.ok ? '' : (/<Code>(\w{1,64})<\/Code>/.exec(Buffer.from(bytes).toString())?.[1] ?? '');
    return { status: reply.status, code, etag: reply.headers.get('etag') ?? '', body: bytes };
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return why instanceof Error ? why.message : String(why);
  }
}

/** @returns undefined when there is too much */
async function limited({ body }: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part as Uint8Array);
  }
  return concat(...parts);
}

const isPassing = ({ status, code }: S3Answer): boolean =>
  (status >= 500 && status !== NOT_BUILT) || PASSING.includes(status) || PASSING_CODES.includes(code);

const noStore = (url: URL, answer: S3Answer | string): TranslogError =>
  new TranslogError(
    'log.no-store',
    `the object store at ${url.host} cannot be reached: ${
      typeof answer === 'string' ? answer : `it answered ${answer.status} ${answer.code}`.trim()
    }`,
    'check the endpoint and the network, and start again: what was acknowledged is kept',
  );
