// What a room or one account is told, as rows in commit order. A row names a message; its words are read when it is told.
// Not the event feed: that one is for platform engineers, and is kept for ever.
import { type EventBody, type EventKind, JOURNAL_LOCK, lockJournal } from '../feed/feed.ts';
import { firstRow, oneRow, type Queryable, rows } from '../store/database.ts';

/** To a room: what happened in it. To an account: what is for this person alone. */
export type NewsKind =
  | 'message'
  | 'edit'
  | 'delete'
  | 'hide'
  | 'show'
  | 'join'
  | 'leave'
  | 'room'
  | 'membership'
  | 'block'
  | 'notification'
  | 'notice'
  | 'suspended';

export interface News {
  readonly id: number;
  readonly roomId: number | null;
  readonly accountId: number | null;
  readonly kind: NewsKind;
  readonly messageId: number | null;
  readonly body: object | null;
}

/** Rows older than this are dropped; who was away longer loads its rooms anew. */
const KEPT_DAYS = 7;

const SELECT = `select id, room_id as "roomId", account_id as "accountId", kind, message_id as "messageId", body from news`;

/** Tells the members of a room about one of its messages. Takes the journal lock: call it last in a transaction. */
export async function tellOfMessage(
  db: Queryable,
  roomId: number,
  kind: NewsKind,
  messageId: number,
): Promise<void> {
  await lockJournal(db);
  await db.query('insert into news (room_id, kind, message_id) values ($1, $2, $3)', [
    roomId,
    kind,
    messageId,
  ]);
}

/** Writes an event about a message into the feed and tells the members of its room of the same, in one statement: every message of
 * everybody waits while this is under way. Call it last in a transaction. */
export async function announceMessage(
  db: Queryable,
  roomId: number,
  kind: EventKind & NewsKind,
  messageId: number,
  body: EventBody,
): Promise<void> {
  // The lock comes first: both inserts read from it, and a number is given only to a row that is read.
  await db.query(
    `with locked as materialized (select pg_advisory_xact_lock($1)),
          written as (insert into event (kind, body) select $2, $3::jsonb from locked)
     insert into news (room_id, kind, message_id) select $4, $2, $5 from locked`,
    [JOURNAL_LOCK, kind, JSON.stringify(body), roomId, messageId],
  );
}

/** Tells the members of every room in which a file stands that it was hidden, shown or deleted. */
export async function tellOfMedia(db: Queryable, blob: string, kind: NewsKind): Promise<void> {
  await lockJournal(db);
  await db.query(
    `insert into news (room_id, kind, message_id)
     select m.room_id, $2, m.id from message m
      where m.deleted_at is null and m.id in (select message_id from message_media where blob = $1) order by m.id`,
    [blob, kind],
  );
}

/** Tells the members of a room something about the room itself. */
export async function tellRoom(db: Queryable, roomId: number, kind: NewsKind, body: object): Promise<void> {
  await lockJournal(db);
  await db.query('insert into news (room_id, kind, body) values ($1, $2, $3)', [
    roomId,
    kind,
    JSON.stringify(body),
  ]);
}

/** Tells one account. */
export async function tellAccount(
  db: Queryable,
  accountId: number,
  kind: NewsKind,
  body: object,
): Promise<void> {
  await lockJournal(db);
  await db.query('insert into news (account_id, kind, body) values ($1, $2, $3)', [
    accountId,
    kind,
    JSON.stringify(body),
  ]);
}

/** Everything told after `after`, in order. */
export function readNews(db: Queryable, after: number, limit: number): Promise<readonly News[]> {
  return rows<News>(db, `${SELECT} where id > $1 order by id limit $2`, [after, limit]);
}

/** What an account and its present rooms were told after `after` and up to `until`, in order. */
export function readOwnNews(
  db: Queryable,
  accountId: number,
  after: number,
  until: number,
  limit: number,
): Promise<readonly News[]> {
  return rows<News>(
    db,
    `${SELECT} where id > $2 and id <= $3
        and (account_id = $1 or room_id in (
          select m.room_id from member m join room r on r.id = m.room_id and r.closed_at is null
           where m.account_id = $1))
      order by id limit $4`,
    [accountId, after, until, limit],
  );
}

/** The number of the newest row, 0 before the first. */
export async function newestNews(db: Queryable): Promise<number> {
  return (await oneRow<{ id: number }>(db, 'select coalesce(max(id), 0) as id from news')).id;
}

/** Whether rows after this number were dropped already, or the number is none we gave. */
export async function isTooOld(db: Queryable, after: number): Promise<boolean> {
  const row = await firstRow<{ oldest: number; newest: number }>(
    db,
    'select min(id) as oldest, max(id) as newest from news',
  );
  if (row === undefined || row.newest === null) return after > 0;
  return after < row.oldest - 1 || after > row.newest;
}

/** Drops what is too old to be asked for. */
export async function dropOldNews(db: Queryable): Promise<void> {
  await db.query('delete from news where at < now() - make_interval(days => $1)', [KEPT_DAYS]);
}
