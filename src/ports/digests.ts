// SHA-256 of a text's UTF-8 bytes.
export interface Digests {
  /** 64 hex digits, lower case. */
  sha256(text: string): string;
}
