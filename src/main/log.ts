// The parts of the tamper-evident log: this machine's hashing, its folders, its wires.
import { randomBytes } from 'node:crypto';
import { fileLogStorage } from '../adapters/log/file-log-storage.ts';
import { collectCosignatures, endAt, signerAt } from '../adapters/log/guard-client.ts';
import { guardMemory } from '../adapters/log/guard-memory.ts';
import { oneFile, publishedLog } from '../adapters/log/published-log.ts';
import { sha256 } from '../adapters/log/sha256.ts';
import type { LogParts } from '../entry/cli/log-parts.ts';
import { serveGuard } from '../entry/guard/guard-server.ts';
import { serveFiles } from '../entry/guard/log-server.ts';

export const logParts: LogParts = {
  sha256,
  random: (bytes) => randomBytes(bytes),
  storage: fileLogStorage,
  memory: guardMemory,
  published: publishedLog,
  file: oneFile,
  signerAt,
  endAt,
  cosignatures: collectCosignatures,
  serveGuard,
  serveFiles,
};
