// Ties the command line to the parts: one function a command, each loading and opening only what it needs, since people
// wait for commands and a desk's mail parsers take a second to load.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { newToken } from '../adapters/crypto/tokens.ts';
import { type Config, describeConfig, maskedConfig, readConfig } from '../config.ts';
import type { Wiring } from '../entry/cli/wiring.ts';
import { VERSION } from './version.ts';

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
    openDesk: async () => (await import('./desk.ts')).openDesk(config()),
    lawFolder: async (folder) => (await import('./law.ts')).lawFolder(folder ?? config().law.folder),
    serve: async () => (await import('./serve.ts')).serve(config()),
    watchdog: async (onLook) => (await import('./watchdog.ts')).startWatchdog(config(), onLook),
    watchdogOnce: async () => (await import('./watchdog.ts')).watchdogOnce(config()),
    doctor: async () => (await import('./doctor.ts')).doctor(config()),
    migrate: async () => (await import('./keeping.ts')).migrateDesk(config()),
    backup: async (to, onProgress) => (await import('./keeping.ts')).backupDesk(config(), to, onProgress),
    restore: async (from, onProgress) =>
      (await import('./keeping.ts')).restoreDesk(config(), from, onProgress),
    config: () => maskedConfig(config()),
    describeConfig,
    demo: runDemo,
    newKey,
    newToken,
    sign,
    logParts: async () => (await import('./log.ts')).logParts(() => config().s3),
    letterParts: async (settings) => (await import('./letters.ts')).letterParts(config(), settings),
    keyFile: (name) => path.join(config().data, 'keys', `${name.replace(/[^\p{L}\p{N}._-]/gu, '_')}.key`),
  };
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
