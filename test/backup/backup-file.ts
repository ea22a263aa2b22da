// Backup files taken apart and put together again, honestly or not.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';

export type Entries = Map<string, Buffer>;

/** The entries of a backup in their order. */
export async function unpack(file: string): Promise<Entries> {
  const tar = extract();
  Readable.from([gunzipSync(await readFile(file))]).pipe(tar);
  const entries: Entries = new Map();
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    entries.set(entry.header.name, Buffer.concat(chunks));
  }
  return entries;
}

/** Writes entries as a gzipped tar, as they are. */
export async function packTo(
  file: string,
  entries: Iterable<readonly [string, Buffer | string]>,
): Promise<void> {
  const tar = pack();
  for (const [name, content] of entries) tar.entry({ name }, Buffer.from(content as string));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  await writeFile(file, gzipSync(Buffer.concat(chunks)));
}

/** The entries with some added or replaced, and a manifest that vouches for all of them. */
export function vouchedFor(entries: Entries, changes: Readonly<Record<string, Buffer | string>>): Entries {
  const all = new Map([
    ...entries,
    ...Object.entries(changes).map(([name, text]) => [name, Buffer.from(text as string)] as const),
  ]);
  const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '{}') as Record<string, unknown>;
  const described = [...all]
    .filter(([name]) => name !== 'manifest.json')
    .map(([name, content]) => [
      name,
      { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    ]);
  all.set(
    'manifest.json',
    Buffer.from(JSON.stringify({ ...manifest, entries: Object.fromEntries(described) })),
  );
  return all;
}

/** The entries with their manifest changed and nothing else. */
export function withManifest(entries: Entries, change: Readonly<Record<string, unknown>>): Entries {
  const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '{}') as Record<string, unknown>;
  return new Map([...entries, ['manifest.json', Buffer.from(JSON.stringify({ ...manifest, ...change }))]]);
}
