// Runs one decoder program as a child that can do little harm: no network and no other process in sight, bounded memory, CPU and time,
// no files written, no core dump, an empty environment. It tells how the child ended; what that means for a video says refusals.ts.

import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { killGroup } from '../picture/process-group.ts';
import { VIDEO_LIMITS } from './limits.ts';
import { namespaces } from './namespaces.ts';
import { type How, NOT_FOUND, settled } from './settled.ts';

const KIB = 1024;
/** Where programs are looked for: the system's places, not those of whoever started us. */
const PROGRAMS = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';

/** How a child ended. `cpu` and `memory` are limits of the system that it ran into. */
export type Ending =
  | { readonly kind: 'ended'; readonly status: number }
  | { readonly kind: 'cpu' | 'memory' | 'wall' | 'stopped' }
  /** Something that it started outlived it. */
  | { readonly kind: 'fled' }
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
  const ending = settled(child).then((how) => {
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

// What ffmpeg and the system's loader say when the address space is used up.
const NO_MEMORY = /(cannot|failed to) allocate|out of memory|failed to map segment|malloc.*failed/i;

/** The shell tells a signal as 128 and its number. */
const BY_CPU_LIMIT: readonly (string | number | null)[] = ['SIGKILL', 'SIGXCPU', 128 + 9, 128 + 24];

function reason({ status, signal, fled }: How, complaint: string): Ending {
  if (fled) return { kind: 'fled' };
  if (NO_MEMORY.test(complaint)) return { kind: 'memory' };
  if (BY_CPU_LIMIT.includes(signal) || BY_CPU_LIMIT.includes(status)) return { kind: 'cpu' };
  if (status === NOT_FOUND) return { kind: 'missing' };
  return { kind: 'ended', status: status ?? -1 };
}

/**
 * The shell sets the limits and waits for the program. It does not become it: in a namespace of processes the first is spared most signals,
 * and when the first ends, the system ends all others.
 */
function commandLine(what: Confinement): readonly [string, string[]] {
  const memory = Math.floor(VIDEO_LIMITS.memoryBytes / KIB);
  const limits = `ulimit -c 0; ulimit -f 0; ulimit -v ${memory}; ulimit -t ${what.cpuSeconds}; "$@"; exit $?`;
  const [first, ...rest] = [...namespaces().words, 'sh', '-c', limits, 'sh', what.program, ...what.arguments];
  return [first as string, rest];
}
