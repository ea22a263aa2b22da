// The parts of the tamper-evident log: this machine's hashing, its folders, its wires.
import { hash, randomBytes } from 'node:crypto';
import { fileLogStorage } from '../adapters/log/file-log-storage.ts';
import { collectCosignatures, signerAt } from '../adapters/log/guard-client.ts';
import { guardMemory } from '../adapters/log/guard-memory.ts';
import { oneFile, publishedLog } from '../adapters/log/published-log.ts';
import type { LogParts } from '../entry/cli/log-parts.ts';
import { serveGuard } from '../entry/guard/guard-server.ts';
import { serveFiles } from '../entry/guard/log-server.ts';

export const logParts: LogParts = {
  sha256: (bytes) => Uint8Array.from(hash('sha256', bytes, 'buffer')),
  random: (bytes) => randomBytes(bytes),
  storage: fileLogStorage,
  memory: guardMemory,
  published: publishedLog,
  file: oneFile,
  signerAt,
  cosignatures: collectCosignatures,
  serveGuard,
  serveFiles,
};
