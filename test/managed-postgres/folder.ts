// Temporary folders, other processes and short queries for the tests of the managed server; all are cleared after each test.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import {
  type ManagedPostgres,
  type ManagedPostgresOptions,
  openManagedPostgres,
} from '../../managed-postgres/server.ts';
import type { TestFlavor } from '../support/database.ts';
import { runFolder } from '../support/run-folder.ts';

/** A folder that any account may walk into; removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-mp-'));
  await chmod(folder, 0o711);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const templates = new Map<TestFlavor, Promise<string>>();

/** A temporary folder with the data of a server that ran once and was stopped: a copy, much faster than making it. */
export async function stoppedFolder(flavor: TestFlavor): Promise<string> {
  const template = templates.get(flavor) ?? makeTemplate(flavor);
  templates.set(flavor, template);
  const folder = await temporaryFolder();
  await promisify(execFile)('cp', ['-a', `${await template}/.`, folder]);
  return folder;
}

async function makeTemplate(flavor: TestFlavor): Promise<string> {
  const folder = join(runFolder(), `template-${flavor}-${process.pid}`);
  const server = await openManagedPostgres({ folder, flavor });
  await server.stop();
  return folder;
}

/** Opens a server that is stopped after the test, whatever happens in it. */
export async function open(options: ManagedPostgresOptions): Promise<ManagedPostgres> {
  const server = await openManagedPostgres(options);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

/** Starts holder.ts; gives its first line. It is killed after the test. */
export async function startHolder(folder: string, flavor: TestFlavor): Promise<Holder> {
  const script = fileURLToPath(new URL('holder.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, flavor], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '{}') as Record<string, unknown>;
  return { child, first: await next(), next };
}

/** Another process that has the server open. */
export interface Holder {
  readonly child: ChildProcess;
  readonly first: Record<string, unknown>;
  next(): Promise<Record<string, unknown>>;
}

/** Kills a process of ours as a crash would, and waits for its end. */
export async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Runs one statement over a connection of its own. */
export async function ask(
  connection: pg.ClientConfig | string,
  sql: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Waits until something is so; fails after ten seconds. */
export async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await so())) {
    if (Date.now() > deadline) throw new Error('It did not become so within ten seconds.');
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
