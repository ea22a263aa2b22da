// What the gate in front of a platform's uploads knows and keeps, and how a platform asks it. The hashes never leave the desk: it is the
// platform that asks.
import type { Likeness, Upload } from '../domain/content/gate.ts';
import type { CaseId, DecisionId, PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { DecidedOrder, Operation, ReasonCode, Retry } from './connector.ts';

/** What the platform is answered. `hold`: stored and shown to nobody until a person has said. */
export type Passage =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'hold'; readonly like: Likeness }
  /** The reason is that of the decision to take it down. */
  | { readonly verdict: 'refuse'; readonly like: Likeness; readonly reason: ReasonCode };

/** A file that a case wants hidden. */
export interface Hidden {
  readonly blob: string;
  readonly case: CaseId;
}

/** An upload that was refused or held. */
export interface Stop {
  readonly id: string;
  readonly connector: string;
  readonly sha256: string;
  readonly uploader: string;
  readonly at: Instant;
  readonly verdict: 'refuse' | 'hold';
  readonly like: Likeness;
}

/** What a person said of a file that was held. */
export interface HeldRuling {
  readonly connector: string;
  readonly blob: string;
  readonly ruling: 'allow' | 'refuse';
  readonly id: DecisionId;
  readonly by: PersonId;
  readonly at: Instant;
  readonly signature: string;
}

/** Of one case, or of all; behind a stop, where one is named. */
export interface StopFilter {
  readonly case?: CaseId;
  readonly before?: Pick<Stop, 'at' | 'id'>;
  readonly limit: number;
}

/** What is blocked is what cases want hidden now: a decision that was reversed blocks nothing from that moment on. */
export interface GateList {
  /** A file of these very bytes that a case wants hidden. */
  same(connector: string, sha256: string): Promise<Hidden | undefined>;
  /** Of these files, the first that a case wants hidden. */
  hiddenAmong(connector: string, blobs: readonly string[]): Promise<Hidden | undefined>;
  keepStop(stop: Stop): Promise<void>;
  /** Newest first. */
  stops(filter: StopFilter): Promise<readonly Stop[]>;
  /** The last stop of an upload of these bytes that was held. */
  heldAs(connector: string, sha256: string): Promise<Stop | undefined>;
  /** Nothing more where an act of that id stands for the file already. */
  keepRuling(ruling: HeldRuling): Promise<void>;
  /** The signature under what a person said of that file in that act. */
  ruled(act: Pick<HeldRuling, 'connector' | 'blob' | 'id'>): Promise<string | undefined>;
}

/** A file that the platform holds until it is told what to do. */
export interface HeldFile {
  readonly blob: string;
  readonly sha256: string;
  readonly uploader: string;
  readonly mime: string;
}

/** A platform's side of the gate. */
export interface PlatformGate {
  /** The question in a request, or undefined where nothing proves that the platform asks it now. */
  read(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: Uint8Array,
    now: Instant,
  ): Upload | undefined;
  /** The answer in the platform's words. */
  say(passage: Passage): string;
  /** The bytes of an upload that is being asked about; undefined where they cannot be had in time. */
  bytes(upload: Upload): Promise<Uint8Array | undefined>;
  /** Has the platform ask at this address from now on. */
  connect(url: string): Promise<'connected' | Retry>;
  held(): Promise<readonly HeldFile[] | Retry>;
  /** Shows a held file. */
  allow(blob: string, order: DecidedOrder): Promise<Operation>;
  /** Drops a held file; the platform tells its uploader why. */
  refuse(blob: string, order: DecidedOrder): Promise<Operation>;
}
