// What an admin call does to a file or a message, and the two records of it: ledger line and feed event.
// Nothing is written when nothing changed.
import { appendEvent, lockJournal } from '../feed/feed.ts';
import { absentOrMoved } from '../faults/moved.ts';
import { Problem } from '../http/problems.ts';
import { tellOfMedia, tellOfMessage } from '../live/news.ts';
import type { Reason } from './reasons.ts';
import { firstRow, oneRow, type Queryable } from '../store/database.ts';

export type Verb = 'hide' | 'show' | 'delete';
export type TargetKind = 'media' | 'message';
export const EFFECTS = [
  'hidden',
  'shown',
  'deleted',
  'suspended',
  'unsuspended',
  'sent',
  'closed',
  'opened',
  'none',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** An order in its parts, so that it can be done at once, pretended, or recorded now and done later. */
export interface Act {
  /** The whole order, as JSON can hold it: compared when a key comes again, kept when the order is done later. */
  readonly request: readonly [verb: string, kind: string, id: string, ...rest: readonly unknown[]];
  /** What is answered when it changes something. */
  readonly effect: Effect;
  readonly line: LedgerLine;
  /** Throws when the order cannot be. */
  check(db: Queryable): Promise<void>;
  /** Changes what is to be changed. False: there was nothing left to do. */
  change(db: Queryable): Promise<boolean>;
  /** Tells the people it concerns. Last in its transaction, because it takes the journal lock. */
  tell(db: Queryable): Promise<void>;
}

/** What the ledger says of an order. */
export interface LedgerLine {
  readonly what: Verb | 'suspend' | 'unsuspend' | 'notice' | 'close' | 'open';
  readonly target: { readonly kind: TargetKind | 'account' | 'room'; readonly id: string };
  readonly reason: Reason | null;
}

export interface Order {
  readonly verb: Verb;
  readonly target: { readonly kind: TargetKind; readonly id: string };
  readonly reason: Reason | null;
}

const EFFECT_OF: Readonly<Record<Verb, Effect>> = {
  hide: 'hidden',
  show: 'shown',
  delete: 'deleted',
};

/** The statement that changes the target if there is anything to change. A deletion drops the bytes and the words at once. */
const CHANGE: Readonly<Record<TargetKind, Readonly<Record<Verb, string>>>> = {
  media: {
    // A file that the gate holds is hidden already; an order makes the hiding its own, or ends both.
    hide: `update media set hidden_at = now(), held_at = null
      where blob = $1 and (hidden_at is null or held_at is not null) and deleted_at is null returning 1`,
    show: `update media set hidden_at = null, held_at = null
      where blob = $1 and hidden_at is not null and deleted_at is null returning 1`,
    delete: `with gone as (delete from media_bytes where blob = $1), small as (delete from thumbnail where blob = $1)
      update media set deleted_at = now(), held_at = null where blob = $1 and deleted_at is null returning 1`,
  },
  message: {
    hide: 'update message set hidden_at = now() where id = $1 and hidden_at is null and deleted_at is null returning 1',
    show: 'update message set hidden_at = null where id = $1 and hidden_at is not null and deleted_at is null returning 1',
    delete: `with words as (update message_edit set text = null where message_id = $1)
      update message set deleted_at = now(), text = null where id = $1 and deleted_at is null returning 1`,
  },
};

const STATE: Readonly<Record<TargetKind, string>> = {
  media: 'select deleted_at is not null as deleted from media where blob = $1',
  message: 'select deleted_at is not null as deleted from message where id = $1',
};

/** Throws 404 `media.unknown` or `message.unknown` when there is no target, 410 `message.moved` when it has another id, 409 `….deleted` when it is to be shown but is deleted. */
async function requireTarget(db: Queryable, { verb, target }: Order): Promise<void> {
  const found = await firstRow<{ deleted: boolean }>(db, STATE[target.kind], [target.id]);
  if (found === undefined) {
    if (target.kind === 'message') throw await absentOrMoved(db, 'message', Number(target.id));
    throw new Problem(404, 'media.unknown', 'There is no such media.');
  }
  if (found.deleted && verb === 'show') {
    throw new Problem(
      409,
      `${target.kind}.deleted`,
      `This ${target.kind} was deleted, which cannot be undone.`,
    );
  }
}

/** The order about a file or a message. */
export function targetAct(order: Order): Act {
  const { verb, target, reason } = order;
  return {
    request: [verb, target.kind, target.id, reason],
    effect: EFFECT_OF[verb],
    line: { what: verb, target, reason },
    check: (db) => requireTarget(db, order),
    change: async (db) => (await firstRow(db, CHANGE[target.kind][verb], [target.id])) !== undefined,
    tell: (db) => tellMembers(db, order),
  };
}

/** Writes what really happened into both records. */
export async function record(
  db: Queryable,
  { what, target, reason }: LedgerLine,
  key: string,
  operationId: number,
): Promise<void> {
  await lockJournal(db);
  await db.query(
    'insert into ledger (what, target_kind, target, reason, key, operation_id) values ($1, $2, $3, $4, $5, $6)',
    [what, target.kind, target.id, reason, key, operationId],
  );
  await appendEvent(db, what, { target, ...(reason === null ? {} : { reason }) });
}

/** A deleted file is told as a hidden one: the messages that showed it are still there. */
async function tellMembers(db: Queryable, { verb, target }: Order): Promise<void> {
  if (target.kind === 'media') return tellOfMedia(db, target.id, verb === 'delete' ? 'hide' : verb);
  const sql = 'select room_id as "roomId" from message where id = $1';
  const { roomId } = await oneRow<{ roomId: number }>(db, sql, [target.id]);
  return tellOfMessage(db, roomId, verb, Number(target.id));
}
