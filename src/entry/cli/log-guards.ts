// `redress log signer`, `redress log serve` and `redress witness`: processes that run until they are stopped.
import { chmod, readFile } from 'node:fs/promises';
import { logSigner } from '../../translog/log/signer.ts';
import { witness } from '../../translog/log/witness.ts';
import { writeVerifierKey } from '../../translog/notes/key.ts';
import { readPolicy } from '../../translog/notes/policy.ts';
import { treeHasher } from '../../translog/tree/hash.ts';
import { signerKey } from './log-keys.ts';
import type { LogParts } from './log-parts.ts';
import { freeSocket } from './log-socket.ts';
import type { Output } from './output.ts';

const OWNER_AND_GROUP = 0o660;

export interface SignerOptions {
  readonly key: string;
  readonly memory: string;
  readonly socket: string;
}

export async function runSigner(parts: LogParts, options: SignerOptions, output: Output): Promise<void> {
  const key = await signerKey(parts, options.key);
  const memory = await parts.memory(options.memory);
  await freeSocket(options.socket);
  const { sha256 } = parts;
  const { sign, end } = logSigner({ hasher: treeHasher(sha256), sha256, memory, key });
  const server = await parts.serveGuard(
    { answers: { '/sign': sign, '/end': end }, failed: failedTo(output) },
    { path: options.socket },
  );
  await chmod(options.socket, OWNER_AND_GROUP);
  output.result({ listening: options.socket, publicKey: writeVerifierKey(key) }, [
    `signing for ${key.name} at ${options.socket}`,
  ]);
  await untilStopped();
  await server.stop();
  await memory.close();
}

export interface WitnessOptions {
  readonly key: string;
  readonly memory: string;
  readonly logs: string;
  readonly port: number;
  readonly host: string;
}

export async function runWitness(parts: LogParts, options: WitnessOptions, output: Output): Promise<void> {
  const key = await signerKey(parts, options.key);
  const { logs } = readPolicy(parts.sha256, await readFile(options.logs));
  const memory = await parts.memory(options.memory);
  const answer = witness({
    ...{ hasher: treeHasher(parts.sha256), memory, key, logs: logs.map((log) => log.key) },
    now: () => Math.floor(Date.now() / 1000),
  });
  const { port, host } = options;
  const routes = {
    answers: { '/add-checkpoint': answer },
    latest: memory.latest,
    failed: failedTo(output),
  };
  const server = await parts.serveGuard(routes, { port, host });
  output.result(
    { listening: server.address, publicKey: writeVerifierKey(key), logs: logs.map((log) => log.key.name) },
    [`witness ${writeVerifierKey(key)} at ${server.address}`, ...logs.map((log) => `  for ${log.key.name}`)],
  );
  await untilStopped();
  await server.stop();
  await memory.close();
}

export interface ServeOptions {
  readonly folder: string;
  readonly port: number;
  readonly host: string;
}

export async function serveLog(
  parts: LogParts,
  { folder, port, host }: ServeOptions,
  output: Output,
): Promise<void> {
  const { read } = await parts.storage(folder);
  const server = await parts.serveFiles(read, { port, host });
  output.result({ listening: server.address }, [`the log in ${folder} is at ${server.address}/checkpoint`]);
  await untilStopped();
  await server.stop();
}

const failedTo =
  (output: Output) =>
  (error: unknown): void => {
    output.note(`not signed: ${error instanceof Error ? error.message : String(error)}`);
  };

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
