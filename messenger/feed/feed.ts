// The event feed: what happened, in the order in which it became true, kept for ever, read by cursor.
// No text of any message is in it: an index needs to know where files stand, not what people say.
import type { MediaFacts, Person, RoomFacts } from '../facts.ts';
import { type Database, type Queryable, rows } from '../store/database.ts';

export type EventKind =
  | 'room'
  | 'join'
  | 'message'
  | 'edit'
  | 'media'
  | 'avatar'
  | 'room-picture'
  | 'hide'
  | 'show'
  | 'delete'
  | 'suspend'
  | 'unsuspend'
  | 'notice'
  | 'report'
  | 'appeal'
  | 'leave'
  | 'close'
  | 'open'
  | 'moved'
  | 'renamed'
  | 'peer';

export interface EventBody {
  readonly room?: RoomFacts;
  readonly account?: Person;
  readonly media?: MediaFacts;
  readonly message?: {
    readonly id: number;
    readonly room: RoomFacts;
    readonly author: Person;
    readonly forwardedFrom?: number;
    readonly media: readonly MediaFacts[];
  };
  readonly target?: { readonly kind: 'media' | 'message' | 'account' | 'room'; readonly id: string };
  readonly report?: {
    readonly id: number;
    readonly reasons: readonly string[];
    readonly target: object;
    /** Files whose keys came with it. The keys are never told here. */
    readonly keysFor?: readonly string[];
  };
  readonly moved?: object;
  readonly renamed?: object;
  readonly peer?: object;
  readonly appeal?: { readonly id: number; readonly notice: string };
  readonly reason?: string;
}

export interface FeedEvent extends EventBody {
  readonly cursor: string;
  readonly kind: EventKind;
  readonly at: Date;
}

export interface Feed {
  /** Events after `cursor`, oldest first. */
  read(cursor: string, limit: number): Promise<readonly FeedEvent[]>;
  /** How often `wake` was called. Asked for before a look, so that no call is missed between the look and the waiting. */
  wakes(): number;
  /** Resolves when `wake` was called since `seen`, or after `milliseconds`, whichever comes first. */
  news(milliseconds: number, seen: number): Promise<void>;
  /** Tells waiting readers to look again. */
  wake(): void;
}

/** Held until commit by everything that writes to the feed or the ledger, so that their numbers are in commit order
 * and no reader can pass a number that appears later. */
export const JOURNAL_LOCK = 4_181_002;

/** Takes the journal lock. The statements after it should be the last of the transaction. */
export async function lockJournal(db: Queryable): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [JOURNAL_LOCK]);
}

/** Writes one event. Call it last in a transaction. */
export async function appendEvent(db: Queryable, kind: EventKind, body: EventBody): Promise<void> {
  await lockJournal(db);
  await db.query('insert into event (kind, body) values ($1, $2)', [kind, JSON.stringify(body)]);
}

/** The feed of one database. */
export function createFeed(database: Database): Feed {
  const waiting = new Set<() => void>();
  let wakes = 0;
  return {
    read: (cursor, limit) => readEvents(database, cursor, limit),
    wakes: () => wakes,
    news: async (milliseconds, seen) => {
      if (seen === wakes) await waitForNews(waiting, milliseconds);
    },
    wake() {
      wakes += 1;
      for (const go of [...waiting]) go();
    },
  };
}

function waitForNews(waiting: Set<() => void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      waiting.delete(go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    waiting.add(go);
  });
}

async function readEvents(database: Database, cursor: string, limit: number): Promise<readonly FeedEvent[]> {
  const found = await rows<{ cursor: number; kind: EventKind; at: Date; body: EventBody }>(
    database,
    'select cursor, kind, at, body from event where cursor > $1 order by cursor limit $2',
    [cursor, limit],
  );
  return found.map(({ cursor, kind, at, body }) => ({ cursor: String(cursor), kind, at, ...body }));
}
