// A copy is one place where an item stands. Verdicts say what somebody saw there, as whom, and when.
import type { CopyId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** What can be removed of a copy: the message that shows it, the file itself, its thumbnail, the whole room. */
export type Layer = 'reference' | 'blob' | 'thumbnail' | 'container';

/** As whom one looks: a stranger, a member of the room, the platform's own staff, another server. */
export type View = 'anonymous' | 'member' | 'admin' | 'peerServer';

export interface Copy {
  /** Canonical, stable, unique within its connector; never a name that can be reassigned. */
  readonly id: CopyId;
  readonly connector: string;
  readonly container: string;
  readonly message: string;
  readonly blob: string;
  /** The room's present public name, for links only; never a key. */
  readonly address: string;
  readonly uploader: string;
  /** False where the message shows other files as well: only the file is acted on, its neighbours stay. */
  readonly whole: boolean;
  readonly via: 'link' | 'index' | 'scan' | 'hash';
}

/** The layers a copy consists of: a message of words has no file, and a message that shows other files as well is not part of it. */
export function layersOf({ whole, blob }: Pick<Copy, 'whole' | 'blob'>): readonly Layer[] {
  return [...(whole ? (['reference'] as const) : []), ...(blob === '' ? [] : (['blob'] as const))];
}

export type BlindSpot =
  | 'e2ee'
  | 'beforeJoin'
  | 'remoteServers'
  | 'olderThanHashTracking'
  | 'notIndexed'
  | 'tooLarge'
  | 'otherChats';

/** What a search looked at, and what it could not see. A search never answers with a bare list. */
export interface Coverage {
  readonly scope: readonly string[];
  readonly method: string;
  readonly until: Instant;
  readonly complete: boolean;
  readonly blind: readonly BlindSpot[];
}

export type Sight = 'absent' | 'present' | 'restricted' | 'unknown';

export interface Verdict {
  readonly view: View;
  readonly layer: Layer;
  readonly result: Sight;
  /** The call that was made, without any secret: `GET /r/:slug/m/:id`. */
  readonly method: string;
  readonly at: Instant;
  /** SHA-256 of what the platform answered: never the answer itself. */
  readonly responseDigest: string;
}

/** Record of one call that changed something on a platform. Holds digests, never content. */
export interface Receipt {
  readonly connector: string;
  readonly version: string;
  readonly at: Instant;
  readonly requestDigest: string;
  readonly status: number;
  readonly responseDigest: string;
}
