// The desk's PostgreSQL as the operating system sees it: which processes it is made of, and how to end them without mercy.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Its processes, the postmaster first; empty while none runs. Linux only: it reads /proc. */
export function databaseProcesses(data: string): readonly number[] {
  const postmaster = postmasterOf(data);
  if (postmaster === undefined) return [];
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster);
  return [postmaster, ...children];
}

/** Sends a signal to each; those that ended meanwhile are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
  }
}

/** Waits until none of them works any more; one that ended and was not reaped does not work. */
export async function awaitGone(pids: readonly number[], ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (pids.some(works)) {
    if (Date.now() > deadline) return false;
    await delay(PAUSE_MS);
  }
  return true;
}

function postmasterOf(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path.join(data, 'postgres/data/postmaster.pid'), 'utf8'), 10);
    return works(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

const works = (pid: number): boolean => !['', 'Z', 'X'].includes(fieldsOf(pid)[0] ?? '');

const parentOf = (pid: number): number => Number(fieldsOf(pid)[1] ?? 0);

/** The fields after the program's name, which may itself hold spaces and brackets: state, parent … (proc(5)). */
function fieldsOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [''];
  }
}
