// The people who decide, and their public keys.
import type { PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

export interface Person {
  /** The same for every key of hers: whoever signs with two keys is one person. */
  readonly id: PersonId;
  readonly name: string;
  /** Ed25519 public key, raw 32 bytes in base64. */
  readonly publicKey: string;
  readonly addedAt: Instant;
}

export interface People {
  /** False when the name or the key is registered already: one key never counts as two people, nor one person's two keys. */
  add(person: Person): Promise<boolean>;
  byName(name: string): Promise<Person | undefined>;
  list(): Promise<readonly Person[]>;
}
