// Where the files of one managed server lie: its data, its private socket folder, its log.
// Not here: what is in them. Only folders that `folder`'s owner controls are trusted.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lchown, lstat, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Account, reaches } from './account.ts';
import { codeOf, PostgresError, pathError } from './errors.ts';

/** The folders and files of one managed server. */
export interface Place {
  /** The folder asked for, without symbolic links; holds the log, and the rest unless `base` lies elsewhere. */
  readonly folder: string;
  /** Holds data and, if short enough, socket. Differs from `folder` where the server's account cannot reach that. */
  readonly base: string;
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  /** Copies of packaged programs go here, if any are needed. */
  readonly copies: string;
}

/** The socket folder is private to one server, so the port never clashes. */
export const PORT = 5432;

/** Socket addresses hold 104 bytes on macOS and 108 on Linux; a margin for the closing byte and the lock file. */
const SOCKET_PATH_LIMIT = 100;

/** Where root keeps data that the server's account could not reach in the folder asked for. */
const ROOT_FALLBACK = '/var/lib/redress-postgres';

/** Says, in the folder asked for, where the data lies when it lies elsewhere. */
const RECORD = 'postgres-place.json';

/** Makes the folders that must exist before the server can and tells where everything lies. */
export async function preparePlace(asked: string, account: Account | undefined): Promise<Place> {
  await mkdir(resolve(asked), { recursive: true, mode: account === undefined ? 0o700 : 0o711 });
  const folder = await realpath(asked);
  const base = await baseOf(folder, account);
  const data = join(base, 'data');
  const copies = join(account === undefined ? folder : ROOT_FALLBACK, 'binaries');
  return { folder, base, data, socket: socketFolder(base, account), log: join(folder, 'server.log'), copies };
}

/**
 * Makes the folder if it is missing, private to the account, and refuses one that anybody else owns or may enter.
 * Trust in the socket rests on this, so it is checked each time.
 */
export async function secureFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw pathError(error, path);
  });
  const found = await lstat(path);
  const us = process.getuid?.() ?? 0;
  const owner = account?.uid ?? us;
  const trusted =
    found.isDirectory() && (found.uid === owner || found.uid === us) && (found.mode & 0o077) === 0;
  if (!trusted) throw untrusted(path);
  if (account !== undefined && found.uid !== account.uid) await handOver(path, account);
}

/** The root of a namespace without other accounts cannot hand anything over (EINVAL), nor may PostgreSQL run as root. */
async function handOver(path: string, account: Account): Promise<void> {
  await lchown(path, account.uid, account.gid).catch((cause: unknown) => {
    throw new PostgresError(
      'postgres.no-permission',
      `Root may not give ${path} to the account ${account.name}.`,
      'Run this as an ordinary user, or in a container that has more than one account.',
      { cause },
    );
  });
}

/** Whether the socket folder lies outside `base`, and so is ours to remove after a stop. */
export function isBorrowed(place: Place): boolean {
  return dirname(place.socket) !== place.base;
}

function untrusted(path: string): PostgresError {
  return new PostgresError(
    'postgres.socket-path',
    `${path} is not a folder that only the server's own account may enter.`,
    'Somebody else made it or opened it: look who, remove it, and start again.',
  );
}

function socketFolder(base: string, account: Account | undefined): string {
  const name = `redress-pg-${fingerprint(base)}`;
  const temporary = [tmpdir(), '/tmp'].filter((parent) => account === undefined || reaches(account, parent));
  const candidates = [join(base, 'socket'), ...temporary.map((parent) => join(parent, name))];
  const fits = candidates.find((path) => Buffer.byteLength(`${path}/.s.PGSQL.${PORT}`) < SOCKET_PATH_LIMIT);
  if (fits !== undefined) return fits;
  throw new PostgresError(
    'postgres.socket-path',
    `No path for the server's socket is shorter than ${SOCKET_PATH_LIMIT} bytes below ${base} or ${tmpdir()}.`,
    'Set TMPDIR to a short path, such as /tmp.',
  );
}

async function baseOf(folder: string, account: Account | undefined): Promise<string> {
  const recorded = await recordedBase(folder);
  if (recorded !== undefined) return recorded;
  const isHere = existsSync(join(folder, 'data', 'PG_VERSION'));
  if (account === undefined || isHere || reaches(account, folder)) return folder;
  const born = await stat(folder);
  const base = join(ROOT_FALLBACK, fingerprint(`${folder} ${born.ino} ${born.birthtimeMs}`));
  await makeRootOnly(ROOT_FALLBACK);
  await makeRootOnly(base);
  await writeFile(join(base, 'belongs-to'), `${folder}\n`); // for the person who finds it
  await record(folder, base);
  return base;
}

/** Root's alone to change, everybody's to walk through: the account may not swap its own data folder. */
async function makeRootOnly(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o711 });
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) throw untrusted(path);
}

async function recordedBase(folder: string): Promise<string | undefined> {
  const path = join(folder, RECORD);
  if (!existsSync(path)) return undefined;
  const found = JSON.parse(await readFile(path, 'utf8')) as {
    readonly base: string;
    readonly folder: string;
  };
  if (found.folder === folder) return found.base;
  if (existsSync(join(found.folder, RECORD))) throw copied(folder, found.folder);
  await record(folder, found.base);
  return found.base;
}

async function record(folder: string, base: string): Promise<void> {
  const path = join(folder, RECORD);
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify({ base, folder }, null, 2)}\n`, { flush: true });
  await rename(fresh, path);
}

function copied(folder: string, origin: string): PostgresError {
  return new PostgresError(
    'postgres.folder-copied',
    `${folder} is a copy of ${origin}, and both point at the same data.`,
    `Remove ${join(folder, RECORD)} to begin empty, then use "redress restore" to bring the data over.`,
  );
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
