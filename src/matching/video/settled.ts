// When a child is over: once it is gone and its pipes are read to the end. One that fled from the child's group, where no namespace
// holds it, may keep a pipe open for ever; it is not waited for.

import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/** The shell's word for a program that is not there. */
export const NOT_FOUND = 127;

/** `fled`: something outlived the child and held its pipes; what was read of them may not be the whole. */
export type How = { readonly status: number | null; readonly signal: string | null; readonly fled: boolean };

/** After the child's end its pipes may say nothing for this long, twice, since a busy program asks for the time before it reads. */
const QUIET_MILLISECONDS = 500;
const MOST_QUIET = 2;

/** How the child ended. Its pipes must be read from. */
export function settled(child: ChildProcess): Promise<How> {
  return new Promise((resolve) => {
    let fled = false;
    let quiet: NodeJS.Timeout | undefined;
    child.once('error', () => resolve({ status: NOT_FOUND, signal: null, fled }));
    child.once('exit', () => {
      quiet = whenQuiet(child, () => {
        fled = true;
        for (const stream of child.stdio) stream?.destroy();
      });
    });
    child.once('close', (status, signal) => {
      clearInterval(quiet);
      resolve({ status, signal, fled });
    });
  });
}

function whenQuiet(child: ChildProcess, then: () => void): NodeJS.Timeout {
  let times = 0;
  let before = taken(child);
  return setInterval(() => {
    const now = taken(child);
    times = now === before ? times + 1 : 0;
    before = now;
    if (times === MOST_QUIET) then();
  }, QUIET_MILLISECONDS);
}

/** Bytes that our readers have taken out of the pipes. */
function taken({ stdio }: ChildProcess): number {
  const pipes = stdio.filter((stream) => stream instanceof Socket);
  return pipes.reduce((sum, { bytesRead, readableLength }) => sum + bytesRead - readableLength, 0);
}
