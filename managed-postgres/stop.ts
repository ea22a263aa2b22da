// Ends the managed server in order, unless others still use it. Leaves no process, socket or lock behind.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Setup } from './adopt.ts';
import { ERRAND, knock, strangers } from './connect.ts';
import { PostgresError } from './errors.ts';
import { type Place, PORT } from './place.ts';
import { clearDeadLocks, lives, lockHolder, removeSocketFolder, signal } from './postmaster.ts';

/** Connections that were just closed take a moment to leave the list. */
const LEAVE_MS = 1_000;
/** A fast shutdown writes out what is dirty: 64 MB at most. */
const FAST_MS = 30_000;
const IMMEDIATE_MS = 10_000;
const PAUSE_MS = 20;

/** Ends the server and waits; 'left-running' when clients other than those that stop it are connected. */
export async function shutDown({ place, account }: Setup): Promise<'stopped' | 'left-running'> {
  const answer = await knock(place.socket, ERRAND);
  if (answer.kind === 'ready') {
    // A connection that breaks here was broken by another who stops the server at this moment.
    const used = !(await within(LEAVE_MS, async () => (await strangers(answer.client)) === 0).catch(
      () => true,
    ));
    await answer.client.end().catch(() => undefined);
    if (used) return 'left-running';
  }
  const pid = lockHolder(place.data);
  if (pid !== undefined) await (answer.kind === 'absent' ? awaitEnd(place, pid) : end(place, pid, account));
  // Its lock goes a moment before the process does.
  if (pid !== undefined) await within(LEAVE_MS, async () => !lives(pid));
  await clearDeadLocks(place);
  await removeSocketFolder(place);
  return 'stopped';
}

/** Nobody answers, so nobody is signalled: the number in an old lock file may be another process by now. */
async function awaitEnd(place: Place, pid: number): Promise<void> {
  await within(IMMEDIATE_MS, async () => isGone(place, pid));
}

async function end(place: Place, pid: number, account: Account | undefined): Promise<void> {
  signal(pid, 'INT', account);
  if (await within(FAST_MS, async () => isGone(place, pid))) return;
  signal(pid, 'QUIT', account);
  if (await within(IMMEDIATE_MS, async () => isGone(place, pid))) return;
  throw new PostgresError(
    'postgres.stop-failed',
    `The server (process ${pid}) does not end.`,
    `End it: kill -QUIT ${pid}.`,
  );
}

function isGone(place: Place, pid: number): boolean {
  return (
    !lives(pid) || (lockHolder(place.data) !== pid && !existsSync(join(place.socket, `.s.PGSQL.${PORT}`)))
  );
}

async function within(limit: number, done: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + limit;
  for (;;) {
    if (await done()) return true;
    if (Date.now() > deadline) return false;
    await delay(PAUSE_MS);
  }
}
