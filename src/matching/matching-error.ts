// What this library says no with: a stable code, what was wrong, and what to do about it. The codes are in docs/errors.md.

/** An input or a file that the library refuses. Never thrown for a defect of the library itself. */
export class MatchingError extends Error {
  /** Stable: `matching.` and a word, such as `matching.bad-hash`. */
  readonly code: string;
  /** What the caller can do. */
  readonly cure: string;

  constructor(code: string, message: string, cure: string) {
    super(message);
    this.name = 'MatchingError';
    this.code = code;
    this.cure = cure;
  }
}
