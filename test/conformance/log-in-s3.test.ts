// What only a store behind a network can do to a log: stumble, fall silent, answer twice, answer late, or be something else.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishedLog } from '../../src/adapters/log/published-log.ts';
import type { S3Access } from '../../src/adapters/log/s3-client.ts';
import { keyOf, s3Address, urlOf } from '../../src/adapters/log/s3-address.ts';
import { s3LogStorage } from '../../src/adapters/log/s3-log-storage.ts';
import type { LogStorage } from '../../src/translog/log/log-storage.ts';
import { hostileServer } from '../support/hostile-http.ts';
import { s3Proxy, type S3Proxy, type Trouble } from '../support/s3-proxy.ts';
import { accessTo, s3Server, type S3Server } from '../support/s3-server.ts';
import { appendTo, entriesUpTo, entryAt, guardedSigner, openedLog, recomputed } from './log-under-test.ts';

const PATIENT = { one: 1_000, all: 25_000 };
const SHORT = { one: 200, all: 500 };
const BYTES = Uint8Array.of(1, 2, 3);
const PENDING = 'pending/0000000000000000';
const STUMBLES: readonly Trouble[] = [
  'unavailable',
  'too-slow',
  'cut-before',
  'cut-after',
  'half',
  'silence',
];
const OUTAGES: readonly Trouble[] = ['unavailable', 'cut-before', 'cut-after', 'silence'];

let server: S3Server;
let proxy: S3Proxy;
let places = 0;
let prefix: string;
beforeAll(async () => {
  server = await s3Server();
});
afterAll(() => server.close());
beforeEach(async () => {
  proxy = await s3Proxy(server.endpoint);
  prefix = `log-${(places += 1)}`;
});
afterEach(() => proxy.close());

const opened = (patience = PATIENT, access: Partial<S3Access> = {}, bucket = server.bucket): LogStorage =>
  s3LogStorage(`s3://${bucket}/${prefix}`, { ...accessTo(proxy.endpoint), ...access }, patience);
const publicUrl = (): string => `${server.endpoint}/${server.bucket}/${prefix}/public`;
const stranger = async () => recomputed(await publishedLog(publicUrl()));

/** Patient as long as the store is well. */
function losingPatience(): { readonly storage: LogStorage; lose(): void } {
  const patience = { ...PATIENT };
  return { storage: opened(patience), lose: () => void Object.assign(patience, SHORT) };
}

describe('a store that stumbles', () => {
  test.each(STUMBLES)(
    '%s at the first try of every request: a log is written all the same',
    async (trouble) => {
      proxy.trouble = ({ before }) => (before === 0 ? trouble : undefined);
      const writer = await openedLog(opened());
      await appendTo(writer, 0, 3);
      await writer.publish();
      await writer.close();
      expect(proxy.asked.some(({ before }) => before > 0)).toBe(true);
      expect(await stranger()).toEqual(entriesUpTo(3));
      proxy.trouble = () => undefined;
      expect(await opened().list('pending')).toEqual([]);
    },
  );

  test.each(OUTAGES)('%s for good: the writer breaks, and nothing acknowledged is lost', async (trouble) => {
    const sign = guardedSigner();
    const { storage, lose } = losingPatience();
    const writer = await openedLog(storage, sign);
    await appendTo(writer, 0, 3);
    lose();
    proxy.trouble = ({ method }) => (method === 'PUT' ? trouble : undefined);
    await expect(writer.append(entryAt(3))).rejects.toMatchObject({ code: 'log.no-store' });
    proxy.trouble = () => undefined;
    await expect(writer.append(entryAt(3))).rejects.toMatchObject({ code: 'log.no-store' });
    await writer.close();
    const next = await openedLog(opened(), sign);
    // What was never acknowledged may be there, when its answer alone was lost.
    expect(next.size).toBe(trouble === 'cut-after' ? 4 : 3);
    await appendTo(next, next.size, 6);
    await next.publish();
    await next.close();
    expect(await stranger()).toEqual(entriesUpTo(6));
  });

  test.each(OUTAGES)('%s while it publishes: the next writer publishes it', async (trouble) => {
    const sign = guardedSigner();
    const { storage, lose } = losingPatience();
    const writer = await openedLog(storage, sign);
    await appendTo(writer, 0, 300);
    lose();
    proxy.trouble = ({ path }) => (path.includes('/public/tile/0/') ? trouble : undefined);
    await expect(writer.publish()).rejects.toMatchObject({ code: 'log.no-store' });
    await writer.close();
    proxy.trouble = () => undefined;
    const next = await openedLog(opened(), sign);
    expect(next.size).toBe(300);
    await next.publish();
    await next.close();
    expect(await stranger()).toEqual(entriesUpTo(300));
  });
});

