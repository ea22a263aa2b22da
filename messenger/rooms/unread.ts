// What a member has not read yet, room by room.
import { type Queryable, rows, withoutNulls } from '../store/database.ts';

export interface OwnRoom {
  readonly slug: string;
  readonly title: string;
  /** There only when it is so. */
  readonly encrypted?: true;
  readonly picture?: string;
  readonly role: 'owner' | 'member';
  readonly readUpTo: number;
  /** Messages of others since then, counted up to 100. */
  readonly unread: number;
  readonly lastMessageAt?: Date;
  /** The newest message, as far as a list shows it. Of a hidden one only that it is. */
  readonly last?: LastMessage;
}

export interface LastMessage {
  readonly id: number;
  readonly hidden: boolean;
  /** Name of its author. */
  readonly author?: string;
  /** Written by somebody whom this account has blocked: no words are told. */
  readonly collapsed?: true;
  /** Its first words; not told of an encrypted room. */
  readonly text?: string;
  /** Files that are shown. */
  readonly files?: number;
}

/** Nobody reads a larger number than this as more than "many". */
const MOST_COUNTED = 100;
/** Rooms in one answer. */
const MOST_ROOMS = 500;
/** Characters of the newest message that a list shows. */
const EXCERPT = 100;

/** SQL: the newest message of the room row `r`: when, and what a list shows of it. */
const NEWEST = `
  select x.sent_at, case when x.hidden_at is null and (x.text is not null or x.files > 0)
      then json_strip_nulls(json_build_object('id', x.id, 'hidden', false, 'files', x.files,
             'text', case when r.encrypted or x.folded then null else left(x.text, ${EXCERPT}) end,
             'collapsed', nullif(x.folded, false), 'author', (select a.name from account a where a.id = x.author_id)))
      else json_build_object('id', x.id, 'hidden', true) end as last
    from (select n.*, exists (select 1 from block b where b.account_id = $1 and b.blocked_id = n.author_id) as folded, (select count(*) from message_media mm join media f on f.blob = mm.blob
                        where mm.message_id = n.id and f.hidden_at is null and f.deleted_at is null) as files
            from message n where n.room_id = r.id and n.deleted_at is null order by n.id desc limit 1) as x`;

/** The rooms of an account, the one with the newest message first. */
export async function ownRooms(db: Queryable, accountId: number): Promise<readonly OwnRoom[]> {
  const found = await rows<OwnRoom>(
    db,
    `select r.slug, r.title, nullif(r.encrypted, false) as encrypted, m.role, m.read_up_to as "readUpTo", l.sent_at as "lastMessageAt", l.last,
            (select v.blob from media v
              where v.blob = r.picture and v.hidden_at is null and v.deleted_at is null) as picture,
            (select count(*) from (select 1 from message n
               where n.room_id = r.id and n.id > m.read_up_to and n.author_id <> $1
                 and n.deleted_at is null and n.hidden_at is null limit ${MOST_COUNTED}) as newer) as unread
       from member m join room r on r.id = m.room_id and r.closed_at is null
       left join lateral (${NEWEST}) l on true
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
