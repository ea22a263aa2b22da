// What a platform can do, as far as asking it shows. A case keeps what was so when it began, so that an answer can later say what could be
// done then; what the platform can do today changes nothing in it.
import type { Instant } from '../kernel/instant.ts';
import type { Layer } from './copy.ts';
import type { Platform } from './locator.ts';

/** `direct`: we have the power. `referral`: somebody else has it and can be written to. */
export type Level = 'direct' | 'referral' | 'none';

/** Capabilities without what only a program needs: which calls are made, and how fast they may come. */
export interface CapabilityRecord {
  readonly platform: Platform;
  /** Of the platform; empty where it did not answer. */
  readonly version: string;
  readonly probedAt: Instant;
  /** Whether we can find out where a link leads. */
  readonly resolve: Level;
  readonly observe: {
    readonly mode: 'push' | 'poll' | 'none';
    readonly history: 'full' | 'sinceJoin' | 'none';
    readonly delivery: 'at-least-once' | 'best-effort';
    /** Orders follow each other without a hole, so that a hole is something missed. */
    readonly numbered: boolean;
  };
  readonly find: {
    readonly byBlobId: boolean;
    readonly bySha256: boolean;
    readonly byPerceptual: boolean;
    readonly backfill: boolean;
  };
  readonly remove: Readonly<Record<Layer, Level>>;
  /** Layers whose removal can be undone. */
  readonly restore: Readonly<Partial<Record<Layer, boolean>>>;
  /** Milliseconds after which a message can no longer be removed; left out: never. */
  readonly maxAgeToRemoveMs?: number;
  /** The largest file that can be acted on; left out: any. */
  readonly maxBytes?: number;
  readonly gate: 'preStorage' | 'preDelivery' | 'postDelivery' | 'none';
  /** What happens to a file when nobody answers the gate; left out where there is none. */
  readonly gateOnError?: 'open' | 'closed';
  readonly suspend: Level;
  /** Where a suspended account is kept out; left out where nobody is suspended. */
  readonly suspendScope?: 'server' | 'container';
  readonly suspendReversible?: boolean;
  readonly notifyUploader: Level;
  /** What people report there: `direct` where we can read it and have the platform tell them; left out in records from before. */
  readonly reports?: Level;
  /** `opaque`: there are rooms whose files only their members can see. */
  readonly encrypted: 'opaque' | 'withKeys' | 'clear';
  readonly federation: 'none' | 'localCopiesOnly';
}