test.each(['no-conditions', 'no-versions'] as const)('a store with %s carries a log', async (lack) => {
  proxy.trouble = () => lack;
  const writer = await openedLog(opened());
  for (const size of [2, 4]) {
    await appendTo(writer, size - 2, size);
    await writer.publish();
  }
  await writer.close();
  expect(await stranger()).toEqual(entriesUpTo(4));
  await expect(opened().write([{ path: 'tile/0/000.p/4', bytes: BYTES }])).rejects.toMatchObject({
    code: 'log.other-bytes',
  });
});

describe('a request that arrives late', () => {
  test('does not bring an old checkpoint back', async () => {
    const sign = guardedSigner();
    const writer = await openedLog(opened(), sign);
    // The first try to write the first checkpoint, and the first to write the second, which is the third of that address.
    proxy.trouble = ({ method, path, before }) =>
      method === 'PUT' && path.endsWith('/checkpoint') && before % 2 === 0 ? 'kept' : undefined;
    for (const size of [3, 5]) {
      await appendTo(writer, writer.size, size);
      await writer.publish();
    }
    proxy.trouble = () => undefined;
    await appendTo(writer, 5, 7);
    await writer.publish();
    await writer.close();
    expect(await proxy.letThrough()).toEqual([412, 412]);
    expect(await stranger()).toEqual(entriesUpTo(7));
  });

  test('does not write over what a later writer was told is safe', async () => {
    const { storage, lose } = losingPatience();
    const writer = await openedLog(storage);
    lose();
    proxy.trouble = ({ method }) => (method === 'PUT' ? 'kept' : undefined);
    await expect(writer.append(entryAt(9))).rejects.toMatchObject({ code: 'log.no-store' });
    await writer.close();
    proxy.trouble = () => undefined;
    const next = await openedLog(opened());
    await appendTo(next, 0, 3);
    const late = await proxy.letThrough();
    expect(new Set(late)).toEqual(new Set([412]));
    await next.publish();
    await next.close();
    expect(await stranger()).toEqual(entriesUpTo(3));
  });
});

test('a writer on another machine, whom our lock does not reach, writes over nothing that is there', async () => {
  const unlocked = (): LogStorage => ({ ...opened(), lock: async () => async () => undefined });
  const sign = guardedSigner();
  const [here, there] = [await openedLog(unlocked(), sign), await openedLog(unlocked(), guardedSigner())];
  await here.append(entryAt(0));
  await expect(there.append(entryAt(77))).rejects.toMatchObject({ code: 'log.other-bytes' });
  const later = await openedLog(unlocked(), sign);
  await here.publish();
  await later.append(entryAt(1));
  await expect(later.publish()).rejects.toMatchObject({ code: 'log.other-bytes' });
  await Promise.all([here.close(), there.close(), later.close()]);
  expect(await stranger()).toEqual(entriesUpTo(1));
});

