// How a decoder process is shut in: no network, no process to be seen or signalled but its own, no shared memory or queues of others, no
// file it may write, no environment, no core dump, bounded data memory; killed, it takes along all that it started, wherever that fled.
// Tried once; what this machine does not allow is left out, and `sandboxLine` says so. NOT stopped, should native code be taken over:
// reading and deleting files, and opening Unix sockets that have a name in the file system, as far as this user may; as root also
// whatever else root may. Where no process namespace is allowed, killing ends the process group, but not what moved to another, and
// /proc tells of this user's processes. For more, run the whole program as a user of its own.

import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { childOf, childrenFile } from './process-use.ts';

/** Beyond resident memory, which is watched: what the kernel itself refuses to give. */
const MOST_DATA_BYTES = 2 * 1024 ** 3;
const LONGEST_TRY_MS = 5_000;

/** What every decoder is started with, as found on this machine. */
export type Sandbox = {
  /** Words before the program, such as `unshare -n --`. */
  readonly wrapper: readonly string[];
  /** Whether the kernel keeps it from the network. */
  readonly withoutNetwork: boolean;
  /** Whether it sees no processes but its own. Then the wrapper stays, as the parent of the decoder. */
  readonly alone: boolean;
};

/** Nothing shared but files. The first process of its own namespace has to be forked, and takes all others along when it ends. */
const ALONE = ['--net', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];
/** Strictest first. As root namespaces of its own are enough; others make themselves root of them first. */
const NAMESPACES: readonly (readonly string[])[] = [
  ['unshare', ...ALONE],
  ['unshare', '-r', ...ALONE],
  ['unshare', '-n', '--'],
  ['unshare', '-rn', '--'],
];
/** Ends what it becomes when the process that started it ends, even by kill -9: a decoder that never comes back would run on for ever. */
const WITH_US = ['setpriv', '--pdeathsig', 'KILL', '--'];
const FILES = ['prlimit', '--fsize=0', '--core=0', `--data=${MOST_DATA_BYTES}`, '--'];

let known: Sandbox | undefined;

/** The strictest this machine allows; found out once. */
export function sandbox(): Sandbox {
  known ??= findSandbox();
  return known;
}

function findSandbox(): Sandbox {
  const namespaces =
    NAMESPACES.find((words) => (!staysAsParent(words) || childrenAreTold()) && works(words)) ?? [];
  return {
    wrapper: [...(works(WITH_US) ? WITH_US : []), ...namespaces, ...(works(FILES) ? FILES : [])],
    withoutNetwork: namespaces.length > 0,
    alone: staysAsParent(namespaces),
  };
}

const staysAsParent = (words: readonly string[]): boolean => words.includes('--fork');

/** Without this list a decoder behind its wrapper could not be watched: better one that sees more and is watched. */
const childrenAreTold = (): boolean => existsSync(childrenFile(process.pid));

function works([program = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(program, [...args, 'true'], { stdio: 'ignore', timeout: LONGEST_TRY_MS, env: {} });
    return true;
  } catch {
    return false;
  }
}

/** The number of what was started behind the wrapper, which is what costs and is to be watched. @param pid of what was started with it */
export function behindWrapper(pid: number | undefined): number | undefined {
  return pid !== undefined && sandbox().alone ? childOf(pid) : pid;
}

/** One line for people: what keeps a decoder in on this machine. */
export function sandboxLine(): string {
  const { wrapper, withoutNetwork, alone } = sandbox();
  const network = withoutNetwork ? 'no network' : 'NETWORK NOT CUT OFF (unshare is missing or not allowed)';
  const files = wrapper.includes('prlimit')
    ? 'writes no files'
    : 'file writing not limited (prlimit is missing)';
  const others = alone ? 'sees no other process' : "sees this user's processes";
  return `decoders run in a process of their own: ${network}, ${others}, ${files}; not kept from deleting this user's files or from its Unix sockets`;
}

/** Options for Node itself: native code is needed, files are read only where code lies, nothing is started. */
export const nodeOptions = (): readonly string[] => [
  ...readingOnly([path.resolve(import.meta.dirname, '..'), ...packageFolders('sharp')]),
  '--allow-addons',
];

/** For a program without native code: files are read only in these folders, nothing is started. */
export const readingOnly = (folders: readonly string[]): readonly string[] => [
  '--permission',
  ...new Set(folders.map((folder) => `--allow-fs-read=${folder}`)),
  '--disable-warning=PERM0001',
  '--disable-warning=SecurityWarning',
];

/** Where a package is: the folder of packages it is installed in, and what it links to. */
export function packageFolders(name: string): string[] {
  const found = findPackageJSON(name, import.meta.url);
  if (found === undefined) return [];
  return [...new Set([found, realpathSync(found)])].map((file) => path.resolve(file, '../..'));
}
