// What the commands of the tamper-evident log need from outside: folders and servers. Everything else is in src/translog/.
import type { LogStorage } from '../../translog/log/log-storage.ts';
import type { SignCheckpoint } from '../../translog/log/log-writer.ts';
import type { GuardMemory } from '../../translog/log/witness.ts';
import type { Policy } from '../../translog/notes/policy.ts';
import type { ReadFile } from '../../translog/tiles/tree-reader.ts';
import type { Hash, Sha256 } from '../../translog/tree/hash.ts';

export interface KeptMemory extends GuardMemory {
  latest(originHash: string): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

export interface Cosigned {
  readonly note: Uint8Array;
  readonly signedBy: readonly string[];
  readonly failed: readonly { readonly witness: string; readonly why: string }[];
  readonly isQuorum: boolean;
}

export interface LogParts {
  readonly sha256: Sha256;
  readonly random: (bytes: number) => Uint8Array;
  storage(folder: string): Promise<LogStorage>;
  memory(folder: string): Promise<KeptMemory>;
  /** The public files of a log, for reading only: its folder, its public folder, or its address. */
  published(folderOrUrl: string): Promise<ReadFile>;
  /** One small file, from here or from a web server. */
  file(fileOrUrl: string): Promise<Uint8Array>;
  signerAt(socket: string): SignCheckpoint;
  cosignatures(
    policy: Policy,
    checkpoint: Uint8Array,
    proofFrom: (size: number) => Promise<readonly Hash[]>,
    known: Map<string, number>,
  ): Promise<Cosigned>;
}
