// How a decoder process is shut in: no network, no file it may write, no environment, no core dump, bounded data memory.
// Tried once; what this machine does not allow is left out, and `sandboxLine` says so. NOT stopped, should native code be taken
// over: deleting files and opening Unix sockets that this user may, reading /proc of this user's processes, starting programs.
// Killing it ends its whole process group, but not what moved to another. For more, run the whole program as a user of its own.

import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';

/** Beyond resident memory, which is watched: what the kernel itself refuses to give. */
const MOST_DATA_BYTES = 2 * 1024 ** 3;
const LONGEST_TRY_MS = 5_000;

/** What every decoder is started with, as found on this machine. */
export type Sandbox = {
  /** Words before the program, such as `unshare -n --`. */
  readonly wrapper: readonly string[];
  /** Whether the kernel keeps it from the network. */
  readonly withoutNetwork: boolean;
};

/** As root a namespace of its own is enough; others make themselves root of it first. */
const NETWORK: readonly (readonly string[])[] = [
  ['unshare', '-n', '--'],
  ['unshare', '-rn', '--'],
];
const FILES = ['prlimit', '--fsize=0', '--core=0', `--data=${MOST_DATA_BYTES}`, '--'];

let known: Sandbox | undefined;

/** The strictest this machine allows; found out once. */
export function sandbox(): Sandbox {
  known ??= findSandbox();
  return known;
}

function findSandbox(): Sandbox {
  const network = NETWORK.find(works) ?? [];
  return { wrapper: [...network, ...(works(FILES) ? FILES : [])], withoutNetwork: network.length > 0 };
}

function works([program = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(program, [...args, 'true'], { stdio: 'ignore', timeout: LONGEST_TRY_MS, env: {} });
    return true;
  } catch {
    return false;
  }
}

/** One line for people: what keeps a decoder in on this machine. */
export function sandboxLine(): string {
  const { wrapper, withoutNetwork } = sandbox();
  const network = withoutNetwork ? 'no network' : 'NETWORK NOT CUT OFF (unshare is missing or not allowed)';
  const files = wrapper.includes('prlimit')
    ? 'writes no files'
    : 'file writing not limited (prlimit is missing)';
  return `decoders run in a process of their own: ${network}, ${files}; not kept from deleting this user's files or from its Unix sockets`;
}

/** Options for Node itself: native code is needed, files are read only where code lies, nothing is started. */
export function nodeOptions(): readonly string[] {
  const readable = [path.resolve(import.meta.dirname, '..'), ...packageFolders()];
  return [
    '--permission',
    '--allow-addons',
    ...readable.map((folder) => `--allow-fs-read=${folder}`),
    '--disable-warning=PERM0001',
    '--disable-warning=SecurityWarning',
  ];
}

/** Where sharp and its binaries are: the folder of packages they are installed in, and what it links to. */
function packageFolders(): string[] {
  const sharp = findPackageJSON('sharp', import.meta.url);
  if (sharp === undefined) return [];
  return [...new Set([sharp, realpathSync(sharp)])].map((file) => path.resolve(file, '../..'));
}
