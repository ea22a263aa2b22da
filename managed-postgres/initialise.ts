// Makes the data folder, whole or not at all: initdb works beside it and a rename puts the result in place.
// Two processes may do so at once: one rename wins, and the other's work is thrown away.

import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { codeOf, PostgresError, programFailed } from './errors.ts';
import { lastLines } from './log.ts';
import type { Place } from './place.ts';
import { type Binaries, runProgram } from './program.ts';
import { initArguments } from './settings.ts';

const FRESH = 'data.new-';
const LINES_SHOWN = 12;

/** No initdb takes this long: an older half-made folder belongs to a process that died. */
const ABANDONED_MS = 600_000;

/** The major version the data folder belongs to, or undefined when there is none yet. */
export async function dataMajor(data: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the data folder unless it is there; true when this call made it. */
export async function initialise(
  place: Place,
  binaries: Binaries,
  account: Account | undefined,
): Promise<boolean> {
  if ((await dataMajor(place.data)) !== undefined) return false;
  await refuseForeign(place.data);
  await sweepAbandoned(place.base);
  const fresh = await mkdtemp(join(place.base, FRESH));
  try {
    if (account !== undefined) await chown(fresh, account.uid, account.gid);
    await runInitdb(fresh, binaries, account);
    await chmod(fresh, 0o700);
    return await putInPlace(fresh, place);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function runInitdb(fresh: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  let output = '';
  for (const args of initArguments(fresh, binaries.major)) {
    const result = await runProgram(join(binaries.bin, 'initdb'), args, account);
    if (result.ok) return;
    output = result.output;
    if (!/invalid locale/.test(output)) break;
  }
  throw programFailed('initdb could not make the data folder.', lastLines(output, LINES_SHOWN));
}

async function putInPlace(fresh: string, place: Place): Promise<boolean> {
  try {
    await rename(fresh, place.data);
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await syncFolder(place.base);
  return true;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}

async function refuseForeign(data: string): Promise<void> {
  if (!existsSync(data) || (await readdir(data)).length === 0) return;
  if ((await dataMajor(data)) !== undefined) return;
  throw new PostgresError(
    'postgres.start-failed',
    `${data} holds files but no PG_VERSION: it is no data folder of PostgreSQL, or a damaged one.`,
    'Choose another folder, or bring this one back from a backup.',
  );
}

async function sweepAbandoned(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (!name.startsWith(FRESH)) continue;
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
