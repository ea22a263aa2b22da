// `redress log append` and `publish`.
import { readFile } from 'node:fs/promises';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { utf8 } from '../../translog/bytes.ts';
import { LogWriter, type SignCheckpoint } from '../../translog/log/log-writer.ts';
import { readPolicy } from '../../translog/notes/policy.ts';
import { treeReader } from '../../translog/tiles/tree-reader.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { verifierKey } from './log-keys.ts';
import type { Cosigned, LogParts } from './log-parts.ts';
import type { Output } from './output.ts';

const MINUTE_MS = 60_000;
/** Entries that wait together for the disk. */
const AT_ONCE = 4_096;
const PROGRESS_ENTRIES = 100_000;

export interface AppendOptions {
  readonly folder: string;
  readonly files: readonly string[];
  readonly key: string;
  readonly whole?: boolean;
}

/** Says where the entries are once all of them are durable. */
export async function appendEntries(parts: LogParts, options: AppendOptions, output: Output): Promise<void> {
  const writer = await openWriter(parts, options, () => {
    throw new TranslogError(
      'log.no-signer',
      'nothing is signed while entries are added',
      'redress log publish',
    );
  });
  try {
    const first = writer.size;
    let waiting: Promise<number>[] = [];
    for await (const entry of entriesOf(options)) {
      waiting.push(writer.append(entry));
      if (waiting.length < AT_ONCE) continue;
      await Promise.all(waiting);
      waiting = [];
      if ((writer.size - first) % PROGRESS_ENTRIES < AT_ONCE) output.note(`  ${writer.size - first}`);
    }
    await Promise.all(waiting);
    const count = writer.size - first;
    output.result({ first, count, size: writer.size, published: writer.published?.size ?? 0 }, [
      count === 0
        ? 'nothing to add'
        : `${count} entries added, ${first} to ${writer.size - 1}; public with the next checkpoint`,
    ]);
  } finally {
    await writer.close();
  }
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

export interface PublishOptions {
  readonly folder: string;
  readonly key: string;
  readonly signer: string;
  readonly policy?: string;
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
  let cosigned: Cosigned | undefined;
  const sign = parts.signerAt(options.signer);
  const policy =
    options.policy === undefined ? undefined : readPolicy(parts.sha256, await readFile(options.policy));
  const writer = await openWriter(parts, options, async (claim, text) => {
    const note = await sign(claim, text);
    if (policy === undefined) return note;
    const { read } = await parts.storage(options.folder);
    const reader = treeReader(treeHasher(parts.sha256), claim.now.size, read);
    cosigned = await parts.cosignatures(policy, note, reader.consistencyProof, new Map());
    return cosigned.note;
  });
  try {
    const before = writer.published?.size;
    const { origin, size } = await writer.publish();
    const { signedBy = [], failed = [], isQuorum } = cosigned ?? {};
    output.result({ origin, size, isNew: size !== before, signedBy, failed, isQuorum: isQuorum ?? null }, [
      size === before
        ? `${origin}: nothing new, ${size} entries are public`
        : `${origin}: ${size} entries are public`,
      ...(signedBy.length === 0 ? [] : [`  witnessed by ${signedBy.join(', ')}`]),
      ...failed.map(({ witness, why }) => `  ${witness}: ${why}`),
      ...(isQuorum === false
        ? ['  these witnesses are not enough by the policy; publish again once more of them answer']
        : []),
    ]);
  } finally {
    await writer.close();
  }
}

async function openWriter(
  parts: LogParts,
  { folder, key }: { readonly folder: string; readonly key: string },
  sign: SignCheckpoint,
): Promise<LogWriter> {
  const [storage, verifier] = [await parts.storage(folder), await verifierKey(parts, key)];
  return LogWriter.open({ storage, sha256: parts.sha256, key: verifier, sign });
}
