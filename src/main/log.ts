// The parts of the tamper-evident log: this machine's hashing, its folders, its wires.
import { randomBytes } from 'node:crypto';
import { collectCosignatures, endAt, signerAt } from '../adapters/log/guard-client.ts';
import { guardMemory } from '../adapters/log/guard-memory.ts';
import { logAt } from '../adapters/log/log-client.ts';
import { oneFile } from '../adapters/log/published-log.ts';
import { sha256 } from '../adapters/log/sha256.ts';
import type { Config } from '../config.ts';
import type { LogParts } from '../entry/cli/log-parts.ts';
import { serveGuard } from '../entry/guard/guard-server.ts';
import { serveFiles } from '../entry/guard/log-server.ts';
import { serveWriter } from '../entry/guard/writer-server.ts';
import { logStorage } from './log-storage.ts';

/** @param access to an object store; read only for a log that lies in one */
export const logParts = (access: () => Config['s3']): LogParts => ({
  sha256,
  random: (bytes) => randomBytes(bytes),
  ...logStorage(access),
  memory: guardMemory,
  file: oneFile,
  signerAt,
  endAt,
  cosignatures: collectCosignatures,
  serveGuard,
  serveFiles,
  serveWriter,
  logAt,
});
