// The server process itself: started as our direct child (so that it is reaped), in a session of its own (so that Ctrl-C in
// a terminal does not reach it before us), able to outlive us. Not here: when to start or stop it (server.ts).

import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, identity } from './account.ts';
import { logEnd, logSince } from './log.ts';
import { isBorrowed, type Place, PORT, secureFolder } from './place.ts';
import { type Binaries, CLEAN_ENVIRONMENT } from './program.ts';
import { serverArguments } from './settings.ts';

/** No link is followed: where root starts the server for somebody else, that somebody owns the folder. */
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/** A server process that we started. */
export interface Postmaster {
  readonly pid: number | undefined;
  /** True once it ended by itself or by a signal. */
  ended(): boolean;
  /** What it, and others that tried at the same time, wrote since its start. */
  output(): string;
}

/** Starts `postgres`; it may still refuse, which `ended` and `output` tell. */
export async function launch(
  place: Place,
  binaries: Binaries,
  account: Account | undefined,
): Promise<Postmaster> {
  await secureFolder(place.socket, account);
  const since = logEnd(place.log);
  const log = openSync(place.log, APPEND, 0o600);
  const child = spawn(join(binaries.bin, 'postgres'), serverArguments(place.data, place.socket), {
    cwd: '/',
    detached: true,
    env: CLEAN_ENVIRONMENT,
    stdio: ['ignore', log, log],
    ...identity(account),
  });
  closeSync(log);
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = error.message;
  });
  child.unref();
  return {
    pid: child.pid,
    ended: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    output: () => failure ?? logSince(place.log, since),
  };
}

/** Whether a server that ended did so because another one holds the folder, or its last processes do. */
export function wasHeldByAnother(output: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block|could not bind Unix/.test(output);
}

/** The process number in the data folder's lock file. */
export function lockHolder(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The same, if that process lives. */
export function livingHolder(data: string): number | undefined {
  const pid = lockHolder(data);
  return pid !== undefined && lives(pid) ? pid : undefined;
}

/** Sends a signal as the server's account: what that account wrote in the lock file cannot make root end another process. */
export function signal(pid: number, name: 'INT' | 'QUIT', account: Account | undefined): void {
  const args = ['-c', 'kill -s "$1" "$2"', 'sh', name, String(pid)];
  spawnSync('/bin/sh', args, { cwd: '/', stdio: 'ignore', ...identity(account) });
}

/** Whether a process lives; one that ended and was not reaped does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/**
 * Removes the locks of a server that ended but was never reaped (its parent died, and process 1 does not reap): PostgreSQL
 * takes the dead process for a living one. Only when no process works in the data folder any more; Linux only.
 */
export async function clearDeadLocks(place: Place): Promise<void> {
  const path = join(place.data, 'postmaster.pid');
  const seen = await readFile(path, 'utf8').catch(() => '');
  const pid = Number.parseInt(seen, 10);
  if (!(pid > 1) || !isZombie(pid) || worksIn(place.data)) return;
  await removeUnchanged(path, seen);
  await rm(join(place.socket, `.s.PGSQL.${PORT}.lock`), { force: true });
}

/** Takes the file away first and looks after: if another server wrote it anew meanwhile, it is put back. */
async function removeUnchanged(path: string, seen: string): Promise<void> {
  const taken = `${path}.${process.pid}`;
  await rename(path, taken).catch(() => {});
  const content = await readFile(taken, 'utf8').catch(() => seen);
  if (content !== seen) await link(taken, path).catch(() => {});
  await rm(taken, { force: true });
}

/** After a stop: what the server leaves in a socket folder outside its own. */
export async function removeSocketFolder(place: Place): Promise<void> {
  if (isBorrowed(place)) await rm(place.socket, { recursive: true, force: true });
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function worksIn(data: string): boolean {
  const real = realpathSync(data);
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.some((pid) => workingFolder(pid) === real);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
