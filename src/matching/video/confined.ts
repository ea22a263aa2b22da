// Runs one decoder program as a child that can do little harm: no network, bounded memory, CPU and time, no files written, no core
// dump, an empty environment. It tells how the child ended; what that means for a video is said in refusals.ts.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';
import { killGroup } from '../picture/process-group.ts';
import { VIDEO_LIMITS } from './limits.ts';

const KIB = 1024;
const TRY_MILLISECONDS = 2000;
/** Where programs are looked for: the system's places, not those of whoever started us. */
const PROGRAMS = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';

/** How a child ended. `cpu` and `memory` are limits of the system that it ran into. */
export type Ending =
  | { readonly kind: 'ended'; readonly status: number }
  | { readonly kind: 'cpu' | 'memory' | 'wall' | 'stopped' }
  | { readonly kind: 'missing' };

export type Confined = {
  /** Standard output. */
  readonly output: Readable;
  /** What it writes to descriptor 3. */
  readonly notes: Readable;
  /** Settles when the child is gone and its streams are read to the end. */
  readonly ending: Promise<Ending>;
  /** The beginning of what it complained of. */
  complaint(): string;
  /** Ends it at once. */
  stop(): void;
};

export type Confinement = {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly cpuSeconds: number;
  /** By the clock, since other work shares the machine. */
  readonly wallSeconds: number;
};

/** Starts the program. It must be read from: what is not read keeps it waiting until its time is over. */
export function runConfined(what: Confinement): Confined {
  const child = spawn(...commandLine(what), {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: PROGRAMS, LC_ALL: 'C' },
    cwd: '/',
    detached: true, // a group of its own: what it starts dies with it
  });
  let complaint = '';
  let killed: 'wall' | 'stopped' | undefined;
  const kill = (why: 'wall' | 'stopped') => {
    killed ??= why;
    if (child.exitCode === null && child.signalCode === null) killGroup(child);
    else for (const stream of child.stdio) stream?.destroy(); // held open by what fled from the group
  };
  child.once('exit', () => killGroup(child));
  const wall = setTimeout(kill, what.wallSeconds * 1000, 'wall');
  (child.stderr as Readable).setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, VIDEO_LIMITS.complaint);
  });
  const ending = ended(child).then((how) => {
    clearTimeout(wall);
    return killed === undefined ? reason(how, complaint) : { kind: killed };
  });
  return {
    output: child.stdout as Readable,
    notes: child.stdio[3] as Readable,
    ending,
    complaint: () => complaint,
    stop: () => kill('stopped'),
  };
}

type How = { readonly status: number | null; readonly signal: string | null };

function ended(child: ChildProcess): Promise<How> {
  return new Promise((resolve) => {
    child.once('close', (status, signal) => resolve({ status, signal }));
    child.once('error', () => resolve({ status: NOT_FOUND, signal: null }));
  });
}

const NOT_FOUND = 127;
// What ffmpeg and the system's loader say when the address space is used up.
const NO_MEMORY = /(cannot|failed to) allocate|out of memory|failed to map segment|malloc.*failed/i;

function reason({ status, signal }: How, complaint: string): Ending {
  if (NO_MEMORY.test(complaint)) return { kind: 'memory' };
  if (signal === 'SIGKILL' || signal === 'SIGXCPU') return { kind: 'cpu' };
  if (status === NOT_FOUND) return { kind: 'missing' };
  return { kind: 'ended', status: status ?? -1 };
}

/** The shell sets the limits and becomes the program, so that one process identifier is the whole child. */
function commandLine(what: Confinement): readonly [string, string[]] {
  const memory = Math.floor(VIDEO_LIMITS.memoryBytes / KIB);
  const limits = `ulimit -c 0; ulimit -f 0; ulimit -v ${memory}; ulimit -t ${what.cpuSeconds}; exec "$@"`;
  const [first, ...rest] = [...namespace(), 'sh', '-c', limits, 'sh', what.program, ...what.arguments];
  return [first as string, rest];
}

let known: readonly string[] | undefined;

// Without an own user namespace first: in one, root may no longer read other users' files.
const NAMESPACES = [
  ['unshare', '--net', '--'],
  ['unshare', '--net', '--map-root-user', '--'],
] as const;

/** The words that put a program into a network of its own, with nothing in it; none where the system does not allow it. */
function namespace(): readonly string[] {
  known ??= NAMESPACES.find(works) ?? [];
  return known;
}

function works([program, ...rest]: readonly [string, ...string[]]): boolean {
  return spawnSync(program, [...rest, 'true'], { stdio: 'ignore', timeout: TRY_MILLISECONDS }).status === 0;
}

/** Whether children run without any network here. */
export function networkIsOff(): boolean {
  return namespace().length > 0;
}
