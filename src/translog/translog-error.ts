// What this library says no with: a stable code, what was wrong, and what to do about it. The codes are in docs/errors.md.

/** An input that the library refuses, or a proof that does not hold. Never thrown for a defect of the library itself. */
export class TranslogError extends Error {
  /** Stable: `log.` and a word, such as `log.proof-wrong`. */
  readonly code: string;
  /** What the caller can do. */
  readonly cure: string;

  constructor(code: string, message: string, cure: string) {
    super(message);
    this.name = 'TranslogError';
    this.code = code;
    this.cure = cure;
  }
}
