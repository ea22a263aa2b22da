// Under which account the server runs: PostgreSQL refuses root, so root lends the job to an unprivileged account.
// Not here: where the files lie (place.ts).

import { spawnSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostgresError } from './errors.ts';

/** An unprivileged account of the operating system. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Tried in this order when we are root. */
const ACCOUNTS = ['postgres', 'nobody'] as const;

/** The account the server must run under, or undefined when it runs as we do (we are not root). */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ACCOUNTS) {
    const account = lookUp(name);
    if (account !== undefined) return account;
  }
  throw new PostgresError(
    'postgres.no-permission',
    'PostgreSQL does not run as root, and this system has no account "postgres" or "nobody".',
    'Make one (useradd --system postgres), or run this as an ordinary user.',
  );
}

/** As root: the account that owns a data folder made earlier, for only that one may run it; else the one given. */
export function ownerOf(data: string, otherwise: Account | undefined): Account | undefined {
  const found = statSync(data, { throwIfNoEntry: false });
  if (otherwise === undefined || found === undefined || found.uid === 0) return otherwise;
  return found.uid === otherwise.uid
    ? otherwise
    : { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid };
}

/** What `spawn` needs to run a program under that account. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** Whether the account can walk down to that existing path (a child has no supplementary groups: mode bits decide). */
export function reaches(account: Account, path: string): boolean {
  const here = realpathSync(path);
  if (statSync(here).isDirectory() && !mayEnter(statSync(here), account)) return false;
  return here === dirname(here) || reaches(account, dirname(here));
}

function mayEnter(folder: { uid: number; gid: number; mode: number }, account: Account): boolean {
  const shift = folder.uid === account.uid ? 6 : folder.gid === account.gid ? 3 : 0;
  return ((folder.mode >> shift) & 1) === 1;
}

function lookUp(name: string): Account | undefined {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name, uid, gid };
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}
