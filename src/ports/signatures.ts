// Checking a person's signature (Ed25519, RFC 8032).
export interface Signatures {
  /** @param publicKey raw 32 bytes, base64  @param signature 64 bytes, base64. Malformed input is simply false. */
  verify(publicKey: string, message: string, signature: string): boolean;
}
