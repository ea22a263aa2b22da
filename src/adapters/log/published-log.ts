// A log as everybody sees it: plain files, in a folder or behind a web server. Nothing that comes from there is believed, so it is limited in
// bytes and in time, and no redirect is followed.

import { constants, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { concat } from '../../translog/bytes.ts';
import type { ReadFile } from '../../translog/tiles/tree-reader.ts';
import { TranslogError } from '../../translog/translog-error.ts';

const LONGEST_ANSWER_MS = 30_000;
/** A full bundle of the longest entries, and a little more. */
const MOST_BYTES = 17 * 2 ** 20;
const GONE = [404, 410];
const ABSENT = ['ENOENT', 'ENOTDIR'];

const isUrl = (place: string): boolean => /^https?:\/\//i.test(place);

/** @param place a log's folder, the folder of its public files, or the address below which they are @throws TranslogError `log.not-reached` */
export async function publishedLog(place: string): Promise<ReadFile> {
  if (isUrl(place)) {
    const prefix = place.replace(/\/+$/, '');
    return (name) => download(`${prefix}/${name}`);
  }
  const inner = path.join(place, 'public');
  const folder = (await isFolder(inner)) ? inner : place;
  if (!(await isFolder(folder))) throw notReached(place, 'there is no such folder');
  return (name) => readLimited(path.join(folder, name));
}

/** @throws TranslogError `log.not-reached` */
export async function oneFile(place: string): Promise<Uint8Array> {
  const bytes = await (isUrl(place) ? download(place) : readLimited(place));
  if (bytes === undefined) throw notReached(place, 'there is no such file');
  return bytes;
}

async function isFolder(place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  return found?.isDirectory() === true;
}

async function readLimited(place: string): Promise<Uint8Array | undefined> {
  try {
    // A pipe that nobody writes to would keep us waiting.
    await using file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
    const about = await file.stat();
    if (!about.isFile()) throw new Error('it is no plain file');
    if (about.size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    return await file.readFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.includes(String(error.code))) return undefined;
    throw notReached(place, says(error));
  }
}

async function download(url: string): Promise<Uint8Array | undefined> {
  try {
    const reply = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
    if (!reply.ok) {
      await reply.body?.cancel();
      if (GONE.includes(reply.status)) return undefined;
      throw new Error(`the answer was ${reply.status}`);
    }
    return await limited(reply);
  } catch (error) {
    throw notReached(url, says(error));
  }
}

async function limited({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    parts.push(part as Uint8Array);
  }
  return concat(...parts);
}

/** The reason is mostly in the cause: fetch itself says only that it failed. */
function says(error: unknown): string {
  const why = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return why instanceof Error ? why.message : String(why);
}

const notReached = (place: string, why: string): TranslogError =>
  new TranslogError(
    'log.not-reached',
    `${place} cannot be read: ${why}`,
    'check the name or the address, and ask again',
  );
