// Writes everything the desk knows to one file while it works: spool first, then all tables in one snapshot, then the vault.
// A letter that moves from spool to vault meanwhile is in both, and is recognised when it is read again.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import { FORMAT, isEntryName, type Manifest, TABLES } from './format.ts';

export interface BackupSource {
  readonly pool: pg.Pool;
  readonly tenant: string;
  /** Name of the last applied migration. */
  readonly migration: string;
  readonly spool: string;
  readonly vault: string;
}

export type OnProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}) => void;

interface Entry {
  readonly name: string;
  readonly file: string;
}

/** Writes to `file`.part and renames at the end: a file by this name is always whole. @returns the manifest */
export async function backup(source: BackupSource, file: string, onProgress: OnProgress): Promise<Manifest> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const scratch = await mkdtemp(`${path.resolve(file)}.scratch-`);
  try {
    const spooled = await copySpool(source.spool, scratch);
    const { entries: tables, rows } = await copyTables(source.pool, scratch, onProgress);
    const kept = await listVault(source.vault);
    const manifest = await describe(source, [...tables, ...spooled, ...kept], rows);
    await writeTar(`${file}.part`, manifest, [...tables, ...spooled, ...kept], onProgress);
    await rename(`${file}.part`, file);
    return manifest;
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(`${file}.part`, { force: true });
  }
}

/**
 * Copied before the snapshot, since the reader removes files from the spool as it works. What waits comes before what is
 * set aside: a mail moves in that direction only.
 */
async function copySpool(spool: string, scratch: string): Promise<Entry[]> {
  const waiting = await copyFolder(spool, 'spool', scratch);
  const aside = await copyFolder(path.join(spool, 'aside'), 'spool/aside', scratch);
  return [...waiting, ...aside.filter(({ file }) => !waiting.some((entry) => entry.file === file))];
}

async function copyFolder(folder: string, as: string, scratch: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const entry = { name: `${as}/${name}`, file: path.join(scratch, name) };
    if (!isEntryName(entry.name)) continue;
    if (await copyIfThere(path.join(folder, name), entry.file)) entries.push(entry);
  }
  return entries;
}

/** A letter that was read meanwhile is in the vault; every other trouble ends the backup, since a letter would be missing. */
async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function copyTables(
  pool: pg.Pool,
  scratch: string,
  onProgress: OnProgress,
): Promise<{ entries: Entry[]; rows: Record<string, number> }> {
  const client = await pool.connect();
  const entries: Entry[] = [];
  const rows: Record<string, number> = {};
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    for (const table of TABLES) {
      const file = path.join(scratch, `${table}.copy`);
      const copy = client.query(copyTo(`copy ${table} to stdout`));
      await pipeline(copy, createWriteStream(file));
      rows[table] = copy.rowCount;
      entries.push({ name: `tables/${table}.copy`, file });
      onProgress({ step: 'tables', done: entries.length, total: TABLES.length });
    }
    await client.query('commit');
  } finally {
    client.release();
  }
  return { entries, rows };
}

async function listVault(vault: string): Promise<Entry[]> {
  const shelves = await readdir(vault).catch(() => []);
  const lists = await Promise.all(
    shelves.map(async (shelf) => {
      const names = await readdir(path.join(vault, shelf)).catch(() => []);
      return names.map((name) => ({ name: `vault/${shelf}/${name}`, file: path.join(vault, shelf, name) }));
    }),
  );
  return lists.flat().filter(({ name }) => isEntryName(name));
}

async function describe(
  source: BackupSource,
  entries: readonly Entry[],
  rows: Record<string, number>,
): Promise<Manifest> {
  const described: Record<string, { bytes: number; sha256: string }> = {};
  for (const { name, file } of entries) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    described[name] = { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
  }
  return {
    format: FORMAT,
    takenAt: new Date().toISOString(),
    tenant: source.tenant,
    migration: source.migration,
    entries: described,
    rows,
  };
}

async function writeTar(
  file: string,
  manifest: Manifest,
  entries: readonly Entry[],
  onProgress: OnProgress,
): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(file, { mode: 0o600 }));
  written.catch(() => undefined);
  await addBytes(tar, 'manifest.json', JSON.stringify(manifest, null, 1));
  let done = 0;
  for (const { name, file: from } of entries) {
    const size = manifest.entries[name]?.bytes ?? 0;
    await pipeline(createReadStream(from), tar.entry({ name, size }));
    done += 1;
    if (done % 500 === 0 || done === entries.length)
      onProgress({ step: 'files', done, total: entries.length });
  }
  tar.finalize();
  await written;
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}

function addBytes(tar: Pack, name: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name }, text, (error) => (error ? reject(error) : resolve()));
  });
}
