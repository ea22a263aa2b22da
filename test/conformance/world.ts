// A platform under the control of a test, and its owner's view of it: what every suite for connectors asks of a platform.
import type { BlindSpot } from '../../src/domain/content/copy.ts';
import type { Locator } from '../../src/domain/content/locator.ts';
import type { UnremovableReason } from '../../src/domain/case/event.ts';
import type { Connector } from '../../src/ports/connector.ts';
import type { Heard } from '../support/hostile-http.ts';

/** One file that stands in three places: where the link leads, a forward, and the same bytes uploaded again. */
export interface Staged {
  readonly locator: Locator;
  /** `message blob` of each place, the reported one first; that one has words beside its file. */
  readonly places: readonly string[];
  /** `message blob` of other files beside them, in the same rooms: nothing may happen to these. */
  readonly neighbours: readonly string[];
}

export interface Misbehaviour {
  readonly okButNothing?: 0 | 1;
  readonly failBeforeCommit?: 0 | 1;
  readonly failAfterCommit?: 0 | 1;
  readonly rateLimit?: 0 | 1;
}

export interface World {
  connector(): Connector;
  stage(): Promise<Staged>;
  /** Links that lead to no message: a whole room, a message that never was, a message under the name of another room. */
  links(): Promise<{ readonly room: Locator; readonly unknown: Locator; readonly elsewhere: Locator }>;
  misbehave(how: Misbehaviour): Promise<void>;
  /** What the platform's own books say was done for orders whose key begins so. */
  effects(key: string): Promise<readonly string[]>;
  /** What a stranger's browser gets for a place: is anything of it shown? */
  shown(place: string): Promise<boolean>;
  /** The uploader deletes the file of one place, and the message. */
  deleteByOwner(place: string): Promise<void>;
}

/** A call of the connector and the answer to it, as they went over the line. */
export interface Exchange extends Heard {
  readonly status: number;
  /** Of the answer: its kind, as the platform calls it, and its text. */
  readonly type: string;
  readonly answer: string;
  readonly took: number;
}

/** One line in the platform's books. `place` is a message or a blob, a message under the id that it had when it was staged. */
export interface Effect {
  readonly what: string;
  readonly place: string;
  readonly key: string;
}

/**
 * What is said on the line in the platform's place about orders for one message and one blob, while the platform hears nothing of them.
 * `yes`: all is well. `no-such-copy`: it knows none. `wait`: ask again after `PAUSE_S`.
 */
export type Pretence = 'yes' | 'no-such-copy' | 'wait';
export const PAUSE_S = 7;

/** One way in which the platform misbehaves while it is on. */
export interface Trouble {
  readonly name: string;
  on(): Promise<void>;
  /** What else happens on the platform once the first order was answered. */
  readonly meanwhile?: () => Promise<void>;
  /** Whether it showed since it was turned on: a trouble that nobody meets proves nothing. */
  met(): Promise<boolean>;
  /** Why what it leaves behind cannot be removed; left out: everything comes to be removed. */
  readonly leaves?: UnremovableReason;
  /** It leaves something of some stories only. */
  readonly sometimes?: true;
}

/** A place of the same file that no search of the platform can find, and why. */
export interface Unseen {
  readonly spot: BlindSpot;
  readonly staged: Staged;
  readonly place: string;
}

/** A platform whose line the test listens in on, whose books it reads, and on which it makes things happen. */
export interface OpenWorld extends World {
  readonly exchanges: readonly Exchange[];
  readonly troubles: readonly Trouble[];
  /** No trouble any more, and nothing under way: what was late has happened, caches are empty. */
  calm(): Promise<void>;
  /** All that its books say was done. */
  booked(): Promise<readonly Effect[]>;
  /** Speaks in the platform's place of one place (`message blob`; either may be left out); null: of none. */
  pretend(how: Pretence, place: string | null): void;
  /** Orders take effect a moment later, and nobody remembers their status. */
  forgetStatus(): Promise<void>;
  /** The platform ends and starts again. */
  restart(): Promise<void>;
  /** The message of a place gets another id. */
  move(place: string): Promise<void>;
  /** The room of a place gets another name, and another room takes the old one. */
  reassignName(place: string): Promise<void>;
  /** Somebody posts the file of the reported place again, in the room of the last one. */
  postAgain(staged: Staged): Promise<string>;
  /** The platform's staff show again what was hidden of a place. */
  showAgain(place: string): Promise<void>;
  /** One story for each blind spot that the platform has. */
  unseen(): Promise<readonly Unseen[]>;
  /** Makes the connector's own client ask for something that is not in its list. */
  stray(): Promise<unknown>;
}
