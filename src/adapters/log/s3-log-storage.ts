// A log in an S3-compatible store. Below its prefix, `public/` is what everybody may read, as it is, and `pending/` is what was acknowledged and is
// not public yet. A PUT that was answered is durable and whole: S3 promises that, and we believe it.
//
// A file that never changes is read first and then written on the condition that there is none; the checkpoint is written on the condition that it is
// the one we saw last. Where a store ignores conditions, reading first still finds other bytes, unless two machines write at once.
// The lock is ours and not the store's: it keeps two processes of one machine apart.

import { areEqual } from '../../translog/bytes.ts';
import type { LogFile, LogStorage } from '../../translog/log/log-storage.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { atMost } from './at-most.ts';
import { holdName } from './durable.ts';
import { PENDING } from './log-path.ts';
import {
  refuse,
  type S3Access,
  type S3Answer,
  s3Client,
  type S3Client,
  type S3Patience,
} from './s3-client.ts';
import { listKeys } from './s3-list.ts';
import { keyOf, type S3Address, s3Address, urlOf } from './s3-address.ts';

/** Requests under way at once. */
const AT_ONCE = 16;
const [OK, NO_CONTENT, MISSING, UNMET, NOT_BUILT] = [200, 204, 404, 412, 501];
const BYTES = 'application/octet-stream';
/** As tlog-tiles asks: a checkpoint is fresh at every request, a tile never changes. */
const CHECKPOINT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' };
const FOREVER = { 'content-type': BYTES, 'cache-control': 'public, max-age=31536000, immutable' };
const OURS = { 'content-type': BYTES, 'cache-control': 'no-store' };
/** The one file that changes while it is read. */
const CHANGES = 'checkpoint';
const ABSENT = { 'if-none-match': '*' };

type Store = { readonly address: S3Address; readonly ask: S3Client };

/**
 * @param place `s3://bucket/prefix`; the bucket must be there
 * @throws TranslogError `log.bad-store`; in each call `log.no-store`, `log.store-refused`, `log.bad-path`
 */
export function s3LogStorage(place: string, access: S3Access, patience?: S3Patience): LogStorage {
  const store = { address: s3Address(place, access), ask: s3Client(access, patience) };
  const { bucket, prefix } = store.address;
  /** The version of each file that changes, as we saw it last; undefined when there was none. */
  const seen = new Map<string, string | undefined>();
  const look = async (name: string): Promise<Uint8Array | undefined> => {
    const answer = await get(store, name);
    seen.set(name, answer?.etag);
    return answer?.body;
  };
  return {
    read: async (name) => (name === CHANGES ? look(name) : (await get(store, name))?.body),
    write: (files) => atMost(AT_ONCE, files, (file) => writeOnce(store, file)),
    async replace(file) {
      if (!seen.has(file.path)) await look(file.path);
      const last = seen.get(file.path);
      seen.delete(file.path);
      seen.set(file.path, await replace(store, file, last));
    },
    async list(folder) {
      const keys = await listKeys(store.ask, bucket, `${prefix}${folder}/`);
      return keys.map((key) => key.slice(prefix.length)).toSorted();
    },
    remove: (names) => atMost(AT_ONCE, names, (name) => remove(store, name)),
    lock: () => holdName(`${bucket.href} ${prefix}`, place),
  };
}

async function get({ address, ask }: Store, name: string): Promise<S3Answer | undefined> {
  const url = urlOf(address, keyOf(address, name));
  const answer = await ask({ method: 'GET', url });
  if (answer.status === OK && answer.code === '') return answer;
  // Only the store's own word makes a file missing: a wrong address, or a proxy, answers 404 too.
  if (answer.status === MISSING && answer.code === 'NoSuchKey') return undefined;
  return refuse(url, answer);
}

async function writeOnce(store: Store, file: LogFile): Promise<void> {
  const there = await get(store, file.path);
  const use = file.path.startsWith(PENDING) ? OURS : FOREVER;
  if (there === undefined && (await put(store, file, use, ABSENT)).status === OK) return;
  // It was there, or came meanwhile: perhaps by an earlier try of ours whose answer was lost.
  refuseOther(file, there ?? (await get(store, file.path)));
}

/** @param last the version that it must have; undefined when it must not be there @returns the version that it has now */
async function replace(store: Store, file: LogFile, last: string | undefined): Promise<string | undefined> {
  const answer = await put(store, file, CHECKPOINT, last === undefined ? ABSENT : onlyOver(last));
  if (answer.status === OK) return answer.etag;
  const there = await get(store, file.path);
  refuseOther(file, there);
  return there?.etag;
}

/** A store that names no versions cannot be asked for one. */
const onlyOver = (version: string): Readonly<Record<string, string>> =>
  version === '' ? {} : { 'if-match': version };

function refuseOther({ path, bytes }: LogFile, there: S3Answer | undefined): void {
  if (there !== undefined && areEqual(there.body, bytes)) return;
  throw new TranslogError(
    'log.other-bytes',
    `${path} is there already, with other bytes, or was changed by something else`,
    'the log was changed by something else: stop, and bring its files back from a copy',
  );
}

/** @returns 200, or 412 when the condition was not met */
async function put(
  { address, ask }: Store,
  { path, bytes }: LogFile,
  headers: Readonly<Record<string, string>>,
  condition: Readonly<Record<string, string>>,
): Promise<S3Answer> {
  const url = urlOf(address, keyOf(address, path));
  const request = { method: 'PUT', url, body: bytes } as const;
  const first = await ask({ ...request, headers: { ...headers, ...condition } });
  // Some stores know no conditions and say so, instead of passing over them.
  const answer = first.status === NOT_BUILT ? await ask({ ...request, headers }) : first;
  return answer.status === OK || answer.status === UNMET ? answer : refuse(url, answer);
}

async function remove({ address, ask }: Store, name: string): Promise<void> {
  const url = urlOf(address, keyOf(address, name));
  const answer = await ask({ method: 'DELETE', url });
  const isGone = answer.status === MISSING && answer.code === 'NoSuchKey';
  if (answer.status !== NO_CONTENT && answer.status !== OK && !isGone) refuse(url, answer);
}
