// The vault: raw letters by their SHA-256, kept byte for byte.
export interface Vault {
  /** Durable when it returns; the same bytes twice are kept once. @returns SHA-256, hex */
  put(bytes: Uint8Array): Promise<string>;
  get(digest: string): Promise<Uint8Array | undefined>;
}
