// Real mail servers beside the desk: each is started by a test with a folder and a configuration of its own, on ports of
// 127.0.0.1 only, as an ordinary process of this run, and is gone after it.
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { chownSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe } from 'vitest';
import { missingPackages } from '../../../tools/test/system-packages.ts';

const IS_ROOT = process.getuid?.() === 0;

/** Runs the tests where the packages are; elsewhere they are skipped, and in CI that fails. Postfix wants root as well. */
export function withPeers(packages: readonly string[], title: string, tests: () => void): void {
  const missing = [
    ...missingPackages().filter((one) => packages.some((name) => one.startsWith(`${name} `))),
    ...(packages.includes('postfix') && !IS_ROOT ? ['postfix starts as root only'] : []),
  ];
  for (const one of missing) console.warn(`SKIPPED ${title}: ${one}`);
  describe.skipIf(missing.length > 0)(title, tests);
}

/** `nobody`, where we are root and the server should not be. */
const NOBODY = { name: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 };
/** Who a server without rights of its own runs as. */
export const PLAIN_USER = IS_ROOT
  ? NOBODY
  : { name: userInfo().username, group: userInfo().gid, uid: userInfo().uid, gid: userInfo().gid };

const closings: (() => Promise<unknown>)[] = [];
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Done after all tests of the file, the last first. */
export function afterThisFile(close: () => Promise<unknown>): void {
  closings.push(close);
}
afterAll(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** An empty folder that the plain user owns and everybody may walk into. */
export async function peerFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-peer-'));
  await chmod(folder, 0o755);
  give(folder);
  afterThisFile(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a file or folder the plain user's. */
export function give(file: string): void {
  if (IS_ROOT) chownSync(file, PLAIN_USER.uid, PLAIN_USER.gid);
}

export interface Peer {
  /** What it said so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts a server and waits until its port answers. Without rights, unless `asRoot`. */
export async function startPeer(
  command: readonly [string, ...string[]],
  port: number,
  { asRoot = false, ...options }: SpawnOptions & { readonly asRoot?: boolean } = {},
): Promise<Peer> {
  const [program, ...args] = command;
  const rights = IS_ROOT && !asRoot ? { uid: PLAIN_USER.uid, gid: PLAIN_USER.gid } : {};
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...rights, ...options });
  running.add(child);
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await Promise.race([ended, pause(STOP_MS).then(() => child.kill('SIGKILL'))]);
    await ended;
    running.delete(child);
  };
  afterThisFile(stop);
  await answers(
    port,
    () => child.exitCode !== null,
    () => heard,
  );
  return { said: () => heard, stop };
}

const STOP_MS = 5_000;
const START_TRIES = 400;
const TRY_MS = 25;

async function answers(port: number, hasEnded: () => boolean, said: () => string): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    if (hasEnded()) throw new Error(`the server ended at once: ${said()}`);
    if (await isOpen(port)) return;
    await pause(TRY_MS);
  }
  throw new Error(`nothing answers on port ${port}: ${said()}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** A port that was free a moment ago: these servers cannot be told to pick one. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
