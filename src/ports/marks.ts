// Marks: what is equal bears the same one, and nobody without the desk's key can tell of what it is.
export interface Marks {
  /** 32 hex digits: a keyed digest of the text's UTF-8 bytes. */
  mark(text: string): string;
}
