// What the commands of the tamper-evident log need from outside: folders and servers. Everything else is in src/translog/.
import type { LogStorage } from '../../translog/log/log-storage.ts';
import type { SignCheckpoint } from '../../translog/log/log-writer.ts';
import type { Answer, GuardMemory } from '../../translog/log/witness.ts';
import type { Policy } from '../../translog/notes/policy.ts';
import type { ProofFile } from '../../translog/notes/proof-file.ts';
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

/** What a publishing came to, for commands and for the writer's socket. */
export interface Published {
  readonly origin: string;
  readonly size: number;
  readonly isNew: boolean;
  readonly signedBy: readonly string[];
  readonly failed: readonly { readonly witness: string; readonly why: string }[];
  /** null when no witness was asked. */
  readonly isQuorum: boolean | null;
}

/** An answer over HTTP, as the guards of src/translog/ give it. */
interface GuardRoutes {
  readonly answers: Readonly<
    Partial<Record<'/add-checkpoint' | '/sign' | '/end', (body: Uint8Array) => Promise<Answer>>>
  >;
  readonly latest?: (originHash: string) => Promise<Uint8Array | undefined>;
  readonly failed: (error: unknown) => void;
}
/** A log's writer over HTTP. */
interface WriterRoutes {
  append(entry: Uint8Array, at: number | undefined): Promise<number>;
  publish(): Promise<object>;
  status(): object;
  failed(error: unknown): void;
}

/** The process that keeps a log, as its senders see it. */
export interface LogClient {
  append(entry: Uint8Array, at?: number): Promise<number>;
  publish(): Promise<Published>;
  status(): Promise<{ readonly size: number; readonly published: number }>;
  close(): void;
}

type Where = { readonly path: string } | { readonly port: number; readonly host?: string };

interface Listening {
  readonly address: string;
  stop(): Promise<void>;
}

export interface LogParts {
  readonly sha256: Sha256;
  readonly random: (bytes: number) => Uint8Array;
  /** @param place a folder, or `s3://bucket/prefix` */
  storage(place: string): Promise<LogStorage>;
  memory(folder: string): Promise<KeptMemory>;
  /** The public files of a log, for reading only: its folder, its public folder, `s3://bucket/prefix`, or its address. */
  published(place: string): Promise<ReadFile>;
  /** One small file, from here or from a web server. */
  file(fileOrUrl: string): Promise<Uint8Array>;
  signerAt(socket: string): SignCheckpoint;
  /** Tells the signer that its log has ended. */
  endAt(socket: string, proof: ProofFile): Promise<void>;
  serveGuard(routes: GuardRoutes, where: Where): Promise<Listening>;
  serveWriter(routes: WriterRoutes, where: { readonly path: string }): Promise<Listening>;
  /** @param socket of `redress log run` */
  logAt(socket: string): LogClient;
  /** The public files of a log. */
  serveFiles(read: ReadFile, where: { readonly port: number; readonly host: string }): Promise<Listening>;
  cosignatures(
    policy: Policy,
    checkpoint: Uint8Array,
    proofFrom: (size: number) => Promise<readonly Hash[]>,
    known: Map<string, number>,
  ): Promise<Cosigned>;
}
