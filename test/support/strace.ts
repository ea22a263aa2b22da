// What a program asks of the kernel, in the order in which the kernel has done it. Needs strace.
import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface SystemCall {
  readonly name: string;
  /** Everything between the brackets, file descriptors with their paths. */
  readonly args: string;
}

const CALLS = 'openat,write,writev,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat';
const CALL = /^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)/;
const BEGUN = /^(\d+) +(\w+)\((.*?) *<unfinished \.\.\.>$/;
const ENDED = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)/;

/** Why strace cannot be used here, or undefined. */
export function straceMissing(): string | undefined {
  if (process.platform !== 'linux') return 'strace is for Linux only';
  const tried = spawnSync('strace', ['-e', 'trace=none', 'true']);
  if (tried.error !== undefined) return 'strace is missing; cure: apt-get install strace';
  return tried.status === 0 ? undefined : 'strace may not trace here; cure: allow ptrace (CAP_SYS_PTRACE)';
}

/** Runs a TypeScript file under strace. Successful calls only. */
export async function systemCalls(
  file: string,
  args: readonly string[],
  folder: string,
): Promise<SystemCall[]> {
  const log = path.join(folder, 'strace.log');
  const strace = ['-f', '-y', '-s', '32', '-o', log, '-e', `trace=${CALLS}`, process.execPath, file, ...args];
  await promisify(execFile)('strace', strace);
  return parse(await readFile(log, 'utf8'));
}

function parse(log: string): SystemCall[] {
  const begun = new Map<string, string>();
  return log.split('\n').flatMap((line) => {
    const start = BEGUN.exec(line);
    if (start !== null) begun.set(`${start[1]} ${start[2]}`, start[3] ?? '');
    const end = ENDED.exec(line);
    if (end !== null) return done(end[2], `${begun.get(`${end[1]} ${end[2]}`) ?? ''}${end[3]}`, end[4]);
    const whole = CALL.exec(line);
    return whole === null ? [] : done(whole[1], whole[2], whole[3]);
  });
}

const done = (name = '', args = '', result = '-1'): SystemCall[] =>
  result.startsWith('-') ? [] : [{ name, args }];
