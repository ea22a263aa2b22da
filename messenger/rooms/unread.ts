// What a member has not read yet, room by room.
import { type Queryable, rows, withoutNulls } from '../store/database.ts';

export interface OwnRoom {
  readonly slug: string;
  readonly title: string;
  readonly picture?: string;
  readonly role: 'owner' | 'member';
  readonly readUpTo: number;
  /** Messages of others since then, counted up to 100. */
  readonly unread: number;
  readonly lastMessageAt?: Date;
}

/** Nobody reads a larger number than this as more than "many". */
const MOST_COUNTED = 100;
/** Rooms in one answer. */
const MOST_ROOMS = 500;

/** The rooms of an account, the one with the newest message first. */
export async function ownRooms(db: Queryable, accountId: number): Promise<readonly OwnRoom[]> {
  const found = await rows<OwnRoom>(
    db,
    `select r.slug, r.title, m.role, m.read_up_to as "readUpTo", l.sent_at as "lastMessageAt",
            (select v.blob from media v
              where v.blob = r.picture and v.hidden_at is null and v.deleted_at is null) as picture,
            (select count(*) from (select 1 from message n
               where n.room_id = r.id and n.id > m.read_up_to and n.author_id <> $1
                 and n.deleted_at is null and n.hidden_at is null limit ${MOST_COUNTED}) as newer) as unread
       from member m join room r on r.id = m.room_id and r.closed_at is null
       left join lateral (select sent_at from message x where x.room_id = r.id and x.deleted_at is null
                           order by x.id desc limit 1) l on true
      where m.account_id = $1 order by l.sent_at desc nulls last, r.id limit ${MOST_ROOMS}`,
    [accountId],
  );
  return found.map(withoutNulls);
}

/** Notes that a member has read a room up to a message. Never goes back. */
export async function markRoomRead(
  db: Queryable,
  roomId: number,
  accountId: number,
  upTo: number,
): Promise<void> {
  await db.query(
    `update member set read_up_to = greatest(read_up_to, least($3, (
       select coalesce(max(id), 0) from message where room_id = $1)))
      where room_id = $1 and account_id = $2`,
    [roomId, accountId, upTo],
  );
}
