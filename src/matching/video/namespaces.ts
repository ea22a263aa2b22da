// The words that put a program into a world of its own, as strict as this system allows; tried once.

import { spawnSync } from 'node:child_process';

type Namespaces = {
  /** What stands before the program; nothing where the system allows none. */
  readonly words: readonly string[];
  /** Whether what the program starts cannot outlive it, nor see or signal other processes. */
  readonly ownProcesses: boolean;
};

const TRY_MILLISECONDS = 2000;
const NETWORK = ['unshare', '--net'];
const PROCESSES = [...NETWORK, '--ipc', '--pid', '--fork', '--kill-child'];
const WITH_PROC = [...PROCESSES, '--mount-proc'];
const AS_ROOT = '--map-root-user';

// Without an own user namespace first: in one, root may no longer read other users' files. Where /proc may not be mounted, as in many
// containers, the child still reads about processes outside, but reaches none.
const CHOICES = [
  WITH_PROC,
  PROCESSES,
  NETWORK,
  [...WITH_PROC, AS_ROOT],
  [...PROCESSES, AS_ROOT],
  [...NETWORK, AS_ROOT],
];

let known: Namespaces | undefined;

export function namespaces(): Namespaces {
  known ??= found();
  return known;
}

function found(): Namespaces {
  const choice = CHOICES.find(works) ?? [];
  return {
    words: choice.length === 0 ? [] : [...choice, '--'],
    ownProcesses: choice.includes('--pid'),
  };
}

function works([program = '', ...rest]: readonly string[]): boolean {
  return (
    spawnSync(program, [...rest, '--', 'true'], { stdio: 'ignore', timeout: TRY_MILLISECONDS }).status === 0
  );
}

/** Whether children run without any network here. */
export function networkIsOff(): boolean {
  return namespaces().words.length > 0;
}
