// Where a log lies, as the writer needs it. Implementations are in src/adapters/log/, and all pass one conformance suite.

export type LogFile = { readonly path: string; readonly bytes: Uint8Array };

/**
 * Paths are those of the log's own files: `checkpoint`, `tile/…`, and `pending/…`, which is not for the public.
 * A call that has returned is durable: what it wrote is there after the power fails. Each file appears whole or not at all.
 */
export type LogStorage = {
  /** @returns undefined when there is no such file; any other failure throws */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Files that never change once they are there. Writing the same bytes again does nothing. @throws TranslogError `log.other-bytes` */
  write(files: readonly LogFile[]): Promise<void>;
  /** The one file that changes. */
  replace(file: LogFile): Promise<void>;
  /** The paths directly below a folder, in order; none when it is not there. */
  list(folder: 'pending'): Promise<readonly string[]>;
  remove(paths: readonly string[]): Promise<void>;
  /** Only one writer at a time. @throws TranslogError `log.in-use` @returns how to let go */
  lock(): Promise<() => Promise<void>>;
};
