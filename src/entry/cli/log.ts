// `redress log append` and `publish`: on a log's folder, or through the socket of the process that keeps it (`redress log run`).
import { readFile } from 'node:fs/promises';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { utf8 } from '../../translog/bytes.ts';
import { LogWriter } from '../../translog/log/log-writer.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { verifierKey } from './log-keys.ts';
import type { LogClient, LogParts } from './log-parts.ts';
import { openPublishing, publishedLines, type PublishingOptions } from './log-publishing.ts';
import { CommandError, EXIT, type Output } from './output.ts';

const MINUTE_MS = 60_000;
const BUSY_PAUSE_MS = 1_000;
/** Entries that wait together for the disk. */
const AT_ONCE = { entries: 4_096, bytes: 16 * 2 ** 20 };
const PROGRESS_ENTRIES = 100_000;

export interface AppendOptions {
  /** The log's folder; none when the entries are sent `to` a socket. */
  readonly folder: string | undefined;
  readonly files: readonly string[];
  readonly key?: string;
  readonly to?: string;
  readonly whole?: boolean;
  /** Where the first of these entries is expected in the log. */
  readonly at?: number;
}

/** Where entries go. */
interface Target {
  add(entry: Uint8Array, at: number | undefined): Promise<number>;
  /** How many entries may be on their way together without changing their order. */
  readonly most: number;
  standing(): Promise<{ readonly size: unknown; readonly published: unknown }>;
  close(): Promise<void>;
}

/** Says where the entries are once all of them are durable. */
export async function appendEntries(parts: LogParts, options: AppendOptions, output: Output): Promise<void> {
  const target = await openTarget(parts, options);
  try {
    const { size: before } = await target.standing();
    const { first, count, last } = await addAll(target, options, output);
    const { size, published } = await target.standing();
    output.result({ first: first ?? options.at ?? before, count, size, published }, [
      count === 0
        ? 'nothing to add'
        : `${count} entries ${options.at === undefined ? 'added' : 'in the log'}, ${first} to ${last}; public with the next checkpoint`,
    ]);
  } finally {
    await target.close();
  }
}

async function openTarget(parts: LogParts, { to, folder, key }: AppendOptions): Promise<Target> {
  if (to !== undefined) return throughSocket(parts.logAt(to));
  if (folder === undefined || key === undefined)
    throw new CommandError(
      'usage',
      'name the folder of a log and its --key, or the socket of its writer: --to',
      'redress log append --help',
      EXIT.usage,
    );
  const [storage, verifier] = [await parts.storage(folder), await verifierKey(parts, key)];
  const writer = await LogWriter.open({
    ...{ storage, sha256: parts.sha256, key: verifier },
    sign: () => {
      throw new TranslogError(
        'log.no-signer',
        'nothing is signed while entries are added',
        'redress log publish',
      );
    },
  });
  return {
    add: (entry, at) => (at === undefined ? writer.append(entry) : writer.appendAt(at, entry)),
    most: AT_ONCE.entries,
    standing: () => Promise.resolve({ size: writer.size, published: writer.published?.size ?? 0 }),
    close: () => writer.close(),
  };
}

function throughSocket(client: LogClient): Target {
  return {
    async add(entry, at) {
      for (;;) {
        try {
          return await client.append(entry, at);
        } catch (error) {
          // Refused, so it may be sent again.
          if (!(error instanceof TranslogError) || error.code !== 'log.busy') throw error;
          await sleep(BUSY_PAUSE_MS);
        }
      }
    },
    most: 1,
    async standing() {
      const { size, published } = await client.status();
      return { size, published };
    },
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

async function addAll(target: Target, options: AppendOptions, output: Output) {
  let [count, bytes] = [0, 0];
  let [first, last]: (number | undefined)[] = [];
  let onTheWay: Promise<number>[] = [];
  const arrived = async () => {
    const places = await Promise.all(onTheWay);
    first ??= places[0];
    last = places.at(-1) ?? last;
    [onTheWay, bytes] = [[], 0];
  };
  for await (const entry of entriesOf(options)) {
    const adding = target.add(entry, options.at === undefined ? undefined : options.at + count);
    // Whoever waits for them together hears of it; until then it is no defect.
    adding.catch(() => undefined);
    onTheWay.push(adding);
    count += 1;
    bytes += entry.length;
    if (onTheWay.length >= target.most || bytes >= AT_ONCE.bytes) await arrived();
    if (count % PROGRESS_ENTRIES === 0) output.note(`  ${count}`);
  }
  await arrived();
  return { first, count, last };
}

async function* entriesOf({ files, whole }: AppendOptions): AsyncGenerator<Uint8Array> {
  const sources = files.length === 0 ? [stdin] : files;
  for (const source of sources) {
    if (whole === true && typeof source === 'string') {
      yield await readFile(source);
      continue;
    }
    const input = typeof source === 'string' ? createReadStream(source) : source;
    for await (const line of createInterface({ input, crlfDelay: Infinity }))
      if (line !== '') yield utf8(line);
  }
}

export interface PublishOptions extends PublishingOptions {
  readonly every?: number;
}

/** Once, or again and again: then a failure is said and tried again the next time. */
export async function publishLog(parts: LogParts, options: PublishOptions, output: Output): Promise<void> {
  if (options.every === undefined) return publishOnce(parts, options, output);
  for (;;) {
    await publishOnce(parts, options, output).catch((error: unknown) => {
      output.note(error instanceof Error ? error.message : String(error));
    });
    await sleep(options.every * MINUTE_MS);
  }
}

async function publishOnce(parts: LogParts, options: PublishOptions, output: Output): Promise<void> {
  const log = await openPublishing(parts, options);
  try {
    const published = await log.publish();
    output.result(published, publishedLines(published));
  } finally {
    await log.writer.close();
  }
}

/** Asks the process that keeps the log. */
export async function publishThrough(parts: LogParts, socket: string, output: Output): Promise<void> {
  const client = parts.logAt(socket);
  try {
    const published = await client.publish();
    output.result(published, publishedLines(published));
  } finally {
    client.close();
  }
}
