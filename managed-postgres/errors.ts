// The errors of this library: each has a stable code, says what is wrong and what cures it.
// Not here: deciding when something is wrong; that is where it is noticed.

/** Stable codes, for programs and for looking up; a code is never reused for another meaning. */
export type PostgresErrorCode =
  | 'postgres.no-binaries'
  | 'postgres.too-old'
  | 'postgres.version-mismatch'
  | 'postgres.no-permission'
  | 'postgres.disk-full'
  | 'postgres.fsync-off'
  | 'postgres.full-page-writes-off'
  | 'postgres.synchronous-commit-off'
  | 'postgres.checksums-off'
  | 'postgres.folder-copied'
  | 'postgres.socket-path'
  | 'postgres.start-failed'
  | 'postgres.stop-failed';

/** What every failure of this library is; `cure` is one sentence for the person at the machine. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly code: PostgresErrorCode;
  readonly cure: string;

  constructor(code: PostgresErrorCode, message: string, cure: string, options?: ErrorOptions) {
    super(`${message} (${code}) ${cure}`, options);
    this.code = code;
    this.cure = cure;
  }
}

/** The `code` of a Node or PostgreSQL error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Turns what the operating system says about a path into a coded error; other errors pass unchanged. */
export function pathError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new PostgresError('postgres.disk-full', `No space left for ${path}.`, 'Free some space.', {
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new PostgresError(
      'postgres.no-permission',
      `This user may not use ${path}.`,
      'Give this user that folder, or choose another folder.',
      { cause: error },
    );
  }
  return error;
}

const FAILURES: readonly {
  readonly sign: RegExp;
  readonly code: PostgresErrorCode;
  readonly cure: string;
}[] = [
  {
    sign: /No space left on device|Disk quota exceeded/,
    code: 'postgres.disk-full',
    cure: 'Free some space.',
  },
  {
    sign: /Permission denied|has wrong ownership|invalid permissions/,
    code: 'postgres.no-permission',
    cure: 'Give the data folder back to the account the server runs under, mode 0700.',
  },
];

/** The error for a server program that ended by itself; `output` is the last thing it said. */
export function programFailed(what: string, output: string): PostgresError {
  const said = output.trim() === '' ? 'It said nothing.' : `It said:\n${output.trim()}\n`;
  const known = FAILURES.find(({ sign }) => sign.test(output));
  const cure = known?.cure ?? 'Read the lines above; the full text is in server.log.';
  return new PostgresError(known?.code ?? 'postgres.start-failed', `${what} ${said}`, cure);
}
