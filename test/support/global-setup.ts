// Before a test run: its folder, and an end to what killed runs left. After it: the servers stop, the folder goes.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openManagedPostgres } from '../../managed-postgres/server.ts';
import { RUN_NAME, runFolder } from './run-folder.ts';

const FLAVORS = ['system', 'packaged'] as const;
const STOP_TRIES = 200;
const PAUSE_MS = 50;

/** Called by vitest once before all files. */
export async function setup(): Promise<void> {
  for (const folder of abandonedRuns()) await clear(folder);
  runFolder();
}

/** Called by vitest once after all files. */
export async function teardown(): Promise<void> {
  await clear(runFolder());
}

async function clear(folder: string): Promise<void> {
  for (const flavor of FLAVORS) {
    const home = join(folder, flavor);
    if (existsSync(join(home, 'data', 'PG_VERSION'))) await stopServer(home, flavor);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Stops the server even if a test left a connection open: nobody needs these data any more. */
async function stopServer(folder: string, flavor: (typeof FLAVORS)[number]): Promise<void> {
  const server = await openManagedPostgres({ folder, flavor, watch: false });
  const pid = server.pid();
  if ((await server.stop()) === 'stopped' || pid === undefined) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < STOP_TRIES && server.pid() !== undefined; tries += 1) await delay(PAUSE_MS);
}

function abandonedRuns(): readonly string[] {
  const us = process.getuid?.();
  return readdirSync(tmpdir())
    .filter((name) => RUN_NAME.test(name) && !isAlive(Number(RUN_NAME.exec(name)?.[1])))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.uid === us);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
