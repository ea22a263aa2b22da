// A child in a process group of its own, so that what it starts dies with it. One that makes itself another group flees.

import { type ChildProcess, spawn } from 'node:child_process';

/** Starts a program without environment, three pipes to it. @param cwd where it finds itself */
export function spawnGroup([program = '', ...args]: readonly string[], cwd: string): ChildProcess {
  return spawn(program, args, { env: {}, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
}

/** Ends a child started as a group and what it started, at once. */
export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL'); // no such group: it has ended, or this system has none
  }
}
