// What a connector tells the media index: which files stand where, what was deleted, what rooms are called now. No words, no
// pictures. Each is a fact about a moment, so that the same facts in any order, and told twice, come to the same index.
import type { CopyId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** What one file is, wherever it stands. */
export interface FileFacts {
  readonly blob: string;
  /** SHA-256 of the bytes as the platform holds them, 64 hexadecimal digits; null where it does not say. */
  readonly sha256: string | null;
  readonly uploader: string | null;
  /** SHA-256 of the small picture made of it; null where none is known. */
  readonly thumbnail: string | null;
  /** Encrypted by its sender: the digest is that of the ciphertext, and the picture is known to nobody here. */
  readonly opaque: boolean;
}

/** Where files are shown: a message, somebody's avatar, a room's picture. */
export interface Spot {
  /** Unique within its connector, made of ids that are never reassigned. */
  readonly key: string;
  readonly kind: 'message' | 'avatar' | 'picture';
  /** The room; empty for an avatar. */
  readonly container: string;
  /** The platform's id of the message; empty for others. */
  readonly message: string;
  /** Whose it is; empty where the platform does not say. */
  readonly owner: string;
}

/** A file as a spot shows it; its position among them is its place in an album, from 0. */
export interface ShownFile extends FileFacts {
  readonly copy: CopyId;
}

export interface Container {
  readonly id: string;
  /** Its present name in links; names can be given to other rooms. */
  readonly address: string;
  /** A name it had until now, where the platform says it; left out everywhere else. */
  readonly formerly?: string;
  /** Its messages are encrypted by their senders; once true it stays so. */
  readonly opaque: boolean;
}

export type Sighting = { readonly at: Instant } & (
  | { readonly kind: 'media'; readonly file: FileFacts }
  /** A message was posted or edited, an avatar or a picture set: all it shows from then on. No files: it shows none any more. */
  | { readonly kind: 'shown'; readonly spot: Spot; readonly files: readonly ShownFile[] }
  | { readonly kind: 'deleted'; readonly what: 'spot' | 'blob'; readonly key: string }
  | { readonly kind: 'container'; readonly container: Container }
  /** Somebody reported something, or appealed; read it by its id. */
  | { readonly kind: 'report'; readonly report: string }
  /** Something happened that moves no file. */
  | { readonly kind: 'other' }
);

/** A sighting and its place in the platform's order of events: the greater is the later. */
export type Observation = Sighting & { readonly order: number };
