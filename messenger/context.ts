// What every route of one running messenger needs: its database, its feed, its switches, its settings.
import type { Faults } from './faults/faults.ts';
import type { Feed } from './feed/feed.ts';
import type { Gate } from './gate/gate.ts';
import type { Meter } from './http/limits.ts';
import type { ThumbnailMaker } from './thumbnails/maker.ts';
import type { Database } from './store/database.ts';

export interface Context {
  readonly database: Database;
  readonly feed: Feed;
  readonly faults: Faults;
  /** Names this start of the server; a later one has another. */
  readonly start: string;
  readonly gate: Gate;
  readonly thumbnails: ThumbnailMaker;
  /** Public address without a trailing slash, in front of every permalink. */
  readonly origin: string;
  /** log2 of scrypt's N for new passphrases. */
  readonly passphraseCost: number;
  readonly meters: {
    readonly signUp: Meter;
    readonly signIn: Meter;
    readonly write: Meter;
    readonly report: Meter;
  };
}
