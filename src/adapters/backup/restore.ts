// Brings a backup back on an empty machine: checks every digest, writes tables in one transaction, then files.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import type { OnProgress } from './backup.ts';
import { FORMAT, isEntryName, type Manifest, RestoreError, TABLES } from './format.ts';

export interface RestoreTarget {
  readonly pool: pg.Pool;
  readonly spool: string;
  readonly vault: string;
  /** Brings an empty database to the migration the backup was taken at; false when this version does not know it. */
  migrateTo(migration: string): Promise<boolean>;
  /** Afterwards, to the newest. */
  migrateToLatest(): Promise<unknown>;
}

/** No table dump of a desk is larger; a backup that claims more is refused before memory is touched. */
const MAX_ENTRY_BYTES = 8 * 1024 ** 3;

/** @returns the manifest; throws RestoreError before anything is changed when the target is not empty */
export async function restore(
  target: RestoreTarget,
  file: string,
  onProgress: OnProgress,
): Promise<Manifest> {
  await requireEmpty(target);
  const manifest = await check(file);
  if (!(await target.migrateTo(manifest.migration))) {
    throw new RestoreError(
      'restore.newer-version',
      `the backup needs ${manifest.migration}; install a newer Redress`,
    );
  }
  const strange = Object.keys(manifest.entries).filter(
    (name) => name.startsWith('tables/') && !tableOf(name),
  );
  if (strange.length > 0) throw new RestoreError('restore.damaged', `${strange[0]} is no table of this desk`);
  const client = await target.pool.connect();
  const written: string[] = [];
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    let done = 0;
    const total = Object.keys(manifest.entries).length;
    await eachEntry(file, async (name, content) => {
      if (name === 'manifest.json') return drain(content);
      if (name.startsWith('tables/')) await writeTable(client, name, content);
      else await writeKept(target, name, content, written);
      done += 1;
      onProgress({ step: 'entries', done, total });
    });
    // Whoever held a task when the backup was taken works for another desk: here nobody does it yet.
    await client.query('update outbox set lease_until = null where lease_until is not null');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    await takeBack(written);
    throw error;
  } finally {
    client.release();
  }
  await target.migrateToLatest();
  return manifest;
}

async function requireEmpty({ pool, spool, vault }: RestoreTarget): Promise<void> {
  const names = async (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
  const mails = [...(await names(spool)), ...(await names(path.join(spool, 'aside')))];
  const files = (await names(vault)).length + mails.filter((name) => name.endsWith('.mail')).length;
  if (files === 0 && !(await hasRows(pool))) return;
  throw new RestoreError(
    'restore.not-empty',
    'this desk already holds letters or people; a backup is never mixed into them',
  );
}

async function hasRows(pool: pg.Pool): Promise<boolean> {
  for (const table of TABLES) {
    const { rows } = await pool.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      `public.${table}`,
    ]);
    if (rows[0]?.there !== true) continue;
    const { rowCount } = await pool.query(`select 1 from ${table} limit 1`);
    if (rowCount !== 0) return true;
  }
  return false;
}

/** Reads the whole file once and compares every entry with the manifest. */
async function check(file: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  const seen = new Set<string>();
  await eachEntry(file, async (name, content) => {
    if (manifest === undefined) {
      manifest = parseManifest(name, await text(content));
      return;
    }
    const expected = manifest.entries[name];
    const { bytes, sha256 } = await measure(content);
    if (expected === undefined || expected.sha256 !== sha256 || expected.bytes !== bytes) {
      throw new RestoreError('restore.damaged', `${name} is not what the manifest says`);
    }
    seen.add(name);
  });
  if (manifest === undefined) throw new RestoreError('restore.not-a-backup', `${file} holds no manifest`);
  const missing = Object.keys(manifest.entries).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new RestoreError('restore.damaged', `${missing.length} entries are missing`);
  return manifest;
}

function parseManifest(name: string, json: string): Manifest {
  const manifest = name === 'manifest.json' ? manifestIn(json) : undefined;
  if (manifest?.format !== FORMAT || typeof manifest.entries !== 'object')
    throw new RestoreError('restore.not-a-backup', 'the file is not a backup of this kind');
  if (!Object.keys(manifest.entries).every(isEntryName))
    throw new RestoreError('restore.damaged', 'an entry has a forbidden name');
  return manifest;
}

/** A list that is no JSON was one once: a bit of the file was turned. */
function manifestIn(json: string): Manifest | null {
  try {
    return JSON.parse(json) as Manifest;
  } catch {
    throw new RestoreError('restore.damaged', 'its list of entries cannot be read');
  }
}

async function eachEntry(
  file: string,
  act: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const tar = extract();
  const fed = pipeline(createReadStream(file), createGunzip(), tar);
  fed.catch(() => undefined);
  let acting = false;
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header;
      if (size > MAX_ENTRY_BYTES) throw new RestoreError('restore.damaged', `${name} is larger than 8 GiB`);
      acting = true;
      await act(name, Readable.from(entry));
      acting = false;
    }
    await fed;
  } catch (error) {
    throw isUnreadable(error, acting)
      ? new RestoreError('restore.damaged', `${file} is cut off or damaged`)
      : error;
  }
}

/** zlib's errors have codes; those of the tar reader have none, and do not come while an entry is worked on. */
function isUnreadable(error: unknown, acting: boolean): boolean {
  const { code } = error as { code?: string };
  return code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' || (code === undefined && !acting);
}

const tableOf = (name: string): string | undefined => TABLES.find((known) => name === `tables/${known}.copy`);

async function writeTable(client: pg.PoolClient, name: string, content: Readable): Promise<void> {
  await pipeline(content, client.query(copyFrom(`copy ${tableOf(name)} from stdin`)));
}

async function writeKept(
  target: RestoreTarget,
  name: string,
  content: Readable,
  written: string[],
): Promise<void> {
  if (!isEntryName(name)) throw new RestoreError('restore.damaged', `${name} is a forbidden name`);
  const [kind = '', ...rest] = name.split('/');
  const file = path.join(kind === 'vault' ? target.vault : target.spool, ...rest);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  written.push(file);
  await writeFile(file, content, { mode: 0o600, flush: true });
}

/** Removes what a restore that failed has written, and nothing that somebody else wrote meanwhile. */
async function takeBack(written: readonly string[]): Promise<void> {
  for (const file of written) {
    await rm(file, { force: true });
    await rmdir(path.dirname(file)).catch(() => undefined);
  }
}

async function measure(content: Readable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function text(content: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function drain(content: Readable): Promise<void> {
  for await (const chunk of content) void chunk;
}
