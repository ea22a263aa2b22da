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
  /** Left out: the copy stands in a message. Else it is somebody's avatar or a room's picture, and `message` is empty. */
  readonly as?: 'avatar' | 'picture';
}

/** Who posted it, told apart from accounts of other platforms. */
export const posterOf = ({ connector, uploader }: Pick<Copy, 'connector' | 'uploader'>): string =>
  `${connector} ${uploader}`;

/** The layers a copy consists of: a message of words has no file, and a message that shows other files as well is not part of it. */
export function layersOf({ whole, blob }: Pick<Copy, 'whole' | 'blob'>): readonly Layer[] {
  return [...(whole ? (['reference'] as const) : []), ...(blob === '' ? [] : (['blob'] as const))];
}

/**
 * Where a search cannot see. `beforeIndexing`: the history before the index began is not read to its end. `feedGap`: a stretch of
 * what happened is missing and not yet made up. `notIndexed`: the index is behind, or there is none. `altered`: copies that were
 * cropped, mirrored or compressed anew; only the very same file was looked for.
 */
export type BlindSpot =
  | 'e2ee'
  | 'beforeIndexing'
  | 'feedGap'
  | 'altered'
  | 'beforeJoin'
  | 'remoteServers'
  | 'olderThanHashTracking'
  | 'notIndexed'
  | 'tooLarge'
  | 'otherChats';

interface Looked {
  readonly scope: readonly string[];
  readonly method: string;
  /** Since when it is known what happened; left out: from the beginning. */
  readonly from?: Instant;
  readonly until: Instant;
}

/** What a search looked at, and what it could not see: never a bare list, and never complete with a blind spot. */
export type Coverage = Looked &
  (
    | { readonly complete: true; readonly blind: readonly [] }
    | { readonly complete: false; readonly blind: readonly [BlindSpot, ...BlindSpot[]] }
  );

export type Sight = 'absent' | 'present' | 'restricted' | 'unknown';

export interface Verdict {
  readonly view: View;
  readonly layer: Layer;
  readonly result: Sight;
  /** Of the platform's own record: it has it as open to people, whatever was answered to the order. */
  readonly open?: true;
  /** The call that was made, without any secret: `GET /r/:slug/m/:id`. */
  readonly method: string;
  readonly at: Instant;
  /** SHA-256 of what the platform answered: never the answer itself. */
  readonly responseDigest: string;
  /** Seen in a cache in front of the file, which follows by itself once what it keeps has run out; left out: at the source. */
  readonly cached?: true;
  /** The platform asked for a pause until then, and showed nothing. */
  readonly retryAt?: Instant;
}

/** Record of one call that changed something on a platform. Holds digests, never content. */
export interface Receipt {
  readonly connector: string;
  readonly version: string;
  readonly at: Instant;
  readonly requestDigest: string;
  readonly status: number;
  readonly responseDigest: string;
  /** Of the headers that say of a file what it is, without showing it; left out in records from before. */
  readonly headersDigest?: string;
  /** The platform's id of what the call set going, which may not be done yet; left out where it names none. */
  readonly job?: string;
}
