// Messages as they are stored, with room, author and files, hidden ones included.
// What people may see of them is decided in messages/visibility.ts; platform engineers see all of it.
import { fromPlace, type Place } from '../admin/paging.ts';
import type { Person, RoomFacts } from '../facts.ts';
import { personSql } from '../people/person.ts';
import { roomSql } from '../rooms/room-facts.ts';
import type { MediaRecord } from '../files/files.ts';
import { type Queryable, rows } from '../store/database.ts';

export interface AttachedMedia
  extends Pick<MediaRecord, 'blob' | 'sha256' | 'mime' | 'bytes' | 'hidden' | 'deleted'> {
  readonly width: number | null;
  readonly height: number | null;
  /** Whether there is a thumbnail. */
  readonly small: boolean;
}

/** A person with the picture that others see. */
export interface ShownAuthor extends Person {
  readonly avatar?: string;
}

/** The message a reply answers, as far as a reply shows it. */
export interface Answered {
  readonly id: number;
  readonly author: ShownAuthor;
  /** Its first words. */
  readonly text: string | null;
  /** Whether anything of it is left to show. */
  readonly shown: boolean;
}

export interface MessageRecord {
  readonly id: number;
  readonly room: RoomFacts;
  readonly author: ShownAuthor;
  readonly sentAt: Date;
  /** Its words; of an encrypted room the sealed message. */
  readonly text: string | null;
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly forwardedFrom?: number;
  readonly editedAt?: Date;
  readonly answers?: Answered;
  readonly media: readonly AttachedMedia[];
}

/** The part of a room read in one direction, newest first. */
export interface Stretch {
  readonly messages: readonly MessageRecord[];
  /** Whether there is more in the direction that was read. */
  readonly more: boolean;
}

/** Characters of the answered message that a reply shows. */
const EXCERPT = 200;

const SELECT = `
  select m.id, m.text, m.sent_at as "sentAt", m.forwarded_from as "forwardedFrom", m.edited_at as "editedAt",
         m.hidden_at is not null as hidden, m.deleted_at is not null as deleted,
         ${roomSql('r')} as room,
         ${personSql('a')} as author,
         (select json_build_object('id', q.id, 'text', left(q.text, ${EXCERPT}),
                   'author', ${personSql('b')},
                   'shown', q.hidden_at is null and q.deleted_at is null and (q.text is not null or exists (
                     select 1 from message_media qm join media qf on qf.blob = qm.blob
                      where qm.message_id = q.id and qf.hidden_at is null and qf.deleted_at is null)))
            from message q join account b on b.id = q.author_id where q.id = m.reply_to) as answers,
         coalesce((
           select json_agg(json_build_object(
                    'blob', f.blob, 'sha256', encode(f.sha256, 'hex'), 'mime', f.mime, 'bytes', f.bytes,
                    'width', f.width, 'height', f.height,
                    'small', exists (select 1 from thumbnail t where t.blob = f.blob),
                    'hidden', f.hidden_at is not null, 'deleted', f.deleted_at is not null) order by mm.position)
             from message_media mm join media f on f.blob = mm.blob
            where mm.message_id = m.id), '[]'::json) as media
    from message m join room r on r.id = m.room_id join account a on a.id = m.author_id`;

/** One message by its number. */
export async function messageById(db: Queryable, id: number): Promise<MessageRecord | undefined> {
  return (await select(db, `${SELECT} where m.id = $1`, [id]))[0];
}

/** Messages by their numbers. */
export function messagesByIds(db: Queryable, ids: readonly number[]): Promise<readonly MessageRecord[]> {
  return select(db, `${SELECT} where m.id = any($1)`, [ids]);
}

/** The newest messages of a room with a number below `before`, newest first, deleted ones left out. */
export async function messagesBefore(
  db: Queryable,
  roomId: number,
  before: number,
  limit: number,
): Promise<Stretch> {
  const sql = `${SELECT} where m.room_id = $1 and m.id < $2 and m.deleted_at is null order by m.id desc limit $3`;
  const found = await select(db, sql, [roomId, before, limit + 1]);
  return { messages: found.slice(0, limit), more: found.length > limit };
}

/** The oldest messages of a room with a number above `after`, also newest first. */
export async function messagesAfter(
  db: Queryable,
  roomId: number,
  after: number,
  limit: number,
): Promise<Stretch> {
  const sql = `${SELECT} where m.room_id = $1 and m.id > $2 and m.deleted_at is null order by m.id limit $3`;
  const found = await select(db, sql, [roomId, after, limit + 1]);
  return { messages: found.slice(0, limit).toReversed(), more: found.length > limit };
}

/** The messages of a room by number, hidden and deleted ones too. */
export function messagesOfRoom(
  db: Queryable,
  roomId: number,
  place: Place,
  limit: number,
): Promise<readonly MessageRecord[]> {
  const sql = `${SELECT} where m.room_id = $1 and ${fromPlace(place, 'm.id', 2)} limit $3`;
  return select(db, sql, [roomId, place.at, limit]);
}

/** Every message that shows a file, hidden and deleted ones too, by number. */
export function messagesWithMedia(
  db: Queryable,
  blob: string,
  place: Place,
  limit: number,
): Promise<readonly MessageRecord[]> {
  const sql = `${SELECT} where m.id in (select message_id from message_media where blob = $1)
    and ${fromPlace(place, 'm.id', 2)} limit $3`;
  return select(db, sql, [blob, place.at, limit]);
}

/** Optional properties are left out instead of null. */
async function select(
  db: Queryable,
  sql: string,
  values: readonly unknown[],
): Promise<readonly MessageRecord[]> {
  const found = await rows<Record<string, unknown>>(db, sql, values);
  return found.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).filter(([key, value]) => value !== null || key === 'text'),
      ) as unknown as MessageRecord,
  );
}
