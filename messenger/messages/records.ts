// Messages as they are stored, with room, author and files, hidden ones included.
// What people may see of them is decided in messages/visibility.ts; platform engineers see all of it.
import type { Person, RoomFacts } from '../facts.ts';
import type { MediaRecord } from '../files/files.ts';
import { type Queryable, rows } from '../store/database.ts';

export type AttachedMedia = Pick<MediaRecord, 'blob' | 'sha256' | 'mime' | 'bytes' | 'hidden' | 'deleted'>;

export interface MessageRecord {
  readonly id: number;
  readonly room: RoomFacts;
  readonly author: Person;
  readonly sentAt: Date;
  readonly text: string | null;
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly forwardedFrom?: number;
  readonly media: readonly AttachedMedia[];
}

type MessageRow = Omit<MessageRecord, 'forwardedFrom'> & { readonly forwardedFrom: number | null };

const SELECT = `
  select m.id, m.text, m.sent_at as "sentAt", m.forwarded_from as "forwardedFrom",
         m.hidden_at is not null as hidden, m.deleted_at is not null as deleted,
         json_build_object('id', r.id, 'slug', r.slug, 'visibility', r.visibility) as room,
         json_build_object('id', a.id, 'name', a.name) as author,
         coalesce((
           select json_agg(json_build_object(
                    'blob', f.blob, 'sha256', encode(f.sha256, 'hex'), 'mime', f.mime, 'bytes', f.bytes,
                    'hidden', f.hidden_at is not null, 'deleted', f.deleted_at is not null) order by mm.position)
             from message_media mm join media f on f.blob = mm.blob
            where mm.message_id = m.id), '[]'::json) as media
    from message m join room r on r.id = m.room_id join account a on a.id = m.author_id`;

/** One message by its number. */
export async function messageById(db: Queryable, id: number): Promise<MessageRecord | undefined> {
  return (await select(db, `${SELECT} where m.id = $1`, [id]))[0];
}

/** The newest messages of a room with a number below `before`, newest first, deleted ones left out. */
export function messagesOfRoom(
  db: Queryable,
  roomId: number,
  before: number,
  limit: number,
): Promise<readonly MessageRecord[]> {
  const sql = `${SELECT} where m.room_id = $1 and m.id < $2 and m.deleted_at is null order by m.id desc limit $3`;
  return select(db, sql, [roomId, before, limit]);
}

/** Every message that shows a file, hidden and deleted ones too, by number. */
export function messagesWithMedia(
  db: Queryable,
  blob: string,
  after: number,
  limit: number,
): Promise<readonly MessageRecord[]> {
  const sql = `${SELECT} where m.id > $2
    and m.id in (select message_id from message_media where blob = $1) order by m.id limit $3`;
  return select(db, sql, [blob, after, limit]);
}

async function select(
  db: Queryable,
  sql: string,
  values: readonly unknown[],
): Promise<readonly MessageRecord[]> {
  return (await rows<MessageRow>(db, sql, values)).map(({ forwardedFrom, ...rest }) =>
    forwardedFrom === null ? rest : { ...rest, forwardedFrom },
  );
}