describe('what answers', () => {
  const refused = { code: 'log.store-refused' };

  test('a web server that has no such page is not taken for an empty log', async () => {
    proxy.trouble = () => 'not-found';
    await expect(opened().read('checkpoint')).rejects.toMatchObject(refused);
    await expect(opened().list('pending')).rejects.toMatchObject(refused);
  });

  test('a page instead of a list is not taken for an empty list', async () => {
    proxy.trouble = () => 'welcome-page';
    await expect(opened().list('pending')).rejects.toMatchObject(refused);
  });

  test('half a list is not taken for a list', async () => {
    await opened().write([{ path: PENDING, bytes: BYTES }]);
    proxy.trouble = () => 'half';
    await expect(opened(SHORT).list('pending')).rejects.toMatchObject({ code: 'log.no-store' });
  });

  test('a list without its end, though its answer came whole', async () => {
    const store = await hostileServer();
    store.answer = (_, reply) => void reply.end('<ListBucketResult><IsTruncated>false</IsTruncated>');
    await expect(opened(PATIENT, { endpoint: store.url }).list('pending')).rejects.toMatchObject(refused);
    await store.close();
  });

  test('a store that lets read and not write', async () => {
    proxy.trouble = ({ method }) => (method === 'PUT' ? 'not-found' : undefined);
    await expect(opened().write([{ path: PENDING, bytes: BYTES }])).rejects.toMatchObject(refused);
    const checkpoint = { path: 'checkpoint', bytes: BYTES };
    await expect(opened().replace(checkpoint)).rejects.toMatchObject(refused);
  });

  test('pages without end are given up', async () => {
    const store = await hostileServer();
    store.answer = (_, reply) =>
      void reply.end(
        '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>',
      );
    await expect(opened(PATIENT, { endpoint: store.url }).list('pending')).rejects.toMatchObject(refused);
    await store.close();
  });

  test('names and tokens that XML wrote in its own way', async () => {
    const store = await hostileServer();
    store.answer = ({ path }, reply) => {
      const isNext = new URL(path, store.url).searchParams.get('continuation-token') === 'a+/="&<\u00e9';
      reply.end(
        isNext
          ? `<ListBucketResult><IsTruncated>false</IsTruncated><Key>${prefix}/pending/2&amp;3</Key></ListBucketResult>`
          : `<ListBucketResult><IsTruncated>true</IsTruncated><Key>${prefix}/pending/1</Key>` +
              '<NextContinuationToken>a&#43;/=&quot;&amp;&lt;&#xe9;</NextContinuationToken></ListBucketResult>',
      );
    };
    const storage = opened(PATIENT, { endpoint: store.url });
    expect(await storage.list('pending')).toEqual(['pending/1', 'pending/2&3']);
    await store.close();
  });

  test('more bytes than a file of a log can have', async () => {
    const slowly = opened({ one: 25_000, all: 25_000 });
    await slowly.write([{ path: PENDING, bytes: new Uint8Array(18 * 2 ** 20) }]);
    await expect(slowly.read(PENDING)).rejects.toMatchObject(refused);
  });

  test('a bucket that is not there, with its word for it', async () => {
    await expect(opened(PATIENT, {}, 'other').read('checkpoint')).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('404 NoSuchBucket') as string,
    });
  });

  test('a wrong key is refused in every call, and the secret is in no word of it', async () => {
    const secretKey = 'S3cretThatNobodyMayRead';
    const storage = opened(PATIENT, { secretKey });
    const calls = [
      () => storage.read('checkpoint'),
      () => storage.write([{ path: PENDING, bytes: BYTES }]),
      () => storage.replace({ path: 'checkpoint', bytes: BYTES }),
      () => storage.list('pending'),
      () => storage.remove([PENDING]),
    ];
    for (const call of calls) {
      const error = await (call() as Promise<unknown>).then(
        () => undefined,
        (why: unknown) => why,
      );
      expect(error).toMatchObject({
        ...refused,
        message: expect.stringContaining('SignatureDoesNotMatch') as string,
      });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secretKey);
    }
  });

  test('nobody', async () => {
    const gone = await s3Proxy(server.endpoint);
    await gone.close();
    await expect(opened(SHORT, { endpoint: gone.endpoint }).read('checkpoint')).rejects.toMatchObject({
      code: 'log.no-store',
    });
  });
});

test.each([
  ['s3://', {}],
  ['s3://UPPER/log', {}],
  ['s3://logs/../other', {}],
  ['s3://logs/a//b', {}],
  ['s3://logs/a?b', {}],
  ['s3://logs/log', { keyId: '' }],
  ['s3://logs/log', { secretKey: '' }],
])('%s with %j is no place for a log', (place, access) => {
  expect(() => s3LogStorage(place, { ...accessTo('http://127.0.0.1:1'), ...access })).toThrow(
    expect.objectContaining({ code: 'log.bad-store' }) as Error,
  );
});

test('without an endpoint it is AWS, with the bucket in the host', () => {
  const aws = { ...accessTo(''), region: 'ap-northeast-2' };
  const address = s3Address('s3://logs/desk/2027/', aws);
  expect(urlOf(address, keyOf(address, 'checkpoint')).href).toBe(
    'https://logs.s3.ap-northeast-2.amazonaws.com/desk/2027/public/checkpoint',
  );
  const atRoot = s3Address('s3://my.logs', aws);
  expect(urlOf(atRoot, keyOf(atRoot, PENDING)).href).toBe(
    `https://s3.ap-northeast-2.amazonaws.com/my.logs/${PENDING}`,
  );
});

test('files have the types that tlog-tiles asks for, and say how long they may be kept', async () => {
  const storage = opened();
  await storage.replace({ path: 'checkpoint', bytes: BYTES });
  await storage.write([
    { path: 'tile/0/000', bytes: BYTES },
    { path: PENDING, bytes: BYTES },
  ]);
  const headersOf = async (path: string) => {
    const { status, headers } = await fetch(`${server.endpoint}/${server.bucket}/${prefix}/${path}`);
    return [
      status,
      headers.get('content-type')?.toLowerCase().replaceAll(' ', ''),
      headers.get('cache-control'),
    ];
  };
  expect(await headersOf('public/checkpoint')).toEqual([200, 'text/plain;charset=utf-8', 'no-cache']);
  expect(await headersOf('public/tile/0/000')).toEqual([
    ...[200, 'application/octet-stream'],
    'public, max-age=31536000, immutable',
  ]);
  expect(await headersOf(PENDING)).toEqual([200, 'application/octet-stream', 'no-store']);
});
