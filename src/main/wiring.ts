// Ties the command line to the parts: one function a command, each opening only what it needs.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { type Config, describeConfig, maskedConfig, readConfig } from '../config.ts';
import type { Wiring } from '../entry/cli/wiring.ts';
import { backupDesk, restoreDesk } from './keeping.ts';
import { openDesk } from './desk.ts';
import { doctor } from './doctor.ts';
import { serve } from './serve.ts';
import { openStore } from './store.ts';
import { migrateToLatest } from '../adapters/store/postgres/migrate.ts';

export const VERSION = '0.1.0';
const DEMO = path.resolve(import.meta.dirname, '../../demo/main.ts');

/** @param file from `--config`; read when a command first needs it */
export function wiring(file: string | undefined): Wiring {
  let read: Config | undefined;
  const config = (): Config => {
    read ??= readConfig(file);
    return read;
  };
  return {
    version: VERSION,
    openDesk: () => openDesk(config()),
    serve: () => serve(config()),
    doctor: () => doctor(config()),
    migrate: () => migrateOnly(config()),
    backup: (to, onProgress) => backupDesk(config(), to, onProgress),
    restore: (from, onProgress) => restoreDesk(config(), from, onProgress),
    config: () => maskedConfig(config()),
    describeConfig,
    demo: runDemo,
    newKey,
    sign,
    keyFile: (name) => path.join(config().data, 'keys', `${name.replace(/[^\p{L}\p{N}._-]/gu, '_')}.key`),
  };
}

async function migrateOnly(config: Config): Promise<readonly string[]> {
  const store = await openStore(config, { migrate: false, watch: false });
  try {
    return await migrateToLatest(store.db);
  } finally {
    await store.close();
  }
}

/** The demo drives the desk from outside, like anybody else: it is a program of its own. */
function runDemo(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [DEMO, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
