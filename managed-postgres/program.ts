// Runs one PostgreSQL program to its end, under the right account and with a clean environment.
// Not here: the server itself, which outlives us (postmaster.ts).

import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Account, identity } from './account.ts';

/** A folder of PostgreSQL programs. */
export interface Binaries {
  readonly flavor: 'system' | 'packaged';
  /** The folder that holds `postgres` and `initdb`. */
  readonly bin: string;
  readonly version: string;
  readonly major: number;
}

/** initdb on a slow disk; far above what was ever seen (0.7 s). */
const PROGRAM_LIMIT_MS = 120_000;

/** No variable of ours may change what the server does (PGDATA, PGOPTIONS, LC_MESSAGES and so on). */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** "15.18" as `postgres` in that folder says it when that account runs it, or undefined when it does not run. */
export function versionOf(bin: string, account?: Account): string | undefined {
  const options = { encoding: 'utf8', cwd: '/', env: CLEAN_ENVIRONMENT, ...identity(account) } as const;
  const answer = spawnSync(join(bin, 'postgres'), ['--version'], options);
  return answer.status === 0 ? /\b(\d+(?:\.\d+)?)/.exec(answer.stdout)?.[1] : undefined;
}

/** Runs a program to its end; `output` is all it said, `ok` whether it ended well. */
export function runProgram(
  file: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const options = { cwd: '/', env: CLEAN_ENVIRONMENT, timeout: PROGRAM_LIMIT_MS, ...identity(account) };
  return new Promise((done) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`;
      done({ ok: error === null, output: said === '' && error !== null ? error.message : said });
    });
  });
}
